"""The way of a need: its first office, where it goes on to and comes back to, and the ladder of its page.

Somebody without a village here (no address, a resident of another district, met on the road) is served by a
sub-district or by the desk. For them the steps of a village are none of their route: the lowest office that
they have takes the first step over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from simpul.cases.models import Need
from simpul.cases.rules import VILLAGE
from simpul.cases.states import NeedState
from simpul.ground.errors import StateError
from simpul.offices import queries as offices
from simpul.offices.models import Office, RouteStep, RungKind
from simpul.offices.models import Rung as Level

#: Who takes a first step over, the lowest first.
_TAKE_OVER = (RungKind.SUBDISTRICT, RungKind.DISTRICT_DESK)


class Stop(NamedTuple):
    """A step of a route, the rung it is taken on, and the office that holds needs of one area there.

    `instead_of` is the rung that should have taken the step, where there is none for this area.
    """

    step: RouteStep
    rung: Level
    office: Office
    instead_of: Level | None = None


@dataclass(frozen=True)
class Rung:
    """A stop of a need's route as the ladder shows it: `done`, `here`, `ahead` or `left_out`."""

    name: str
    state: str


def first_stop(need: Need) -> Stop:
    """Where a new need begins: the first step of its route, never in the village it complains about.

    Raises:
        StateError: `no_office_for_step`, neither this step nor anybody above has an office for the area.
    """
    steps = _without_the_village_complained_of(need, offices.route_of(need.category))
    office = _office(need, steps[0]) if steps else None
    if office is not None:
        return Stop(steps[0], steps[0].rung, office)
    return _taken_over(need, steps)


def next_stop(need: Need) -> Stop:
    """Where a need goes when it goes on.

    Raises:
        StateError: `top_of_route`, or `no_office_for_step`.
    """
    ahead = _ahead(need, offices.route_of(need.category))
    if not ahead:
        raise StateError("top_of_route")
    return _stop(need, ahead[0])


def stop_before(need: Need) -> Stop:
    """Where a need goes when it is sent back.

    Raises:
        StateError: `bottom_of_route`, or `no_office_for_step`.
    """
    behind = _behind(need, offices.route_of(need.category))
    if not behind:
        raise StateError("bottom_of_route")
    return _stop(need, behind[-1])


def current_step(need: Need) -> RouteStep | None:
    """The step a need stands on; None when a changed pack took it off the route."""
    return next((step for step in offices.route_of(need.category) if step.position == need.step), None)


def ends(need: Need, route: Sequence[RouteStep]) -> dict[str, bool]:
    """Whether the route goes on from here (`ahead`), and whether it can come back (`behind`)."""
    return {"ahead": bool(_ahead(need, route)), "behind": bool(_behind(need, route))}


def ladder(need: Need, route: Sequence[RouteStep]) -> tuple[Rung, ...]:
    """The route as a page shows it, with the office that took a step over in its place."""
    here = "done" if need.state == NeedState.CLOSED else "here"
    on_route = any(step.rung_id == need.rung_id for step in route)
    shown = [Rung(_name(step), _state(need, step, here)) for step in route]
    if not on_route:
        below = sum(1 for step in route if step.rung.position < need.rung.position)
        shown.insert(below, Rung(need.office.name, here))
    return tuple(shown)


def _state(need: Need, step: RouteStep, here: str) -> str:
    if not offices.is_step_of(step, need.village_code):
        return "left_out"
    if step.rung_id == need.rung_id:
        return here
    return "done" if step.position <= need.step else "ahead"


def _name(step: RouteStep) -> str:
    return step.office.name if step.office else step.rung.name


def _ahead(need: Need, route: Sequence[RouteStep]) -> list[RouteStep]:
    return [step for step in _steps(need, route) if step.position > need.step]


def _behind(need: Need, route: Sequence[RouteStep]) -> list[RouteStep]:
    return [step for step in _steps(need, route) if step.position < need.step]


def _steps(need: Need, route: Sequence[RouteStep]) -> list[RouteStep]:
    steps = _without_the_village_complained_of(need, route)
    return [step for step in steps if offices.is_step_of(step, need.village_code)]


def _without_the_village_complained_of(need: Need, route: Sequence[RouteStep]) -> list[RouteStep]:
    about_village = need.category.about_village
    return [step for step in route if not (about_village and step.rung.kind == VILLAGE)]


def _office(need: Need, step: RouteStep) -> Office | None:
    return offices.office_of_step(step, need.village_code, district=need.district_code)


def _stop(need: Need, step: RouteStep) -> Stop:
    office = _office(need, step)
    if office is None:
        raise StateError("no_office_for_step")
    return Stop(step, step.rung, office)


def _taken_over(need: Need, steps: Sequence[RouteStep]) -> Stop:
    """The first step, taken by the sub-district or the desk; on their own step where the route has one."""
    levels = {level.kind: level for level in reversed(offices.rungs(need.district_code))}
    for kind in _TAKE_OVER if steps else ():
        level = levels.get(kind)
        office = offices.office_for(kind, need.village_code, district=need.district_code)
        if level is None or office is None:
            continue
        own = next((step for step in steps if step.rung.kind == kind), None)
        if own is not None:
            return Stop(own, own.rung, own.office or office, instead_of=steps[0].rung)
        below = [step for step in steps if step.rung.position < level.position]
        return Stop((below or steps[:1])[-1], level, office, instead_of=steps[0].rung)
    raise StateError("no_office_for_step")
