"""Lists of needs: what waits for us, what is outside, what came back. One query a list, however long."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from simpul.cases.models import Case, Movement, Need
from simpul.cases.rules import ABOVE, DESK, SUBDISTRICT, VILLAGE, is_late, level_of
from simpul.cases.states import MovementKind, NeedState
from simpul.ground.actor import Actor
from simpul.offices.models import Rung
from simpul.places.models import Area
from simpul.registry.models import Person

PAGE = 25
TOLD_WITHIN = timedelta(days=14)
"""How long an end somewhere else stays among the answers, and a need among what one is told of."""
DECLINED_WITHIN = timedelta(days=2)
"""How long a refusal stands among the answers, so that the family is told."""

SHOWN = ("ours", "out", "answered", "informed", "open", "late", "settled", "unhelped")
"""The lists of a board; each number opens one."""


@dataclass(frozen=True)
class WorkItem:
    """One line of work: who, what, since when, whose turn and until when."""

    need: UUID
    case: UUID
    ticket: str
    who: str
    village: str
    what: str
    icon: str
    urgency: str
    state: str
    since: datetime
    rung: str
    holder: str
    waiting_for: str
    due_at: datetime | None
    late: bool
    resting_for: str
    assigned: str
    ahead: bool
    brought_before: bool
    result: str


@dataclass(frozen=True)
class WorkPage:
    """One page of a list, and how many lines it has in all."""

    items: tuple[WorkItem, ...]
    total: int
    number: int
    pages: int


def items(chosen: QuerySet[Need], now: datetime, *, number: int = 1, size: int = PAGE) -> WorkPage:
    """One page of needs in the order of the queue: urgency, moved with a named reason, age (3 queries)."""
    total = chosen.count()
    pages = max(1, ceil(total / size))
    number = max(1, min(number, pages))
    rows = list(_dressed(chosen)[(number - 1) * size : number * size])
    codes = {row.village_code for row in rows}
    names = dict(Area.objects.filter(pk__in=codes).values_list("code", "name"))
    lines = tuple(_item(row, now, names) for row in rows)
    return WorkPage(lines, total, number, pages)


def ours(by: Actor) -> QuerySet[Need]:
    """What waits for this seat's rung or office: begun or not, its clock running."""
    return Need.objects.filter(_held(by), state__in=_WORKING, resting_since=None)


def out(by: Actor) -> QuerySet[Need]:
    """What this seat's rung has sent on or asked others about, or what rests for a body outside."""
    waits = Q(state=NeedState.REFERRED) | Q(resting_since__isnull=False)
    sent = _taken_in_by(by) if by.reach else Q(rung__kind__in=_ABOVE_OF[level_of(by.areas)])
    return Need.objects.exclude(state__in=(NeedState.CLOSED, NeedState.TO_CONFIRM)).filter(
        sent | (_held(by) & waits)
    )


def answered(by: Actor, now: datetime) -> QuerySet[Need]:
    """What came back: help to be confirmed, ends elsewhere nobody asked the family about, fresh refusals."""
    level = level_of(by.areas)
    mine = Q() if level == VILLAGE else _held(by)
    if by.reach:
        mine |= _taken_in_by(by)
    elsewhere = Q(
        state=NeedState.CLOSED, result__met=True, confirmed=None, closed_at__gte=now - TOLD_WITHIN
    ) & ~Q(settled_kind=VILLAGE)
    declined = Need.objects.filter(
        movements__kind=MovementKind.DECLINED, movements__at__gte=now - DECLINED_WITHIN
    ).exclude(state=NeedState.CLOSED)
    return Need.objects.filter(
        mine, Q(state=NeedState.TO_CONFIRM) | elsewhere | Q(pk__in=declined.values("pk"))
    )


def informed(by: Actor, now: datetime) -> QuerySet[Need]:
    """What the pack says this seat's rung is told of while another has it: to know, not to act."""
    level = level_of(by.areas)
    told = Q(pk=None)
    for rung in Rung.objects.filter(district=by.district, kind=level, retired_at=None):
        told |= Q(category__informs__contains=[rung.code])
    return alive().exclude(_held(by)).filter(told, entered_at__gte=now - TOLD_WITHIN)


def alive() -> QuerySet[Need]:
    """Every need in sight that has no result yet."""
    return Need.objects.exclude(state=NeedState.CLOSED)


def late(now: datetime) -> QuerySet[Need]:
    """Past its time, wherever it stands; a resting clock is never late."""
    return alive().filter(due_at__lt=now, resting_since=None)


def unhelped() -> QuerySet[Need]:
    """Open needs of people of whom no need was ever met; of who complains unnamed nobody knows it."""
    unnamed = Person.objects.filter(pk=OuterRef("case__person_id"), is_label=True)
    met = Need.objects.filter(state=NeedState.CLOSED, result__met=True, case__person=OuterRef("case__person"))
    return alive().filter(
        ~Exists(unnamed), ~Exists(met)
    )  # asked person by person: a list of all who were helped grows for ever


_WORKING = (NeedState.OPEN, NeedState.ACTING)
_HELD: dict[str, tuple[str, ...]] = {
    VILLAGE: (VILLAGE,),
    SUBDISTRICT: (SUBDISTRICT,),
    DESK: (DESK, "tkpkd"),
}
_ABOVE_OF: dict[str, tuple[str, ...]] = {
    VILLAGE: (SUBDISTRICT, DESK, *ABOVE),
    SUBDISTRICT: (DESK, *ABOVE),
    DESK: ("agency", "province", "centre"),
    "": (),
}


def _held(by: Actor) -> Q:
    kinds = _HELD.get(level_of(by.areas))
    return Q(rung__kind__in=kinds) if kinds else Q(office__in=by.offices)


def _taken_in_by(by: Actor) -> Q:
    """What an office opened that looks after no area: elsewhere from the first minute."""
    return Q(case__opened_office__in=by.offices)


def _dressed(chosen: QuerySet[Need]) -> QuerySet[Need]:
    sent = Movement.objects.filter(need=OuterRef("pk"), kind=MovementKind.REFERRED).order_by("-at", "-id")
    person = Person.objects.filter(pk=OuterRef("case__person_id"))
    return (
        chosen.select_related("case", "category", "rung", "office", "result")
        .annotate(
            who=Subquery(person.values("name")[:1]),
            asked=Subquery(sent.values("to_office")[:1]),
        )
        .order_by("urgency", "moved_ahead", "opened_at", "id")
    )


def _item(row: Any, now: datetime, names: dict[str, str]) -> WorkItem:
    referred = row.state == NeedState.REFERRED
    return WorkItem(
        need=row.pk,
        case=row.case_id,
        ticket=row.case.ticket,
        who=row.who or "",
        village=names.get(row.village_code, ""),
        what=row.category.name,
        icon=row.category.icon,
        urgency=row.urgency,
        state=row.state,
        since=row.entered_at,
        rung=row.rung.name,
        holder=row.office.name,
        waiting_for=(row.asked or row.office.name) if referred else row.office.name,
        due_at=row.due_at,
        late=is_late(row.due_at, now, resting=row.resting_since is not None)
        and row.state != NeedState.CLOSED,
        resting_for=row.resting_for,
        assigned=row.assigned_name,
        ahead=row.moved_ahead < 0,
        brought_before=row.case.parent_id is not None,
        result=row.result.text if row.result else "",
    )


def person_lines(person: UUID, now: datetime) -> WorkPage:
    """Every need of one person that is in sight, closed ones too."""
    return items(Need.objects.filter(case__in=Case.objects.filter(person=person)), now, size=100)
