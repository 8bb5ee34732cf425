"""The page of a service: its needs, what this seat may do now, the ladder, and everything that happened."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from simpul.cases.models import Case, Errand, Need, NeedCommitment
from simpul.cases.permissions import can, can_settle, reads_above
from simpul.cases.queries.evidence import Proof, proofs_of
from simpul.cases.queries.fits import fits_of_each
from simpul.cases.queries.history import Entry, Records, history, records_of
from simpul.cases.queries.repeats import brought
from simpul.cases.queries.route import Rung, ends, ladder
from simpul.cases.rules import is_late, opens_a_door
from simpul.cases.states import MovementKind, NeedState, allowed
from simpul.funds import queries as funds
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import NotVisibleError
from simpul.offices.models import RouteStep
from simpul.places import queries as places
from simpul.programmes import queries as programmes
from simpul.programmes.queries import Fit
from simpul.registry import queries as registry
from simpul.registry.permissions import can_find_out
from simpul.registry.types import PersonCard

#: What may be offered on a page: the door it asks for, and the move it takes (None: while it is not closed).
OFFERS: dict[str, tuple[str, MovementKind | None]] = {
    "confirm": ("confirm", MovementKind.CONFIRMED),
    "attempt": ("attempt", None),
    "help": ("help", None),
    "handover": ("handover", MovementKind.HANDED_OVER),
    "climb": ("climb", MovementKind.CLIMBED),
    "refer": ("refer", MovementKind.REFERRED),
    "deliver": ("deliver", MovementKind.DELIVERED),
    "close": ("close", MovementKind.CLOSED),
    "note": ("act", None),
    "visit": ("act", None),
    "document": ("act", None),
    "proof": ("act", None),
    "facts": ("act", None),
    "errand": ("errand", None),
    "certificate": ("certificate", None),
    "assign": ("assign", MovementKind.ASSIGNED),
    "descend": ("descend", MovementKind.DESCENDED),
    "rest": ("rest", MovementKind.RESTED),
    "resume": ("rest", MovementKind.RESUMED),
    "reorder": ("reorder", MovementKind.REORDERED),
}


@dataclass(frozen=True)
class NeedView:
    """A need as one seat sees it now; `words` are empty for a seat that reads no health data.

    `funded`: the seat has a budget of its own, meant for such a need, with money left.
    `enter_before`: until when its open proposal is to be entered.
    """

    need: Need
    offers: tuple[str, ...]
    fits: tuple[Fit, ...]
    ladder: tuple[Rung, ...]
    waiting_for: str
    late: bool
    words: str
    errands: tuple[Errand, ...] = ()
    commitments: tuple[NeedCommitment, ...] = ()
    paper_opens_door: bool = True
    proofs: tuple[Proof, ...] = ()
    funded: bool = False
    enter_before: date | None = None


@dataclass(frozen=True)
class ServicePage:
    """Everything on the page of a service. `person` is None where this seat sees the need, not the person."""

    case: Case
    person: PersonCard | None
    needs: tuple[NeedView, ...]
    history: tuple[Entry, ...]
    hidden_reporter: bool
    parent_ticket: str = ""
    times: int = 1
    others: tuple[Case, ...] = field(default=())
    receives: tuple[str, ...] = ()


def service_page(case_id: UUID, *, by: Actor, now: datetime) -> ServicePage:
    """The page of a service for one seat. `actions.view_service` records that it was seen; use that.

    Raises:
        NotVisibleError: no such service in sight.
    """
    case = Case.objects.select_related("parent", "opened_office").filter(pk=case_id).first()
    if case is None:
        raise NotVisibleError("no_such_case")
    needs = list(_needs(case))
    records = records_of(case)
    entries = _told(records, case, by)
    others = _others(case)
    hidden = any(need.category.about_village for need in needs)
    if hidden:
        _leave_out_reporter(case)
    return ServicePage(
        case=case,
        person=_person(case, by),
        needs=_views(needs, case, records, entries, by=by, now=now),
        history=tuple(entries),
        hidden_reporter=hidden,
        parent_ticket=case.parent.ticket if case.parent else "",
        times=_times(case, needs, by),
        others=tuple(others),
        receives=programmes.taking_part(
            case.person_id, by=by, today=places.local_day(case.district_code, now)
        ),
    )


def need_view(key: UUID, *, by: Actor, now: datetime) -> tuple[Case, NeedView]:
    """One need for a page that does one thing with it.

    Raises:
        NotVisibleError: no such need in sight.
    """
    need = _dressed(Need.objects.filter(pk=key)).first()
    if need is None:
        raise NotVisibleError("no_such_need")
    records = records_of(need.case)
    entries = _told(records, need.case, by)
    (view,) = _views([need], need.case, records, entries, by=by, now=now)
    return need.case, view


def offers(need: Need, by: Actor, *, ahead: bool, behind: bool) -> tuple[str, ...]:
    """What this seat may do with a need now, most likely first.

    Args:
        need: with its rung.
        by: the seat.
        ahead: its route goes on from here.
        behind: its route has a step before this one.
    """
    resting = need.resting_since is not None
    settles = can_settle(need)
    open_ends = {
        "help": settles,
        "handover": settles,
        "climb": ahead,
        "facts": can_find_out(by),
        "descend": behind,
        "rest": not resting,
        "resume": resting,
        "confirm": need.state == NeedState.TO_CONFIRM or _unasked(need),
    }
    return tuple(
        name
        for name, (door, kind) in OFFERS.items()
        if can(door, by, need)
        and (need.state != NeedState.CLOSED if kind is None else allowed(need.state, kind))
        and open_ends.get(name, True)
    )


def _told(records: Records, case: Case, by: Actor) -> list[Entry]:
    zone = places.zone_of(case.district_code)
    return history(records, zone, redacted=not reads_above(by), plain=not _reads_words(by))


def _reads_words(by: Actor) -> bool:
    """The citizen's own words may speak of health."""
    return "health" in by.reads


