"""What every verb of this floor does: act as its seat, lock the need, take the move, write the history."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast
from uuid import UUID

from simpul.cases.events import NeedMoved
from simpul.cases.models import Case, Deed, Movement, Need
from simpul.cases.queries.needs import find_need, local_day
from simpul.cases.queries.papers import frozen
from simpul.cases.queries.route import Stop, current_step
from simpul.cases.rules import allowed_hours
from simpul.cases.states import MovementKind, after
from simpul.cases.types import EMERGENCY
from simpul.ground import audit
from simpul.ground.actor import Actor, acting, current, elevated
from simpul.ground.clock import Kind, due_after_rest
from simpul.ground.errors import InputError, NotVisibleError, StaleError, StateError
from simpul.ground.events import publish
from simpul.ground.free_text import refuse_number
from simpul.ground.models import Guarded, StoredFile
from simpul.offices import queries as offices
from simpul.offices.models import Office, OfficeKind, RouteStep
from simpul.registry import actions as registry

P = ParamSpec("P")
R = TypeVar("R")

#: Offices whose seats see a village's needs by their area; to all others a need is opened one by one.
_BY_AREA = (
    OfficeKind.WELFARE_POST,
    OfficeKind.SUBDISTRICT,
    OfficeKind.SUBDISTRICT_POST,
    OfficeKind.DISTRICT_DESK,
)


def acts(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a verb in one transaction, seeing what its `by` may see, if the seat still gives rights.

    Raises:
        NotAllowedError: `seat_ended`.
    """

    @wraps(verb)
    def acting_by(*args: P.args, **kwargs: P.kwargs) -> R:
        by = cast("Actor", kwargs["by"])
        with acting(by):
            offices.check_still_seated(by, at=cast("datetime", kwargs["at"]))
            return verb(*args, **kwargs)

    return acting_by


def lock_need(need: Need | UUID, *, version: int | None = None) -> Need:
    """The need, locked until the end of the transaction.

    Raises:
        NotVisibleError: not in the actor's sight.
        StaleError: `stale`, somebody changed it since `version`.
    """
    key = need.pk if isinstance(need, Need) else need
    _wait_for_household(Need.objects.filter(pk=key).values_list("case__person_id", flat=True).first())
    # Locked by itself first: joined to its rung, a row that moved while we waited would drop out of the join.
    if Need.objects.select_for_update().filter(pk=key).values_list("pk").first() is None:
        raise NotVisibleError("no_such_need")
    row = find_need(key)
    if version is not None and row.version != version:
        raise StaleError("stale")
    return row


def wait_for_household(case: UUID) -> None:
    """Before any row: whoever records a death or a number takes its locks in the same order."""
    _wait_for_household(Case.objects.filter(pk=case).values_list("person_id", flat=True).first())


def _wait_for_household(person: UUID | None) -> None:
    by = current()
    if person is not None and by is not None:
        registry.lock_household(by=by, person=person)


def lock_case(case: Case | UUID) -> Case:
    """The service, locked until the end of the transaction.

    Raises:
        NotVisibleError: not in the actor's sight.
    """
    key = case.pk if isinstance(case, Case) else case
    row = Case.objects.select_for_update().filter(pk=key).first()
    if row is None:
        raise NotVisibleError("no_such_case")
    return row


def said(text: str, field: str) -> str:
    """What was typed, or nothing, without blanks at its ends.

    Raises:
        InputError: `number_in_text`: a NIK or KK, which lies sealed in its own field and nowhere else.
    """
    return refuse_number(text, field=field).strip()


def written(text: str, field: str) -> str:
    """What had to be typed, without blanks at its ends.

    Raises:
        InputError: `text_missing` when nothing is left, `number_in_text`.
    """
    kept = said(text, field)
    if not kept:
        raise InputError("text_missing", field=field)
    return kept


def move(
    need: Need, kind: MovementKind, *, by: Actor, at: datetime, changes: dict[str, Any], **words: Any
) -> Movement:
    """Take a move of the table: change the need, write the history and the trail, tell who listens.

    Another state, another holder or another moment ends the rest of the clock.

    Args:
        need: locked.
        kind: what happens.
        by: who does it.
        at: when.
        changes: new values of columns of the need, besides its state and version.
        words: columns of the movement: reason, note, tried, finding, override_reason, above_only.

    Raises:
        StateError: `need_state`, the table does not allow it.
        InputError: `number_in_text`.
    """
    for name in ("note", "tried", "override_reason"):
        said(words.get(name, ""), name)
    places = {
        "from_rung": need.rung.name,
        "from_rung_code": need.rung.code,
        "from_office": need.office.name,
    }
    changes = {"state": after(need.state, kind), "version": need.version + 1} | changes
    if need.resting_since is not None and _ends_rest(need, kind, changes):
        changes = NOT_RESTING | {"due_at": _after_rest(need, at)} | changes
    for column, value in changes.items():
        setattr(need, column, value)
    need.save(update_fields=changes)
    places |= {
        "to_rung": need.rung.name,
        "to_rung_code": need.rung.code,
        "to_office": need.office.name,
    }
    record = Movement.objects.create(
        need=need,
        kind=kind,
        at=at,
        by=by.label,
        seat=by.seat,
        **places | words,
    )
    reason = words.get("reason")
    audit.record(
        f"cases.{kind}",
        by=by,
        kind="need",
        key=need.pk,
        label=need.case.ticket,
        fields=sorted(changes),
        reason=reason.code if reason else "",
    )
    publish(NeedMoved(need.pk, str(kind)))
    return record


