"""Open deadlines computed anew, after the hours, days off or routes they were computed from have changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from uuid import UUID

from simpul.cases.actions.steps import due_at, hours_of
from simpul.cases.models import Movement, Need
from simpul.cases.states import MovementKind, NeedState
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.clock import due_after_rest
from simpul.offices import queries as offices
from simpul.offices.models import RouteStep

_K = MovementKind

#: From these the clock of a need's owner runs from its beginning.
_BEGINS = frozenset({_K.OPENED, _K.CLIMBED, _K.DESCENDED, _K.DECLINED, _K.DELIVERED})
#: What did not arrive is late from that moment, whatever the hours.
_LATE = _K.RETURNED
#: With these a rest ends while the clock goes on; what begins the clock anew ends it too.
_ENDS_REST = frozenset({_K.RESUMED, _K.HANDED_OVER, _K.REFERRED})
_RESTS = _ENDS_REST | {_K.RESTED}
_BATCH = 500


def recompute_deadlines(*, by: Actor, district: str) -> int:
    """Compute the deadlines of a district's open needs anew, from when each came into its owner's hand.

    A need also finds its place again on a route that was rewritten: the step of the rung it stands on. While
    a request lies at an office the deadline is that request's (`referrals`), and only the place is found.
    Time that rested does not count. The clock of a need that left the route of its category stays as it is.

    Args:
        by: the system, acting for the district.
        district: code of the district.

    Returns:
        How many needs have another deadline or place now.
    """
    with acting(by):
        needs = list(
            Need.objects.select_for_update(of=("self",))
            .filter(district_code=district)
            .exclude(state=NeedState.CLOSED)
            .select_related("rung", "category", "office__district")
            .order_by("id")
        )
        routes = _routes({need.category_id for need in needs})
        histories = _histories(needs)
        changed = [need for need in needs if _compute(need, routes[need.category_id], histories[need.pk])]
        Need.objects.bulk_update(changed, ["step", "clock", "due_at"], batch_size=_BATCH)
        if changed:
            audit.record("cases.recompute_deadlines", by=by, kind="district", key=district, fields=["due_at"])
    return len(changed)


def set_deadlines(*, by: Actor, due: Mapping[UUID, datetime]) -> None:
    """Give needs whose request lies at an office the deadline of that request.

    Args:
        by: the system, acting for the district.
        due: the deadline by the key of the need; a need that is not out any more is left alone.
    """
    with acting(by):
        waiting = Need.objects.select_for_update(of=("self",)).filter(pk__in=due, state=NeedState.REFERRED)
        needs = [need for need in waiting.order_by("id") if need.due_at != due[need.pk]]
        for need in needs:
            need.due_at = due[need.pk]
        Need.objects.bulk_update(needs, ["due_at"], batch_size=_BATCH)


def _compute(need: Need, route: Sequence[RouteStep], history: Sequence[Movement]) -> bool:
    before = (need.step, need.clock, need.due_at)
    step = next((each for each in route if each.rung_id == need.rung_id), None)
    if step is None:
        need.step = _nearest(need, route)
    else:
        need.step = step.position
        if need.state != NeedState.REFERRED:
            need.clock = step.clock
            need.due_at = _due(need, step, history)
    return before != (need.step, need.clock, need.due_at)


def _nearest(need: Need, route: Sequence[RouteStep]) -> int:
    """Off its route a need stands at the last step below its rung, so that going on leads past that rung."""
    below = [each.position for each in route if each.rung.position < need.rung.position]
    return max(below, default=0)


def _due(need: Need, step: RouteStep, history: Sequence[Movement]) -> datetime | None:
    begun = next((move for move in reversed(history) if move.kind in _BEGINS or move.kind == _LATE), None)
    if begun is None or begun.kind == _LATE:
        return need.due_at
    due = due_at(need.office, hours_of(need, step), step.clock, begun.at)
    calendar = offices.calendar_of(need.office)
    for began, ended in _rests(history, since=begun.at):
        due = due_after_rest(
            due, began, ended, calendar, "calendar" if step.clock == "calendar" else "working"
        )
    return due


def _rests(history: Iterable[Movement], *, since: datetime) -> list[tuple[datetime, datetime]]:
    """The times the clock rested and went on again; of one that rests now nothing is added yet."""
    rests, began = [], None
    for move in history:
        if move.kind == _K.RESTED and move.at >= since:
            began = move.at
        elif move.kind in _ENDS_REST and began is not None:
            rests.append((began, move.at))
            began = None
    return rests


def _routes(categories: Iterable[UUID]) -> Mapping[UUID, list[RouteStep]]:
    routes: defaultdict[UUID, list[RouteStep]] = defaultdict(list)
    steps = RouteStep.objects.filter(category__in=categories).select_related("rung")
    for step in steps.order_by("position"):
        routes[step.category_id].append(step)
    return routes


def _histories(needs: Iterable[Need]) -> Mapping[UUID, list[Movement]]:
    histories: defaultdict[UUID, list[Movement]] = defaultdict(list)
    kinds = [*_BEGINS, *_RESTS, _LATE]
    moves = Movement.objects.filter(need__in=[need.pk for need in needs], kind__in=kinds)
    for move in moves.order_by("at", "id"):
        histories[move.need_id].append(move)
    return histories
