"""Referrals seen from the need they are for."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.referrals.models import Referral
from simpul.referrals.rules import is_late, is_silent
from simpul.referrals.states import OPEN
from simpul.referrals.types import ReferralLine


def of_need(need_id: UUID, *, now: datetime) -> list[ReferralLine]:
    """The referrals of a need that the actor may see, oldest first."""
    found = Referral.objects.filter(need=need_id).select_related("refusal").order_by("sent_at", "id")
    return [_line(referral, now) for referral in found]


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