def _ends_rest(need: Need, kind: MovementKind, changes: dict[str, Any]) -> bool:
    """Beginning the work (a note is enough) lets a need rest; every other change of state does not."""
    moved = kind != MovementKind.STARTED and changes["state"] != need.state
    return moved or kind == MovementKind.RESUMED or "due_at" in changes or "office" in changes


def _after_rest(need: Need, at: datetime) -> datetime | None:
    """What was left when the clock began to rest is left now."""
    if need.due_at is None or need.resting_since is None:
        return need.due_at
    clock: Kind = "calendar" if need.clock == "calendar" else "working"
    return due_after_rest(need.due_at, need.resting_since, at, offices.calendar_of(need.office), clock)


def standing(stop: Stop, need: Need, *, at: datetime) -> dict[str, Any]:
    """The columns of a need that comes to a stop of its route: its clock begins anew and nobody is named."""
    step, office = stop.step, stop.office
    return {
        "step": step.position,
        "rung": stop.rung,
        "office": office,
        "clock": step.clock,
        "due_at": due_at(office, hours_of(need, step), step.clock, at),
        "entered_at": at,
        "assigned_to": None,
        "assigned_name": "",
    } | NOT_RESTING


NOT_RESTING: dict[str, Any] = {"resting_since": None, "resting_for": ""}


def check_not_frozen(need: Need, at: datetime) -> None:
    """Stop hand-over and delivery on days the district hands nothing over; an emergency never waits.

    Raises:
        StateError: `handover_frozen`.
    """
    held = frozen(need.district_code, local_day(need, at)) if need.urgency != EMERGENCY else None
    if held is not None:
        raise StateError("handover_frozen", until=held["ends"], reason=held["reason"])


def hours_of(need: Need, step: RouteStep) -> float:
    """The hours a step gives a need: an urgent one has the shorter time its category may name."""
    return allowed_hours(step.hours, need.category.urgent_hours, need.urgency)


def due_at(office: Office, hours: Any, clock: str, at: datetime) -> datetime:
    """When an office must have acted, by its own working hours."""
    return offices.due_for(
        office, hours=float(hours), clock="calendar" if clock == "calendar" else "working", start=at
    )


def owners_time(need: Need, at: datetime) -> datetime | None:
    """The moment by which whoever holds a need must have acted, counted anew; as it was off its route."""
    step = current_step(need)
    return due_at(need.office, hours_of(need, step), step.clock, at) if step else need.due_at


def paper_offices(need: Need) -> list[UUID]:
    """The offices that see the papers of a need: those it was opened to, partners left out."""
    offices = Office.objects.filter(pk__in=need.shared_with, outside_government=False)
    return list(offices.values_list("pk", flat=True))


def open_to(office: Office, need: Need, *, by: Actor) -> None:
    """Let an office see a need, its service and its person, where its seats do not see them by their area.

    Papers are opened to offices of government alone: they show numbers, which no partner reads.
    """
    with elevated(by) as wide:
        case = lock_case(need.case_id)
        if office.kind in _BY_AREA:
            # Who is helped away from home lives in another area than the one that holds the need.
            if not case.person.scope_code.startswith(office.area_code):
                registry.open_to_office(by=wide, person=case.person, office=office, whole_family=False)
            return
        files = Deed.objects.filter(need=need).exclude(file=None).values_list("file", flat=True)
        papers = [] if office.outside_government else list(StoredFile.objects.filter(pk__in=list(files)))
        show_to(office.pk, need, case, *papers)
        registry.open_to_office(
            by=wide, person=case.person, office=office, whole_family=not office.outside_government
        )


def show_to(office: UUID, *rows: Guarded) -> None:
    """Add an office to those that see some rows. Ask with the district in view."""
    for row in rows:
        if office not in row.shared_with:
            row.shared_with = [*row.shared_with, office]
            row.save(update_fields=["shared_with"])
