"""Appoint, extend by letter, end; invite an officer and let them in. Rights come and go with a seat."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, transaction

from simpul.ground import audit, files
from simpul.ground.actor import Actor, acting, system
from simpul.ground.errors import InputError, NotAllowedError, StaleError
from simpul.ground.files import Upload
from simpul.ground.free_text import refuse_number
from simpul.ground.identifiers import clean_digits
from simpul.offices import permissions
from simpul.offices.errors import InvitationError, SeatEndedError, TermError
from simpul.offices.models import Capacity, Decree, Invitation, Office, Officer, Seat, SeatExtension, Team
from simpul.offices.types import RoleCode

INVITATION_DAYS = 7
_NIP = re.compile(r"[0-9]{18}")


@dataclass(frozen=True, kw_only=True)
class NewDecree:
    """The decision a seat stands on; `scan` is the signed paper, photographed or scanned."""

    number: str
    dated: date
    title: str
    valid_until: date | None = None
    scan: Upload | None = None


def appoint(
    *,
    by: Actor,
    office: Office,
    role: RoleCode,
    title: str,
    starts_on: date,
    ends_on: date | None = None,
    capacity: Capacity = Capacity.DEFINITIVE,
    decree: NewDecree | None = None,
    team: Team | None = None,
    officer: Officer | None = None,
    area_code: str = "",
) -> Seat:
    """Make a seat in an office, standing on a decree, empty or with its officer.

    Raises:
        NotAllowedError: the actor's seat does not reach this office or role, or the area lies outside the
            office's own.
        TermError: `ends_before_start`.
        InputError: `number_in_text`; `decree_scanned`, the decree has its scan already; what
            `ground.files.store` refuses.
    """
    permissions.check_can_fill(by, office, role)
    refuse_number(title, field="title")
    refuse_number(decree.number if decree else "", field="decree_number")
    if not (area_code or office.area_code).startswith(office.area_code):
        raise NotAllowedError("not_allowed")
    if ends_on is not None and ends_on < starts_on:
        raise TermError("ends_before_start", field="ends_on")
    with acting(by):
        seat = Seat.objects.create(
            district=office.district,
            office=office,
            team=team,
            officer=officer,
            role=role,
            title=title,
            area_code=area_code or office.area_code,
            capacity=capacity,
            decree=_decree(by, office, decree) if decree else None,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        audit.record("offices.appoint", by=by, kind="seat", key=seat.pk, label=title)
    return seat


def extend(
    *,
    by: Actor,
    seat: Seat,
    letter_number: str,
    letter_date: date,
    until: date,
    version: int | None = None,
    scan: Upload | None = None,
) -> SeatExtension:
    """Let a seat go on past its term by a dated letter, until the new decree comes (practice 18).

    Raises:
        SeatEndedError: the seat was ended.
        TermError: `extension_not_later`, the letter does not reach past the term.
        StaleError: somebody changed the seat meanwhile.
        InputError: `number_in_text`; what `ground.files.store` refuses of the letter's scan.
    """
    refuse_number(letter_number, field="letter_number")
    with acting(by):
        held = _lock(by, seat, version)
        if held.ends_on is not None and until <= held.ends_on:
            raise TermError("extension_not_later", field="until", ends_on=held.ends_on)
        extension = SeatExtension.objects.create(
            seat=held,
            letter_number=letter_number,
            letter_date=letter_date,
            until=until,
            made_by=by.label,
            file=_kept(by, scan, letter_number) if scan else None,
        )
        _touch(held)
        audit.record("offices.extend", by=by, kind="seat", key=held.pk, label=held.title, fields=["until"])
    return extension


def end(*, by: Actor, seat: Seat, on: date, reason: str, version: int | None = None) -> Seat:
    """End a seat on a day, with the reason. From that day it gives no right, whatever form is open.

    Raises:
        SeatEndedError: it was ended before.
        InputError: `reason_missing`, `number_in_text`.
    """
    if not refuse_number(reason, field="reason").strip():
        raise InputError("reason_missing", field="reason")
    with acting(by):
        held = _lock(by, seat, version)
        held.ended_on, held.ended_reason = on, reason.strip()[:300]
        _touch(held, "ended_on", "ended_reason")
        audit.record("offices.end", by=by, kind="seat", key=held.pk, label=held.title, fields=["ended_on"])
    return held


def record_nip(*, by: Actor, seat: Seat, nip: str, version: int | None = None) -> Officer:
    """Record the NIP of the civil servant who holds a seat: letters they sign from then on show it.

    Raises:
        NotAllowedError, SeatEndedError, StaleError: as `extend`.
        InputError: `nip_shape`, not eighteen digits; `seat_empty`, nobody holds it.
    """
    digits = clean_digits(nip)
    if not _NIP.fullmatch(digits):
        raise InputError("nip_shape", field="nip")
    with acting(by):
        held = _lock(by, seat, version)
        if held.officer_id is None:
            raise InputError("seat_empty")
        officer = Officer.objects.select_for_update().get(pk=held.officer_id)
        officer.nip = digits
        officer.save(update_fields=["nip"])
        audit.record("offices.record_nip", by=by, kind="seat", key=held.pk, label=held.title, fields=["nip"])
    return officer


def invite(*, by: Actor, seat: Seat, email: str, name: str, at: datetime) -> str:
    """Invite somebody into an empty seat; returns the token of the one-time link, which is stored nowhere.

    Raises:
        InputError: `seat_taken`, somebody holds the seat; `number_in_text`.
    """
    permissions.check_can_fill(by, seat.office, seat.role)
    refuse_number(name, field="name")
    with acting(by):
        held = Seat.objects.select_for_update().get(pk=seat.pk)
        if held.officer_id is not None:
            raise InputError("seat_taken")
        token = secrets.token_urlsafe(32)
        Invitation.objects.create(
            email=email.strip().lower(),
            name=name.strip(),
            seat=held,
            token_hash=_hash(token),
            expires_at=at + timedelta(days=INVITATION_DAYS),
            made_by=by.label,
        )
        audit.record("offices.invite", by=by, kind="seat", key=held.pk, label=held.title)
    return token


def invitation(token: str, *, at: datetime) -> Invitation:
    """The open invitation behind a token.

    Raises:
        InvitationError: `invitation_closed`.
    """
    found = (
        Invitation.objects.filter(token_hash=_hash(token), used_at=None, expires_at__gt=at)
        .select_related("seat__office", "seat__district")
        .first()
    )
    if found is None:
        raise InvitationError("invitation_closed")
    return found


def invited_officer(found: Invitation) -> Officer | None:
    """The officer whose account an invitation's address belongs to; None when it makes a new one."""
    return Officer.objects.filter(email__iexact=found.email).first()


