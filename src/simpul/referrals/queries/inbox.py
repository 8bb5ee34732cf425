"""The inbox of an office: what was asked of it, by clock."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from simpul.cases.models import AskedNeed
from simpul.ground.actor import Actor, acting
from simpul.ground.masking import mask_name
from simpul.offices.models import Office
from simpul.offices.queries import calendar_of, colleagues
from simpul.places.queries import names_of
from simpul.referrals.models import Referral
from simpul.referrals.permissions import can_answer
from simpul.referrals.queries.own import own_office
from simpul.referrals.rules import is_late
from simpul.referrals.states import ENDED, OPEN, ReferralState
from simpul.referrals.types import Inbox, InboxRow

MOST_ENDED = 20


def inbox(*, by: Actor, now: datetime) -> Inbox:
    """What was asked of the actor's office: unanswered first by clock, then what is worked on.

    The person is masked; opening the referral shows more and is recorded.

    Raises:
        NotVisibleError: `no_office`, the actor sits in none.
    """
    with acting(by):
        office = own_office(by)
        asked = Referral.objects.filter(to_office=office).order_by("due_at", "sent_at", "id")
        current = list(asked.filter(state__in=[*OPEN, ReferralState.DELIVERED]))
        ended = list(asked.filter(state__in=ENDED).order_by("-sent_at", "-id")[:MOST_ENDED])
        needs = _needs([*current, *ended])
        names = names_of(need.village_code for need in needs.values())

        def shown(referral: Referral) -> InboxRow:
            need = needs[referral.need_id]
            return _row(referral, need, by=by, now=now, village=names.get(need.village_code, ""))

        rows = [shown(each) for each in current]
        today = calendar_of(office).day_of(now)
        return Inbox(
            office=office.name,
            on_duty=_on_duty(office, today),
            waiting=tuple(row for row in rows if row.state == ReferralState.SENT),
            working=tuple(row for row in rows if row.state == ReferralState.ACCEPTED),
            to_confirm=tuple(row for row in rows if row.state == ReferralState.DELIVERED),
            ended=tuple(shown(each) for each in ended),
        )


def _on_duty(office: Office, today: date) -> tuple[str, ...]:
    """Who sits in the office today and could answer: names in office, with their posts."""
    sitting = colleagues(office.pk, today=today)
    return tuple(f"{seat.officer.name} ({seat.title})" for seat in sitting if seat.officer)


def _needs(referrals: list[Referral]) -> dict[UUID, AskedNeed]:
    """The narrow view of the needs that are asked about, by key."""
    found = AskedNeed.objects.filter(pk__in={each.need_id for each in referrals})
    return {each.pk: each for each in found.select_related("person", "category")}


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
