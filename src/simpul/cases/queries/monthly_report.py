"""The monthly report of a Puskesos or post and its facilitators: what came, was done, and became of it.

Names of the served stand nowhere in it: the paper goes to the office that pays the honorarium. A service is
named by its ticket.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, F, Q, QuerySet

from simpul.cases.models import Deed, Errand, Handover, Movement, Need
from simpul.cases.rules import level_of
from simpul.cases.states import MovementKind, NeedState
from simpul.ground.actor import Actor
from simpul.ground.clock import day_begins
from simpul.offices import queries as offices
from simpul.places import queries as places

LISTED = 200
"""Tickets a report lists; how many more there were is said under them."""
_MOVES = {MovementKind.OPENED: "opened", MovementKind.CONFIRMED: "confirmed"}
_DEEDS = {"visit": "visits", "attempt": "attempts"}


@dataclass(frozen=True)
class CategoryRow:
    """A category in the month: came in, met on the office's own rung, closed otherwise, open at the end."""

    name: str
    came: int
    settled_here: int
    closed_else: int
    running: int


@dataclass(frozen=True)
class OfficerRow:
    """What one officer of the office entered in the month, by the label of the seat."""

    label: str
    opened: int
    visits: int
    attempts: int
    errands: int
    handovers: int
    confirmed: int


@dataclass(frozen=True)
class ServiceLine:
    """A need that came in or was closed in the month; `result` is empty while it was open at its end."""

    ticket: str
    category: str
    result: str
    opened_at: datetime


@dataclass(frozen=True)
class Monthly:
    """One office's month. `people` counts persons with a need that came in; `more` lines are not listed."""

    month: date
    categories: tuple[CategoryRow, ...]
    officers: tuple[OfficerRow, ...]
    lines: tuple[ServiceLine, ...]
    people: int
    more: int


def monthly(*, by: Actor, month: date) -> Monthly:
    """The report of the actor's own office and area for the month that begins on `month`.

    Args:
        by: whose office; what its seat may not see is not counted.
        month: first day of the month, in the district's own calendar.
    """
    zone = places.zone_of(by.district)
    following = (month + timedelta(days=31)).replace(day=1)
    begin, end = day_begins(zone, month), day_begins(zone, following)
    came = Q(opened_at__gte=begin, opened_at__lt=end)
    closed = Q(closed_at__gte=begin, closed_at__lt=end)
    needs = Need.objects.filter(_within(by.areas), opened_at__lt=end)
    touched = needs.filter(came | closed)
    return Monthly(
        month=month,
        categories=_categories(needs, came, closed, end, here=level_of(by.areas)),
        officers=_officers(by, begin, end, last=following - timedelta(days=1)),
        lines=_lines(touched, end),
        people=needs.filter(came).aggregate(n=Count("case__person_id", distinct=True))["n"],
        more=max(0, touched.count() - LISTED),
    )


def _within(areas: Iterable[str]) -> Q:
    """Needs of people served in these areas; an office without an area reports no needs."""
    found = Q(pk__in=[])
    for area in areas:
        found |= Q(village_code__startswith=area)
    return found


def _categories(
    needs: QuerySet[Need], came: Q, closed: Q, end: datetime, *, here: str
) -> tuple[CategoryRow, ...]:
    met = closed & Q(state=NeedState.CLOSED, settled_kind=here, result__met=True)
    running = Q(closed_at=None) | Q(closed_at__gte=end)
    rows = (
        needs.filter(came | closed | running)
        .values(name=F("category__name"), place=F("category__position"))
        .annotate(
            came=Count("pk", filter=came),
            here=Count("pk", filter=met),
            ended=Count("pk", filter=closed),
            running=Count("pk", filter=running),
        )
        .order_by("place", "name")
    )
    return tuple(
        CategoryRow(row["name"], row["came"], row["here"], row["ended"] - row["here"], row["running"])
        for row in rows
    )


def _officers(by: Actor, begin: datetime, end: datetime, *, last: date) -> tuple[OfficerRow, ...]:
    """Everybody who sat in the office that month, whether or not something was entered."""
    labels = offices.labels_of(by.offices, since=places.local_day(by.district, begin), until=last)
    span, own = {"at__gte": begin, "at__lt": end}, {"by__in": labels}
    counts: Counter[tuple[str, str]] = Counter()
    for found, words in (
        (Movement.objects.filter(kind__in=_MOVES, **span, **own).values_list("by", "kind"), _MOVES),
        (Deed.objects.filter(kind__in=_DEEDS, **span, **own).values_list("by", "kind"), _DEEDS),
    ):
        for label, kind, many in found.annotate(n=Count("pk")):
            counts[label, words[kind]] += many
    for model, what in ((Errand, "errands"), (Handover, "handovers")):
        for label, many in model.objects.filter(**span, **own).values_list("by").annotate(n=Count("pk")):
            counts[label, what] += many
    kinds = ("opened", "visits", "attempts", "errands", "handovers", "confirmed")
    return tuple(OfficerRow(label, **{kind: counts[label, kind] for kind in kinds}) for label in labels)


def _lines(touched: QuerySet[Need], end: datetime) -> tuple[ServiceLine, ...]:
    """The tickets, oldest first, each as it stood when the month ended."""
    rows = touched.select_related("category", "result", "case").order_by("opened_at", "pk")[:LISTED]
    return tuple(
        ServiceLine(
            ticket=need.case.ticket,
            category=need.category.name,
            result=need.result.text if ended and need.result else "",
            opened_at=need.opened_at,
        )
        for need, ended in ((each, each.closed_at is not None and each.closed_at < end) for each in rows)
    )
