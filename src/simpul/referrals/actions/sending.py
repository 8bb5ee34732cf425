"""Send a need to an office: a request to the office, never to a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.queries.needs import find_need
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, StaleError
from simpul.ground.events import publish
from simpul.letters.rules import long_date
from simpul.offices.models import Office
from simpul.offices.queries import calendar_of, check_still_seated, due_for
from simpul.programmes.queries import programme_by_code
from simpul.referrals.actions.keeping import add_step, written
from simpul.referrals.actions.writing import Occasion, draft_about
from simpul.referrals.errors import AlreadyOutError
from simpul.referrals.events import ReferralSent
from simpul.referrals.models import Referral, ReferralSeries
from simpul.referrals.permissions import can_receive, check_can_send
from simpul.referrals.queries import allowed_time, contact_for, last_tried, own_office
from simpul.referrals.rules import month_of, number_of
from simpul.referrals.states import Move
from simpul.referrals.types import Asking, LetterWish

LONGEST_ASKED = 1000
LONGEST_SERVICE = 160


def send(*, by: Actor, need: UUID, asking: Asking, at: datetime, version: int | None = None) -> Referral:
    """Ask an office for help with a need. Who owned the need owns it still.

    From now on the office sees the need, its service and the person; an office of government the family too,
    a partner the person alone, without any number or health data. Where a letter is wished it is drafted at
    once; the office sees it when it is sent.

    Args:
        by: a seat that has the need in hand and may refer.
        need: key of the need.
        asking: what is asked of which office.
        at: now; the office's time begins with its next working hour.
        version: of the need, as the sender saw it.

    Raises:
        NotAllowedError: `not_allowed`, or `seat_ended`.
        NotVisibleError: the actor sees no such need.
        InputError: `office_unknown`, `text_missing`, `text_long`, `number_in_text`, `programme_unknown`, or
            what the letter asks (`choose_hand`).
        AlreadyOutError: a request for this need lies with that office.
        StateError: `need_state`: it was closed, or waits for the family.
        StaleError: somebody changed the need meanwhile.
    """
    with acting(by):
        check_still_seated(by, at=at)
        row = cases.hold(by=by, need=find_need(need).pk)
        check_can_send(by, row)
        if version is not None and version != row.version:
            raise StaleError("stale")
        office = _office(asking.to_office, by)
        referral = _written(row, office, asking, by=by, at=at)
        _insert(referral)
        add_step(referral, Move.SEND, by=by, at=at, note=referral.asked)
        cases.mark_referred(by=by, need=row, to_office=office, due=referral.due_at, at=at)
        audit.record("referrals.send", by=by, kind="referral", key=referral.pk, label=referral.number)
        if asking.letter is not None:
            _draft_letter(referral, row, office, asking.letter, by=by, at=at)
        publish(ReferralSent(referral.pk, row.pk))
        return referral


def _office(key: UUID, by: Actor) -> Office:
    found = Office.objects.select_related("district").filter(pk=key).first()
    if found is None or not can_receive(found, by.district):
        raise InputError("office_unknown", field="to_office")
    return found


def _written(need: Need, office: Office, asking: Asking, *, by: Actor, at: datetime) -> Referral:
    own = own_office(by)
    code = asking.programme_code.strip()
    if code and programme_by_code(by.district, code) is None:
        raise InputError("programme_unknown", field="programme_code")
    hours, clock = allowed_time(need, office)
    return Referral(
        district_code=need.district_code,
        scope_code=need.scope_code,
        shared_with=sorted({own.pk, need.office_id, office.pk}),
        need=need,
        number=_number(by.district, calendar_of(office).day_of(at)),
        from_office=own,
        to_office=office,
        from_name=own.name,
        to_name=office.name,
        service_name=written(asking.service_name, field="service_name", most=LONGEST_SERVICE),
        programme_code=code,
        contact=(asking.contact.strip() or contact_for(need))[:200],
        asked=written(asking.asked, field="asked", most=LONGEST_ASKED),
        documents_complete=asking.documents_complete,
        sent_by=by.label,
        sent_at=at,
        due_at=due_for(office, hours=hours, clock=clock, start=at),
        clock=clock,
    )


def _number(district: str, day: date) -> str:
    """The next number of the district's month; its row is held until the referral is written."""
    month = month_of(day)
    ReferralSeries.objects.bulk_create(
        [ReferralSeries(district_code=district, month=month)], ignore_conflicts=True
    )
    series = ReferralSeries.objects.select_for_update().get(district_code=district, month=month)
    series.last += 1
    series.save(update_fields=["last"])
    return number_of(district, series.last, day)


def _insert(referral: Referral) -> None:
    try:
        with transaction.atomic():
            Referral.objects.bulk_create([referral])
    except IntegrityError as error:
        if "one_open_referral_an_office" in str(error):
            raise AlreadyOutError("referral_already_open", office=referral.to_name) from None
        raise


def _draft_letter(
    referral: Referral, need: Need, office: Office, wish: LetterWish, *, by: Actor, at: datetime
) -> None:
    asked = {
        "service": referral.service_name,
        "asked": referral.asked,
    }
    known = {
        "tried": "" if office.outside_government else last_tried(need),
        "documents": ", ".join(need.category.documents),
        "answer_by": long_date(calendar_of(office).day_of(referral.due_at)),
    }
    wish = replace(wish, body=known | wish.body)
    letter = draft_about(
        need,
        wish,
        Occasion(
            kind="referral",
            key=referral.pk,
            subject=f"Permohonan layanan {referral.service_name}",
            recipient=f"Pimpinan {office.name}",
            asked=asked,
            receiver=office,
        ),
        by=by,
        at=at,
    )
    referral.letter = letter.pk
    referral.save(update_fields=["letter"])
