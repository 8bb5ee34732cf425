"""Rules about rungs and routes: up the ladder, never twice the same stop, never past a wall."""

from __future__ import annotations

from collections.abc import Iterator

from django.conf import settings

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.reader import Draft
from simpul.adoption.pack.schema.kinds import OWN
from simpul.offices.models import RungKind

_ORDER = [kind.value for kind in RungKind]
_LOCAL = frozenset({RungKind.VILLAGE.value, RungKind.SUBDISTRICT.value})
_TOLD = (*sorted(_LOCAL), RungKind.DISTRICT_DESK.value)
_NEEDED = (RungKind.VILLAGE.value, RungKind.DISTRICT_DESK.value)


def review_routes(draft: Draft) -> Iterator[Mistake]:
    """Judge ladder.yaml and the route of every category of needs.yaml."""
    rungs = draft.list("ladder.yaml", "rungs")
    yield from _ladder(rungs, draft)
    kinds = {rung.text("code"): rung.text("kind") for rung in rungs}
    icons = settings.ICONS.read_text(encoding="utf-8").split()
    found = draft.list("offices.yaml", "offices")
    offices = {office.text("code") for office in found}
    confidential = {office.text("code") for office in found if office.yes("confidential")}
    for need in draft.list("needs.yaml", "needs"):
        yield from _route(need, kinds)
        if (icon := need.text("icon")) and icon not in icons:
            yield mistake("icon", need.at("icon").place, value=icon, known=icons)
        yield from _informed(need, kinds)
        if need.yes("confidential"):
            yield from _wall(need, offices, confidential)
        elif need.yes("about_village"):
            yield from _about_village(need, kinds)
        elif kinds and need.yes("village_may_settle") and not _at_village(need, kinds):
            yield mistake("settle_without_village", need.at("village_may_settle").place)


def _ladder(rungs: list[Node], draft: Draft) -> Iterator[Mistake]:
    highest = -1
    seen: set[str] = set()
    for rung in rungs:
        kind = rung.text("kind")
        if kind not in _ORDER:
            continue
        if kind in seen:
            yield mistake("rung_kind_twice", rung.at("kind").place, value=kind)
        seen.add(kind)
        if _ORDER.index(kind) < highest:
            values = {"value": rung.text("code"), "kind": kind, "right": ", ".join(_ORDER)}
            yield mistake("rung_order", rung.place, **values)
        highest = max(highest, _ORDER.index(kind))
        if kind == RungKind.VILLAGE and rung.list("settles"):
            yield mistake("village_settles", rung.at("settles").place)
    if rungs:
        place = draft.files["ladder.yaml"].at("rungs").place
        yield from (mistake("rung_kind_missing", place, value=kind) for kind in _NEEDED if kind not in seen)


def _route(need: Node, kinds: dict[str, str]) -> Iterator[Mistake]:
    order = list(kinds)
    stops: set[str] = set()
    highest = -1
    for step in need.list("route"):
        rung, office = step.text("rung"), step.text("office")
        if rung in stops:
            yield mistake("route_again", step.at("rung").place, value=rung)
        stops.add(rung)
        if rung not in kinds:
            continue
        if order.index(rung) < highest:
            yield mistake("route_down", step.at("rung").place, above=order[highest], value=rung)
        highest = max(highest, order.index(rung))
        if office == OWN and kinds[rung] not in _LOCAL:
            yield mistake("own_too_high", step.at("office").place, value=rung)
        if office not in {OWN, ""} and kinds[rung] == RungKind.VILLAGE:
            yield mistake("village_not_own", step.at("office").place)


def _informed(need: Node, kinds: dict[str, str]) -> Iterator[Mistake]:
    """Only who sees the need by its area can be told of it."""
    for rung in need.list("informed"):
        if isinstance(rung.value, str) and kinds.get(rung.value, _TOLD[0]) not in _TOLD:
            yield mistake("informed_unseen", rung.place, value=rung.value)


def _wall(need: Node, offices: set[str], confidential: set[str]) -> Iterator[Mistake]:
    for step in need.list("route"):
        office = step.text("office")
        if office == OWN:
            yield mistake("confidential_own", step.at("office").place)
        elif office in offices and office not in confidential:
            yield mistake("confidential_office", step.at("office").place, value=office, known=confidential)
    if need.yes("village_may_settle"):
        yield mistake("confidential_settle", need.at("village_may_settle").place)
    if need.list("informed"):
        yield mistake("confidential_informed", need.at("informed").place)


def _about_village(need: Node, kinds: dict[str, str]) -> Iterator[Mistake]:
    written = [step.at("rung") for step in need.list("route")] + list(need.list("informed"))
    for rung in written:
        if isinstance(rung.value, str) and kinds.get(rung.value) == RungKind.VILLAGE:
            yield mistake("about_village", rung.place, value=rung.value)
    if need.yes("village_may_settle"):
        yield mistake("about_village_settle", need.at("village_may_settle").place)


def _at_village(need: Node, kinds: dict[str, str]) -> bool:
    return any(kinds.get(step.text("rung")) == RungKind.VILLAGE for step in need.list("route"))
