"""Referrals seen from the need they are for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from simpul.ground.actor import Actor, seeing
from simpul.referrals.models import Referral
from simpul.referrals.queries.own import own_office
from simpul.referrals.rules import is_late, is_silent
from simpul.referrals.states import ENDED, OPEN, ReferralState
from simpul.referrals.types import ReferralLine


def of_need(need_id: UUID, *, now: datetime) -> list[ReferralLine]:
    """The referrals of a need that the actor may see, oldest first."""
    found = Referral.objects.filter(need=need_id).select_related("refusal").order_by("sent_at", "id")
    return [_line(referral, now) for referral in found]


@dataclass(frozen=True, slots=True)
class Sent:
    """What an office asked of others that has not ended, silent ones first, and how many."""

    office: str
    silent: int
    open: int
    to_confirm: int
    rows: tuple[ReferralLine, ...]


def sent(*, by: Actor, now: datetime) -> Sent:
    """The referrals the actor's office sent that have not ended: silent first, then by their clock."""
    with seeing(by):
        office = own_office(by)
        found = Referral.objects.filter(from_office=office).exclude(state__in=ENDED)
        lines = [
            _line(referral, now) for referral in found.select_related("refusal").order_by("due_at", "id")
        ]
        return Sent(
            office=office.name,
            silent=sum(line.silent for line in lines),
            open=sum(ReferralState(line.state) in OPEN for line in lines),
            to_confirm=sum(line.state == ReferralState.DELIVERED for line in lines),
            rows=tuple(sorted(lines, key=lambda line: not line.silent)),
        )


def of_case(case_id: UUID, *, now: datetime) -> dict[UUID, list[ReferralLine]]:
    """The referrals of all needs of a service that the actor may see, by need, oldest first (one query)."""
    found = Referral.objects.filter(need__case=case_id).select_related("refusal").order_by("sent_at", "id")
    lines: dict[UUID, list[ReferralLine]] = {}
    for referral in found:
        lines.setdefault(referral.need_id, []).append(_line(referral, now))
    return lines


def other_is_open(referral: Referral) -> bool:
    """Whether another request for the same need is unanswered; ask it in whole sight of the district."""
    return Referral.objects.filter(need=referral.need_id, state__in=OPEN).exclude(pk=referral.pk).exists()


def _line(referral: Referral, now: datetime) -> ReferralLine:
    resting = referral.resting_since is not None
    return ReferralLine(
        id=referral.pk,
        version=referral.version,
        number=referral.number,
        to_name=referral.to_name,
        service=referral.service_name,
        state=referral.state,
        sent_at=referral.sent_at,
        due_at=referral.due_at,
        late=is_late(referral.state, referral.due_at, now, resting=resting),
        silent=is_silent(referral.state, referral.due_at, now, resting=resting),
        resting_for=referral.resting_for,
        refusal=referral.refusal.text if referral.refusal else "",
        instead=referral.instead,
        can_do=referral.can_do,
        delivered_what=referral.delivered_what,
    )
