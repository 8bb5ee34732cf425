"""The inbox of an office: what was asked of it, by clock: the beginning of each part, and each in full."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db.models import QuerySet

from simpul.cases.models import AskedNeed
from simpul.ground.actor import Actor, seeing
from simpul.ground.masking import mask_name
from simpul.ground.paging import count_each, slice_of
from simpul.offices.models import Office
from simpul.offices.queries import calendar_of, colleagues
from simpul.places.queries import names_of
from simpul.referrals.models import Referral
from simpul.referrals.permissions import can_answer
from simpul.referrals.queries.own import own_office
from simpul.referrals.rules import is_late
from simpul.referrals.states import ENDED, ReferralState
from simpul.referrals.types import Inbox, InboxPart, InboxRow

FIRST = 10
"""Rows of a part on the inbox itself; its number opens the rest."""
PAGE = 50
_BY_CLOCK = ("due_at", "pk")
_LATEST_FIRST = ("-sent_at", "-pk")
_STATES: dict[str, tuple[ReferralState, ...]] = {
    "waiting": (ReferralState.SENT,),
    "working": (ReferralState.ACCEPTED,),
    "to_confirm": (ReferralState.DELIVERED,),
    "ended": tuple(sorted(ENDED)),
}
PARTS = tuple(_STATES)
"""The parts of an inbox; each can be read in full."""


def inbox(*, by: Actor, now: datetime) -> Inbox:
    """What was asked of the actor's office: unanswered first by clock, then what is worked on.

    The first rows of each part that is not over, and how many it has. The number of queries and of rows does
    not depend on how much there is. The person is masked; opening the referral shows more and is recorded.

    Raises:
        NotVisibleError: `no_office`, the actor sits in none.
    """
    with seeing(by):
        office = own_office(by)
        found = {part: slice_of(_of(office, part), order=_BY_CLOCK, size=FIRST) for part in PARTS[:-1]}
        rows = _rows([each for one in found.values() for each in one.rows], by=by, now=now)
        parts = {part: tuple(rows[each.pk] for each in one.rows) for part, one in found.items()}
        counts = count_each(**{part: _of(office, part) for part in PARTS})
        today = calendar_of(office).day_of(now)
        return Inbox(office=office.name, on_duty=_on_duty(office, today), counts=counts, **parts)


def inbox_part(part: str, *, by: Actor, now: datetime, after: str = "") -> InboxPart:
    """One part of the inbox in full, page by page: what is not over by its clock, what ended latest first.

    Args:
        part: one of `PARTS`.
        by: whose inbox.
        now: what is late is held against it.
        after: the mark that the page before gave.

    Raises:
        NotVisibleError: `no_office`, the actor sits in none.
        KeyError: there is no such part.
    """
    with seeing(by):
        office = own_office(by)
        order = _LATEST_FIRST if part == "ended" else _BY_CLOCK
        found = slice_of(_of(office, part), order=order, mark=after, size=PAGE)
        rows = _rows(found.rows, by=by, now=now)
        (count,) = count_each(part=_of(office, part)).values()
        shown = tuple(rows[each.pk] for each in found.rows)
        return InboxPart(office=office.name, part=part, rows=shown, count=count, after=found.after)


def _of(office: Office, part: str) -> QuerySet[Referral]:
    return Referral.objects.filter(to_office=office, state__in=_STATES[part])


def _on_duty(office: Office, today: date) -> tuple[str, ...]:
    """Who sits in the office today and could answer: names in office, with their posts."""
    sitting = colleagues(office.pk, today=today)
    return tuple(f"{seat.officer.name} ({seat.title})" for seat in sitting if seat.officer)


def _rows(referrals: Sequence[Referral], *, by: Actor, now: datetime) -> dict[UUID, InboxRow]:
    """Referrals as the inbox shows them, by key (2 queries whatever their number)."""
    asked = AskedNeed.objects.filter(pk__in={each.need_id for each in referrals})
    needs = {each.pk: each for each in asked.select_related("person", "category")}
    names = names_of(need.village_code for need in needs.values())

    def shown(referral: Referral) -> InboxRow:
        need = needs[referral.need_id]
        return _row(referral, need, by=by, now=now, village=names.get(need.village_code, ""))

    return {each.pk: shown(each) for each in referrals}


def _row(referral: Referral, need: AskedNeed, *, by: Actor, now: datetime, village: str) -> InboxRow:
    person = need.person
    resting = referral.resting_since is not None
    return InboxRow(
        id=referral.pk,
        version=referral.version,
        number=referral.number,
        who=mask_name(person.name),
        birth_year=person.birth_date.year if person.birth_date else person.birth_year,
        village=village,
        category=need.category.name,
        service=referral.service_name,
        asked=referral.asked,
        urgency=need.urgency,
        sent_at=referral.sent_at,
        due_at=referral.due_at,
        late=is_late(referral.state, referral.due_at, now, resting=resting),
        resting_for=referral.resting_for,
        documents_complete=referral.documents_complete,
        state=referral.state,
        from_name=referral.from_name,
        can_answer=can_answer(by, referral),
    )