def _unasked(need: Need) -> bool:
    return need.confirmed is None and need.result is not None and bool(need.result.met)


def _needs(case: Case) -> QuerySet[Need]:
    return _dressed(Need.objects.filter(case=case))


def _dressed(chosen: QuerySet[Need]) -> QuerySet[Need]:
    return chosen.select_related(
        "case", "category", "rung", "office__district", "result", "proposal"
    ).order_by("opened_at", "id")


def _leave_out_reporter(case: Case) -> None:
    """Who complained about the village is on no page (practice 14)."""
    case.reporter_name = case.reporter_relation = case.reporter_key_id = ""
    case.reporter_phone = None


def _others(case: Case) -> list[Case]:
    found = Case.objects.filter(person=case.person_id).exclude(pk=case.pk).order_by("-opened_at", "-id")
    return list(found[:20])


def _times(case: Case, needs: list[Need], by: Actor) -> int:
    """How often the most repeated need was brought; what lies out of sight counts and is not shown."""
    with elevated(by):
        return max((each.times for each in brought(case, needs)), default=1)


def _person(case: Case, by: Actor) -> PersonCard | None:
    try:
        return registry.person_card(case.person_id, by=by, brief=True)
    except NotVisibleError:
        return None


def _views(
    needs: list[Need], case: Case, records: Records, entries: list[Entry], *, by: Actor, now: datetime
) -> tuple[NeedView, ...]:
    routes = _routes(needs)
    today = places.local_day(case.district_code, now)
    fits = fits_of_each(needs, case, by=by, today=today)
    lines = funds.lines_to_ask(by=by, year=today.year) if needs else []
    proofs = proofs_of((need for need in needs if need.state != NeedState.CLOSED), records)
    errands = _by_need(errand for errand in records.errands if errand.state == "open")
    money = _by_need(records.money)
    asked = {entry.need: entry.to_office for entry in entries if entry.kind == MovementKind.REFERRED}
    return tuple(
        NeedView(
            need=need,
            offers=offers(need, by, **ends(need, routes[need.category_id])),
            funded=any(
                need.village_code.startswith(line.area_code) and line.serves(need.category.code)
                for line in lines
            ),
            fits=tuple(fits.get(need.category_id, ())) if need.state != NeedState.CLOSED else (),
            ladder=ladder(need, routes[need.category_id]),
            waiting_for=asked.get(need.pk, need.office.name)
            if need.state == NeedState.REFERRED
            else need.office.name,
            late=need.state != NeedState.CLOSED
            and is_late(need.due_at, now, resting=need.resting_since is not None),
            words=need.words if _reads_words(by) else "",
            errands=tuple(errands[need.pk]),
            commitments=tuple(money[need.pk]),
            proofs=proofs.get(need.pk, ()),
            enter_before=_enter_before(need),
            paper_opens_door=opens_a_door("sktm", _papers(need, fits.get(need.category_id, []))),
        )
        for need in needs
    )


def _enter_before(need: Need) -> date | None:
    if need.proposal is None or need.proposal.decided_at is not None:
        return None
    made_on = places.local_day(need.district_code, need.proposal.at)
    return registry.entered_before(need.district_code, made_on)


def _by_need(rows: Iterable[Any]) -> defaultdict[UUID, list[Any]]:
    sorted_out: defaultdict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        sorted_out[row.need_id].append(row)
    return sorted_out


def _routes(needs: list[Need]) -> defaultdict[UUID, list[RouteStep]]:
    steps = RouteStep.objects.filter(category__in={need.category_id for need in needs})
    routes: defaultdict[UUID, list[RouteStep]] = defaultdict(list)
    for step in steps.select_related("rung", "office").order_by("position"):
        routes[step.category_id].append(step)
    return routes


def _papers(need: Need, fits: list[Fit]) -> list[str]:
    return [*need.category.documents, *(paper for fit in fits for paper in fit.documents)]
