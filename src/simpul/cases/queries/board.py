"""The board of a village, a sub-district, the desk or an office: three columns of work, four numbers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery, UUIDField
from django.db.models.functions import Coalesce

from simpul.cases.models import Need
from simpul.cases.queries import work
from simpul.cases.queries.work import WorkPage, beginnings, page_of
from simpul.cases.rules import DESK, VILLAGE, level_of
from simpul.cases.states import NeedState
from simpul.funds import queries as funds
from simpul.ground import paging
from simpul.ground.actor import Actor
from simpul.ground.clock import day_begins, day_in
from simpul.ground.paging import count_each
from simpul.places import queries as places
from simpul.registry.models import Membership

COLUMN = 8
"""Lines of a column on the board; its number opens the rest."""


@dataclass(frozen=True)
class Numbers:
    """The four numbers, and how many are late.

    `settled_share`: needs closed as met in the village this month ÷ needs closed this month that the pack
    lets a village settle; None where nothing was closed. `fund_left`: rupiah, None where unknown or not for
    this seat. `unhelped`: families with an open need of whom no need was ever met. What is open, late or
    unhelped is counted as far as `ground.paging` counts.
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
    lists = {"ours": work.ours(by), "out": work.out(by), "answered": work.answered(by, now)}
    begun = beginnings(lists, now, size=COLUMN)
    return Board(
        level=level,
        ours=begun["ours"],
        out=begun["out"],
        answered=begun["answered"],
        informed=count_each(informed=work.informed(by, now))["informed"],
        numbers=_numbers(by, level, now),
    )


def queue(*, by: Actor, now: datetime, show: str = "ours", after: str = "") -> WorkPage:
    """One list of the board in full, page by page.

    Args:
        by: whose board.
        now: what is late is held against it.
        show: one of `work.SHOWN`, anything else is `ours`.
        after: the mark that the page before gave.
    """
    lists: dict[str, QuerySet[Need]] = {
        "ours": work.ours(by),
        "out": work.out(by),
        "answered": work.answered(by, now),
        "informed": work.informed(by, now),
        "open": work.alive(by),
        "late": work.late(by, now),
        "settled": _closed_this_month(by, now).filter(_SETTLED),
        "unhelped": work.unhelped(by),
    }
    return page_of(lists.get(show, lists["ours"]), now, after=after)


_SETTLED = Q(village_may_settle=True, settled_kind=VILLAGE, result__met=True)


def _closed_this_month(by: Actor, now: datetime) -> QuerySet[Need]:
    zone = places.zone_of(by.district)
    first = day_begins(zone, day_in(zone, now).replace(day=1))
    return work.in_sight(by).filter(state=NeedState.CLOSED, closed_at__gte=first, closed_at__lte=now)


def _numbers(by: Actor, level: str, now: datetime) -> Numbers:
    running = count_each(open=work.alive(by), late=work.late(by, now))
    closed = _closed_this_month(by, now).aggregate(
        settleable=Count("pk", filter=Q(village_may_settle=True)), settled=Count("pk", filter=_SETTLED)
    )
    sees_money = "money" in by.reads and level in {VILLAGE, DESK}
    year = places.local_day(by.district, now).year
    return Numbers(
        **running,
        settleable_closed=closed["settleable"],
        settled_in_village=closed["settled"],
        fund_left=funds.money_left(by=by, year=year) if sees_money else None,
        unhelped=_households(work.unhelped(by)),
    )


def _households(needs: QuerySet[Need]) -> int:
    """How many families stand behind needs; one more than is counted where there are more needs than that."""
    family = Membership.objects.filter(person=OuterRef("case__person_id"), until=None).values("family")[:1]
    own = Coalesce(Subquery(family), "case__person_id", output_field=UUIDField())
    some = needs.annotate(household=own)[: paging.MOST_COUNTED + 1]
    found = some.aggregate(needs=Count("pk"), families=Count("household", distinct=True))
    return int(found["families"] if found["needs"] <= paging.MOST_COUNTED else paging.MOST_COUNTED + 1)
