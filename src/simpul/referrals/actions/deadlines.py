"""Deadlines of open requests computed anew, after hours, days off or routes have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.rules import allowed_hours
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.clock import Kind, due_after_rest
from simpul.offices.models import RouteStep
from simpul.offices.queries import calendar_of, due_for
from simpul.referrals.models import Referral, ReferralStep
from simpul.referrals.rules import step_for
from simpul.referrals.states import OPEN, Move

_BATCH = 500


def recompute_deadlines(*, by: Actor, district: str) -> int:
    """Compute the deadlines of a district's open requests anew, from when each was sent.

    Time that rested does not count. The need that waits for a request gets its deadline too; of several the
    one that was sent last. Ask after `cases.recompute_deadlines`, which finds the needs' places again.

    Args:
        by: the system, acting for the district.
        district: code of the district.

    Returns:
        How many requests have another deadline now.
    """
    with acting(by):
        referrals = list(
            Referral.objects.select_for_update(of=("self",))
            .filter(district_code=district, state__in=OPEN)
            .select_related("need__category", "to_office__district")
            .order_by("sent_at", "id")
        )
        routes = _routes({referral.need.category_id for referral in referrals})
        histories = _histories(referrals)
        changed = [
            referral
            for referral in referrals
            if _compute(referral, routes[referral.need.category_id], histories[referral.pk])
        ]
        Referral.objects.bulk_update(changed, ["clock", "due_at"], batch_size=_BATCH)
        cases.set_deadlines(by=by, due={referral.need_id: referral.due_at for referral in referrals})
        if changed:
            audit.record(
                "referrals.recompute_deadlines", by=by, kind="district", key=district, fields=["due_at"]
            )
    return len(changed)


def _compute(referral: Referral, route: Sequence[RouteStep], history: Sequence[ReferralStep]) -> bool:
    step = step_for(route, referral.to_office_id, referral.need.step)
    if step is None:
        return False
    before = (referral.clock, referral.due_at)
    clock: Kind = "calendar" if step.clock == "calendar" else "working"
    need = referral.need
    hours = allowed_hours(step.hours, need.category.urgent_hours, need.urgency)
    due = due_for(referral.to_office, hours=hours, clock=clock, start=referral.sent_at)
    calendar = calendar_of(referral.to_office)
    for began, ended in _rests(history):
        due = due_after_rest(due, began, ended, calendar, clock)
    referral.clock, referral.due_at = clock, due
    return before != (referral.clock, referral.due_at)


def _rests(history: Iterable[ReferralStep]) -> list[tuple[datetime, datetime]]:
    """The times the clock rested and went on again; of one that rests now nothing is added yet."""
    rests, began = [], None
    for step in history:
        if step.kind == Move.REST:
            began = step.at
        elif began is not None:
            rests.append((began, step.at))
            began = None
    return rests


def _routes(categories: Iterable[UUID]) -> Mapping[UUID, list[RouteStep]]:
    routes: defaultdict[UUID, list[RouteStep]] = defaultdict(list)
    for step in RouteStep.objects.filter(category__in=categories).order_by("position"):
        routes[step.category_id].append(step)
    return routes


def _histories(referrals: Iterable[Referral]) -> Mapping[UUID, list[ReferralStep]]:
    histories: defaultdict[UUID, list[ReferralStep]] = defaultdict(list)
    keys = [referral.pk for referral in referrals]
    steps = ReferralStep.objects.filter(referral__in=keys, kind__in=[Move.REST, Move.RESUME])
    for step in steps.order_by("at", "id"):
        histories[step.referral_id].append(step)
    return histories
