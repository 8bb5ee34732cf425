"""Hand over behind the wall, and the first steps of the office that received it.

Nothing of this enters the general audit trail, where an auditor would see that there was something: the trail
of this floor stands in its own table, seen by assignment like the reports themselves.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from datetime import datetime
from uuid import UUID

from django.db import connection

from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, NotVisibleError, StaleError, StateError
from simpul.ground.free_text import refuse_number
from simpul.ground.identifiers import uuid7
from simpul.ground.keys import keyring
from simpul.offices.models import Office, Seat
from simpul.offices.queries import check_still_seated, seats_open_at
from simpul.offices.types import RoleCode
from simpul.protection import permissions, queries
from simpul.protection.models import CONTENT, HandoverStub, ReportAssignment, ReportTrail, SealedReport
from simpul.protection.states import ReportState, may_move
from simpul.protection.types import Note, OpenedReport, Report

#: Letters and digits that are not mistaken for each other when read aloud.
_ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
_NUMBER_LENGTH = 7


def hand_over(*, by: Actor, report: Report, office: Office, at: datetime) -> HandoverStub:
    """Seal a report for a confidential office, assign its counsellors, and leave the reporter a stub.

    The stub's number is drawn at random, so that it tells nobody how many there are.

    Raises:
        InputError: `words_missing`, `number_in_text`.
        NotVisibleError: no seat, or the office is not a confidential one of this district.
    """
    for field, told in asdict(report).items():
        refuse_number(str(told), field=field)
    if not report.words.strip():
        raise InputError("words_missing", field="words")
    if by.seat is None or not office.confidential or office.district_id != by.district:
        raise NotVisibleError("no_such_office")
    with acting(by):
        check_still_seated(by, at=at)
        sealed = SealedReport(id=uuid7(), district_code=by.district, office=office, opened_at=at)
        sealed.sealed = _seal(sealed.pk, json.dumps(asdict(report)))
        SealedReport.objects.bulk_create([sealed])
        _assign(sealed, list(_counsellors(office, at)), at)
        _trace(sealed, "handed_over", by, at)
        number = "".join(secrets.choice(_ALPHABET) for _ in range(_NUMBER_LENGTH))
        stub = HandoverStub(district_code=by.district, seat=by.seat, number=number, at=at)
        HandoverStub.objects.bulk_create([stub])
    return stub


def take_unassigned(*, by: Actor) -> None:
    """Let a counsellor's seat adopt the reports of its office that no seat in force is assigned to.

    So a report handed over while the office stood empty waits for whoever is appointed.
    """
    permissions.check_can_work(by)
    with acting(by), connection.cursor() as cursor:
        cursor.execute("SELECT protection_adopt(%s)", [by.seat])


def open_report(*, by: Actor, report: UUID, at: datetime) -> OpenedReport:
    """Open a report assigned to the acting seat; the opening is recorded behind the wall.

    Raises:
        NotVisibleError: not assigned, or there is none.
    """
    permissions.check_can_work(by)
    with acting(by):
        check_still_seated(by, at=at)
        held = queries.sealed(report)
        if held is None:
            raise NotVisibleError("no_such_report")
        _trace(held, "opened", by, at)
        content = json.loads(_open(held.pk, bytes(held.sealed)))
        notes = tuple(
            Note(each.at, each.by, each.verb, _open(each.pk, bytes(each.sealed)) if each.sealed else "")
            for each in held.trail.order_by("at", "id")
        )
    return OpenedReport(held.pk, held.state, held.version, held.opened_at, Report(**content), notes)


def move(
    *, by: Actor, report: UUID, state: ReportState, note: str, at: datetime, version: int | None = None
) -> None:
    """Accept or close a report, with a note that stays behind the wall.

    Raises:
        NotVisibleError: not assigned, or there is none.
        StateError: `report_moved_on`; StaleError when somebody changed it meanwhile.
        InputError: `note_missing`, closing says what was done; `number_in_text`.
    """
    permissions.check_can_work(by)
    refuse_number(note, field="note")
    if state == ReportState.CLOSED and not note.strip():
        raise InputError("note_missing", field="note")
    with acting(by):
        check_still_seated(by, at=at)
        held = SealedReport.objects.select_for_update().filter(pk=report).first()
        if held is None:
            raise NotVisibleError("no_such_report")
        if version is not None and version != held.version:
            raise StaleError("stale")
        if not may_move(held.state, state):
            raise StateError("report_moved_on")
        held.state, held.version, held.answered_at = state, held.version + 1, held.answered_at or at
        held.save(update_fields=["state", "version", "answered_at"])
        _trace(held, state, by, at, note)


def assign(*, by: Actor, report: UUID, seat: Seat, at: datetime) -> None:
    """Bring a colleague of the same office into a report; the trail behind the wall says whom.

    Raises:
        NotVisibleError: the report is not the actor's, or the seat not of its office and trade.
    """
    permissions.check_can_work(by)
    with acting(by):
        check_still_seated(by, at=at)
        held = queries.sealed(report)
        if held is None or seat.office_id != held.office_id or seat.role != RoleCode.COUNSELLOR:
            raise NotVisibleError("no_such_report")
        _assign(held, [seat], at)
        _trace(held, "assigned", by, at, f"{seat.officer} ({seat.title})" if seat.officer else seat.title)


def _counsellors(office: Office, at: datetime) -> list[Seat]:
    open_seats = seats_open_at(at).filter(office=office, role=RoleCode.COUNSELLOR)
    return list(open_seats.exclude(officer=None))


def _assign(report: SealedReport, seats: list[Seat], at: datetime) -> None:
    ReportAssignment.objects.bulk_create(
        [ReportAssignment(report=report, seat=seat, since=at) for seat in seats], ignore_conflicts=True
    )


def _trace(report: SealedReport, verb: str, by: Actor, at: datetime, note: str = "") -> None:
    line = ReportTrail(id=uuid7(), report=report, verb=verb, by=by.label, seat=by.seat, at=at)
    if note.strip():
        line.sealed = _seal(line.pk, note.strip())
    ReportTrail.objects.bulk_create([line])


def _seal(key: UUID, text: str) -> bytes:
    return CONTENT.seal(keyring(), key, text.encode())


def _open(key: UUID, sealed: bytes) -> str:
    return CONTENT.open(keyring(), key, sealed).decode()
