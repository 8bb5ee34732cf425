"""A need at its beginning: drafted, given its place on the route, linked to what was brought before."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from simpul.cases.actions.steps import due_at, hours_of, lock_case, open_to, said, show_to
from simpul.cases.events import NeedOpened
from simpul.cases.models import Case, Movement, Need
from simpul.cases.queries.papers import limit, missing_numbers, papers_category
from simpul.cases.queries.repeats import brought
from simpul.cases.queries.route import Stop, first_stop
from simpul.cases.rules import Finding, raised, scope_above
from simpul.cases.states import MovementKind, NeedState
from simpul.cases.types import NeedInput
from simpul.ground.actor import Actor
from simpul.ground.events import publish
from simpul.offices.models import NeedCategory
from simpul.registry import actions as registry

RAISE_AT = 3
"""The third complaint is a signal (practice 20), unless the district says otherwise."""


def begin(case: Case, category: NeedCategory, asked: NeedInput, *, at: datetime) -> Need:
    """A need of a service, not saved and without its place."""
    return Need(
        case=case,
        category=category,
        district_code=case.district_code,
        scope_code=case.scope_code,
        village_code=case.village_code,
        village_may_settle=category.village_may_settle,
        words=said(asked.words, "words"),
        urgency=asked.urgency,
        state=NeedState.OPEN,
        opened_at=at,
        entered_at=at,
    )


def papers_input(
    person: UUID, asked: list[NeedCategory], *, district: str
) -> tuple[NeedCategory, NeedInput] | None:
    """The need for missing papers, unless asked for or open already. Ask with the district in view."""
    category = papers_category(district)
    if category is None or category in asked or not (missing := missing_numbers(person)):
        return None
    waiting = Need.objects.filter(case__person=person, category=category).exclude(state=NeedState.CLOSED)
    if waiting.exists():
        return None
    return category, NeedInput(category.code, " ".join(missing).upper())


def place_needs(
    case: Case, drafts: list[Need], *, by: Actor, at: datetime, new: bool, unnamed: bool = False
) -> list[Need]:
    """Save a service (when it is new) and its drafted needs at their first stops, and begin their history.

    `by` must have the whole district in view: earlier needs may lie out of the opener's sight. An `unnamed`
    service is about a label in the place of its person.
    """
    stops = [_stand(need) for need in drafts]
    times = _link(case, drafts, saved=not new)
    if unnamed:
        case.person = registry.add_unnamed(by=by, village_code=case.village_code, scope_code=case.scope_code)
    if new:
        case.save(force_insert=True)
    for need, stop, count in zip(drafts, stops, times, strict=True):
        before = need.urgency
        need.urgency = raised(
            before, times=count, raise_at=limit(case.district_code, "repeats_raise_at", otherwise=RAISE_AT)
        )
        need.due_at = due_at(stop.office, hours_of(need, stop.step), stop.step.clock, at)
        need.save(force_insert=True)
        _history(need, MovementKind.OPENED, by=by, at=at, finding=_instead(stop))
        if need.urgency != before:
            _history(need, MovementKind.RAISED, by=by, at=at, note=str(count))
        publish(NeedOpened(need.pk, case.pk))
        open_to(stop.office, need, by=by)
    return drafts


def keep_in_sight(needs: list[Need], *, of: Actor) -> None:
    """Open needs and their service to the office that took them in, where its seats see nobody by area.

    The family stays out of its sight: it came to know the person alone. Ask with the district in view.
    """
    if of.areas:
        return
    for office in of.offices:
        show_to(office, *needs, lock_case(needs[0].case_id))


def _stand(need: Need) -> Stop:
    """Give a draft its place; a complaint about the village is seen from above it only, its service too."""
    stop = first_stop(need)
    step, office = stop.step, stop.office
    need.step, need.rung, need.office, need.clock = step.position, stop.rung, office, step.clock
    # Where no village could have taken it up, none is measured by it.
    need.village_may_settle = need.village_may_settle and stop.instead_of is None
    if need.category.about_village:
        need.scope_code = need.case.scope_code = scope_above(need.village_code, stop.rung.kind)
    return stop


def _link(case: Case, drafts: list[Need], *, saved: bool) -> list[int]:
    """Link the service to where its needs began; how many times each was brought, this time included."""
    before = brought(case, drafts)
    began = next((each.began for each in before if each.began is not None), None)
    if began is not None and case.parent_id is None:
        case.parent_id = began
        if saved:
            case.save(update_fields=["parent"])
    return [each.times for each in before]


def _instead(stop: Stop) -> list[dict[str, object]]:
    """What the history says where another rung took the first step over."""
    return [Finding("taken_over", stop.instead_of.name).as_json()] if stop.instead_of else []


def _history(need: Need, kind: MovementKind, *, by: Actor, at: datetime, **words: Any) -> None:
    Movement.objects.create(
        need=need,
        kind=kind,
        at=at,
        by=by.label,
        seat=by.seat,
        to_rung=need.rung.name,
        to_rung_code=need.rung.code,
        to_office=need.office.name,
        **words,
    )
