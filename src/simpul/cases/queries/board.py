"""The board of a village, a sub-district, the desk or an office: three columns of work, four numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from simpul.cases.models import Need
from simpul.cases.queries import work
from simpul.cases.queries.work import WorkPage, items
from simpul.cases.rules import DESK, VILLAGE, level_of
from simpul.cases.states import NeedState
from simpul.funds import queries as funds
from simpul.ground.actor import Actor
from simpul.ground.clock import day_begins, day_in
from simpul.places import queries as places
from simpul.registry.models import Membership

COLUMN = 8
"""Lines of a column on the board; its number opens the rest."""


@dataclass(frozen=True)
class Numbers:
    """The four numbers, and how many are late.

    `settled_share`: needs closed as met in the village this month ÷ needs closed this month that the pack
    lets a village settle; None where nothing was closed. `fund_left`: rupiah, None where unknown or not for
    this seat. `unhelped`: families with an open need of whom no need was ever met.
    """

    open: int
    late: int
    settleable_closed: int
    settled_in_village: int
    fund_left: int | None
    unhelped: int

    @property
    def settled_share(self) -> float | None:
        """Between 0 and 1."""
        return self.settled_in_village / self.settleable_closed if self.settleable_closed else None


@dataclass(frozen=True)
class Board:
    """A board: what waits for us, what is outside, what came back, and the numbers."""

    level: str
    ours: WorkPage
    out: WorkPage
    answered: WorkPage
    informed: int
    numbers: Numbers


def board(*, by: Actor, now: datetime) -> Board:
    """The board of this seat. The number of queries does not depend on how much work there is."""
    level = level_of(by.areas)
    return Board(
        level=level,
        ours=items(work.ours(by), now, size=COLUMN),
        out=items(work.out(by), now, size=COLUMN),
        answered=items(work.answered(by, now), now, size=COLUMN),
        informed=work.informed(by, now).count(),
        numbers=_numbers(by, level, now),
    )


def queue(*, by: Actor, now: datetime, show: str = "ours", page: int = 1) -> WorkPage:
    """One list of the board in full, page by page; `show` is one of `work.SHOWN`, anything else is `ours`."""
    lists: dict[str, QuerySet[Need]] = {
        "ours": work.ours(by),
        "out": work.out(by),
        "answered": work.answered(by, now),
        "informed": work.informed(by, now),
        "open": work.alive(),
        "late": work.late(now),
        "settled": _closed_this_month(by, now).filter(_SETTLED),
        "unhelped": work.unhelped(),
    }
    return items(lists.get(show, lists["ours"]), now, number=page)


_SETTLED = Q(village_may_settle=True, settled_kind=VILLAGE, result__met=True)


def _closed_this_month(by: Actor, now: datetime) -> QuerySet[Need]:
    zone = places.zone_of(by.district)
    first = day_begins(zone, day_in(zone, now).replace(day=1))
    return Need.objects.filter(state=NeedState.CLOSED, closed_at__gte=first, closed_at__lte=now)


def _numbers(by: Actor, level: str, now: datetime) -> Numbers:
    alive = work.alive().aggregate(
        open=Count("pk"), late=Count("pk", filter=Q(due_at__lt=now, resting_since=None))
    )
    closed = _closed_this_month(by, now).aggregate(
        settleable=Count("pk", filter=Q(village_may_settle=True)), settled=Count("pk", filter=_SETTLED)
    )
    family = Membership.objects.filter(person=OuterRef("case__person_id"), until=None).values("family")[:1]
    households = work.unhelped().annotate(
        household=Coalesce(Subquery(family), "case__person_id", output_field=UUIDField())
    )
    sees_money = "money" in by.reads and level in {VILLAGE, DESK}
    year = places.local_day(by.district, now).year
    return Numbers(
        open=alive["open"],
        late=alive["late"],
        settleable_closed=closed["settleable"],
        settled_in_village=closed["settled"],
        fund_left=funds.money_left(by=by, year=year) if sees_money else None,
        unhelped=households.aggregate(n=Count("household", distinct=True))["n"],
    )