def accept(*, token: str, password: str, at: datetime, signed_in: UUID | None = None) -> Officer:
    """Take the seat behind a token with a password of one's own.

    An address that an account already has is no proof of being that officer: they take the seat signed in,
    and keep the account as it is.

    Args:
        token: the link's secret.
        password: of the new account; not used for a known officer.
        at: now.
        signed_in: the officer who is signed in, if any.

    Raises:
        InvitationError: `invitation_closed` (used, expired, unknown, or the seat was filled meanwhile), or
            `invitation_of_another`, the address belongs to an officer who is not signed in.
    """
    found = invitation(token, at=at)
    with acting(system(found.seat.district_id, label=found.name)) as by:
        locked = Invitation.objects.select_for_update().get(pk=found.pk)
        seat = Seat.objects.select_for_update().get(pk=found.seat_id)
        if locked.used_at is not None or seat.officer_id is not None:
            raise InvitationError("invitation_closed")
        officer = invited_officer(found)
        if officer is not None and officer.pk != signed_in:
            raise InvitationError("invitation_of_another")
        if officer is None:
            officer = _new_officer(found, password)
        locked.used_at = at
        locked.save(update_fields=["used_at"])
        seat.officer = officer
        _touch(seat, "officer")
        audit.record("offices.accept", by=by, kind="seat", key=seat.pk, label=seat.title)
    return officer


def _new_officer(found: Invitation, password: str) -> Officer:
    """An account for an address that nobody has, unless another invitation of it was accepted meanwhile."""
    officer = Officer(email=found.email, name=found.name)
    officer.set_password(password)
    try:
        with transaction.atomic():
            officer.save(force_insert=True)
    except IntegrityError:
        raise InvitationError("invitation_of_another") from None
    return officer


def _decree(by: Actor, office: Office, new: NewDecree) -> Decree:
    decree, _made = Decree.objects.get_or_create(
        district=office.district,
        number=new.number,
        defaults={
            "dated": new.dated,
            "title": new.title,
            "valid_from": new.dated,
            "valid_until": new.valid_until,
        },
    )
    return decree if new.scan is None else _scanned(by, decree.pk, new.scan)


def _scanned(by: Actor, key: UUID, scan: Upload) -> Decree:
    """Keep the scan of a decree that has none: what others appointed by is not changed under them."""
    decree = Decree.objects.select_for_update().get(pk=key)
    if decree.file is not None:
        raise InputError("decree_scanned", field="file")
    decree.file = _kept(by, scan, decree.number)
    decree.save(update_fields=["file"])
    return decree


def _kept(by: Actor, scan: Upload, number: str) -> UUID:
    """A scan among the private files: no area sees it; who reads decrees does (`0007_scans_of_decrees`)."""
    return files.store(by=by, upload=scan, kind="decree", name=number.replace("/", "-"), scope_code="").pk


def _lock(by: Actor, seat: Seat, version: int | None) -> Seat:
    held = Seat.objects.select_for_update(of=("self",)).select_related("office", "district").get(pk=seat.pk)
    permissions.check_can_change(by, held)
    if held.ended_on is not None:
        raise SeatEndedError("seat_ended")
    if version is not None and version != held.version:
        raise StaleError("stale")
    return held


def _touch(seat: Seat, *fields: str) -> None:
    seat.version += 1
    seat.save(update_fields=[*fields, "version"])


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
