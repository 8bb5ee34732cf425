"""Lists of needs: what waits for us, what is outside, what came back; read page by page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery, Value

from simpul.cases.models import Case, Movement, Need
from simpul.cases.rules import ABOVE, DESK, SUBDISTRICT, VILLAGE, is_late, level_of
from simpul.cases.states import MovementKind, NeedState
from simpul.ground.actor import Actor
from simpul.ground.paging import count_each, slice_of
from simpul.ground.remembered import remembered
from simpul.offices.models import Rung
from simpul.places.queries import names_of
from simpul.registry.models import Person

PAGE = 25
_OF_A_PERSON = 100
QUEUE = ("urgency", "moved_ahead", "opened_at", "pk")
"""The order of every list of work."""
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
    """Some lines of a list, how many it has as `ground.paging` counts, and the mark of the next lines."""

    items: tuple[WorkItem, ...]
    total: int
    after: str = ""


def page_of(chosen: QuerySet[Need], now: datetime, *, after: str = "", size: int = PAGE) -> WorkPage:
    """Lines in the order of the queue: urgency, moved with a named reason, age (3 queries).

    Args:
        chosen: the list.
        now: what is late is held against it.
        after: the mark that the page before gave.
        size: how many lines.
    """
    found = slice_of(_dressed(chosen), order=QUEUE, mark=after, size=size)
    (total,) = count_each(all=chosen).values()
    return WorkPage(_lines(found.rows, now), total, found.after)


def beginnings(lists: Mapping[str, QuerySet[Need]], now: datetime, *, size: int) -> dict[str, WorkPage]:
    """The first lines of several lists, and how many each has (4 queries for all of them)."""
    asked = [
        chosen.order_by(*QUEUE).annotate(part=Value(name)).values_list("part", "pk")[:size]
        for name, chosen in lists.items()
    ]
    keys: defaultdict[str, list[UUID]] = defaultdict(list)
    for name, key in asked[0].union(*asked[1:], all=True):
        keys[name].append(key)
    everything = _dressed(Need.objects.filter(pk__in={key for held in keys.values() for key in held}))
    lines = {line.need: line for line in _lines(list(everything.order_by(*QUEUE)), now)}
    totals = count_each(**lists)
    return {
        name: WorkPage(tuple(line for key, line in lines.items() if key in keys[name]), totals[name])
        for name in lists
    }


def in_sight(by: Actor) -> QuerySet[Need]:
    """The needs this seat sees; those of a village by its own index, lest all of the district be read.

    The policy decides all the same: this says where to look, and never shows more.
    """
    if level_of(by.areas) != VILLAGE:
        return Need.objects.all()
    (village,) = by.areas
    opened = _opened_to_us(village)
    own = Q(scope_code=village)
    return Need.objects.filter(own | Q(pk__in=opened) if opened else own)


@remembered
def _opened_to_us(village: str) -> tuple[UUID, ...]:
    """Keys of needs from elsewhere that were opened to the actor's office: seldom any."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_openedneed WHERE scope_code <> %s", [village])
        return tuple(key for (key,) in cursor.fetchall())


def ours(by: Actor) -> QuerySet[Need]:
    """What waits for this seat's rung or office: begun or not, its clock running."""
    return alive(by).filter(_held(by), state__in=_WORKING, resting_since=None)


def out(by: Actor) -> QuerySet[Need]:
    """What this seat's rung has sent on or asked others about, or what rests for a body outside."""
    waits = Q(state=NeedState.REFERRED) | Q(resting_since__isnull=False)
    sent = _taken_in_by(by) if by.reach else Q(rung__kind__in=_ABOVE_OF[level_of(by.areas)])
    return alive(by).exclude(state=NeedState.TO_CONFIRM).filter(sent | (_held(by) & waits))


def answered(by: Actor, now: datetime) -> QuerySet[Need]:
    """What came back: help to be confirmed, ends elsewhere nobody asked the family about, fresh refusals."""
    level = level_of(by.areas)
    mine = Q() if level == VILLAGE else _held(by)
    if by.reach:
        mine |= _taken_in_by(by)
    elsewhere = Q(
        state=NeedState.CLOSED, result__met=True, confirmed=None, closed_at__gte=now - TOLD_WITHIN
    ) & ~Q(settled_kind=VILLAGE)
    refused = Movement.objects.filter(
        need=OuterRef("pk"), kind=MovementKind.DECLINED, at__gte=now - DECLINED_WITHIN
    )
    declined = ~Q(state=NeedState.CLOSED) & Exists(refused)
    return in_sight(by).filter(mine, Q(state=NeedState.TO_CONFIRM) | elsewhere | declined)


def informed(by: Actor, now: datetime) -> QuerySet[Need]:
    """What the pack says this seat's rung is told of while another has it: to know, not to act."""
    level = level_of(by.areas)
    told = Q(pk=None)
    for rung in Rung.objects.filter(district=by.district, kind=level, retired_at=None):
        told |= Q(category__informs__contains=[rung.code])
    return alive(by).exclude(_held(by)).filter(told, entered_at__gte=now - TOLD_WITHIN)


def alive(by: Actor) -> QuerySet[Need]:
    """Every need in sight that has no result yet."""
    return in_sight(by).exclude(state=NeedState.CLOSED)


def late(by: Actor, now: datetime) -> QuerySet[Need]:
    """Past its time, wherever it stands; a resting clock is never late."""
    return alive(by).filter(due_at__lt=now, resting_since=None)


def unhelped(by: Actor) -> QuerySet[Need]:
    """Open needs of people of whom no need was ever met; of who complains unnamed nobody knows it."""
    unnamed = Person.objects.filter(pk=OuterRef("case__person_id"), is_label=True)
    met = Need.objects.filter(state=NeedState.CLOSED, result__met=True, case__person=OuterRef("case__person"))
    return alive(by).filter(
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
    return chosen.select_related("case", "category", "rung", "office", "result").annotate(
        who=Subquery(person.values("name")[:1]),
        asked=Subquery(sent.values("to_office")[:1]),
    )


def _lines(rows: Sequence[Need], now: datetime) -> tuple[WorkItem, ...]:
    names = names_of(row.village_code for row in rows)
    return tuple(_item(row, now, names) for row in rows)


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
    """Every need of one person that is in sight, closed ones too (2 queries)."""
    needs = Need.objects.filter(case__in=Case.objects.filter(person=person))
    rows = list(_dressed(needs).order_by(*QUEUE)[:_OF_A_PERSON])
    return WorkPage(_lines(rows, now), len(rows))
