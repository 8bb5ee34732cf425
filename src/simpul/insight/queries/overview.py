"""The leaders' page: a district in a month, out of the read models. No person can be found here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Sum

from simpul.insight.models import NeedCount, NeedFlow, Refresh
from simpul.insight.queries.notices import silent_offices
from simpul.insight.types import Flow, MonthFigures, Overview, RungFlow, VillageTile
from simpul.offices.models import Rung
from simpul.places.models import Area, AreaKind

_COUNTS = (
    "came_in",
    "closed",
    "met",
    "settleable_closed",
    "settled_here",
    "went_on",
    "came_down",
    "went_on_over_finding",
    "confirmed",
    "open_now",
    "late_now",
)


def overview(district: str, *, area: str, month: date, now: datetime) -> Overview:
    """A district, or one area of it, in a month (a fixed number of queries whatever the size).

    Args:
        district: code of the district.
        area: prefix of village codes: the district's own code, a sub-district or a village.
        month: first day of the month.
        now: the moment from which an office is named is held against.
    """
    by_rung = _by_rung(district, area, month)
    total = {name: sum(row[name] for row in by_rung.values()) for name in _COUNTS}
    counted = Refresh.objects.filter(district_code=district).first()
    return Overview(
        month=month,
        came_in=max(0, total["came_in"] - total["went_on"]),  # what climbed is not counted twice
        settleable_closed=total["settleable_closed"],
        settled_in_village=total["settled_here"],
        confirmed=total["confirmed"],
        closed=total["closed"],
        late_now=total["late_now"],
        rungs=_rungs(district, by_rung),
        flows=_flows(district, area, month),
        villages=_villages(district, area, month),
        silent=silent_offices(district, now=now) if area == district else (),
        counted_at=counted.at if counted else None,
    )


def months(district: str) -> list[date]:
    """The months for which there are counts, the newest first."""
    found = NeedCount.objects.filter(district_code=district).values_list("month", flat=True).distinct()
    return sorted(found, reverse=True)


def row_of_months(district: str, *, area: str, until: date, most: int = 12) -> tuple[MonthFigures, ...]:
    """The months up to one, the oldest first: what came in, was closed, and was settled in the village.

    Args:
        district: code of the district.
        area: prefix of village codes.
        until: first day of the last month.
        most: how many months at most.
    """
    rows: Iterable[Mapping[str, Any]] = (
        NeedCount.objects.filter(district_code=district, village_code__startswith=area, month__lte=until)
        .values("month")
        .annotate(**{name: Sum(name) for name in _COUNTS})
        .order_by("-month")[:most]
    )
    return tuple(
        MonthFigures(
            month=row["month"],
            came_in=max(0, row["came_in"] - row["went_on"]),
            closed=row["closed"],
            settleable_closed=row["settleable_closed"],
            settled_here=row["settled_here"],
        )
        for row in reversed([*rows])
    )


def _by_rung(district: str, area: str, month: date) -> dict[str, Mapping[str, int]]:
    """The sums of a month by kind of rung."""
    rows: Iterable[Any] = (
        NeedCount.objects.filter(district_code=district, month=month, village_code__startswith=area)
        .values("rung_kind")
        .annotate(**{name: Sum(name) for name in _COUNTS})
    )
    return {row["rung_kind"]: row for row in rows}


def _rungs(district: str, found: Mapping[str, Mapping[str, int]]) -> tuple[RungFlow, ...]:
    # Counted by kind: rungs of one kind are one line, or the same needs would stand in both.
    ladder: dict[str, list[str]] = {}
    for rung in Rung.objects.filter(district=district, retired_at=None).order_by("position"):
        ladder.setdefault(rung.kind, []).append(rung.name)
    shown = ("came_in", "met", "went_on", "came_down", "went_on_over_finding", "open_now", "late_now")
    return tuple(
        RungFlow(kind, " · ".join(names), *(found.get(kind, {}).get(name, 0) for name in shown))
        for kind, names in ladder.items()
    )


def _villages(district: str, area: str, month: date) -> tuple[VillageTile, ...]:
    rows = (
        NeedCount.objects.filter(district_code=district, month=month, village_code__startswith=area)
        .values("village_code")
        .annotate(**{name: Sum(name) for name in _COUNTS})
    )
    found: dict[str, Mapping[str, Any]] = {row["village_code"]: row for row in rows}
    names = dict(
        Area.objects.filter(district=district, kind=AreaKind.SUBDISTRICT).values_list("code", "name")
    )
    villages = Area.objects.filter(
        district=district,
        code__startswith=area,
        kind__in=[AreaKind.DESA, AreaKind.KELURAHAN, AreaKind.DESA_ADAT],
    ).order_by("code")
    shown = ("came_in", "settleable_closed", "settled_here", "open_now", "late_now")
    return tuple(
        VillageTile(
            each.code,
            each.name,
            names.get(each.parent_id or "", ""),
            *(found.get(each.code, {}).get(name, 0) for name in shown),
        )
        for each in villages
    )


def _flows(district: str, area: str, month: date) -> tuple[Flow, ...]:
    rows = (
        NeedFlow.objects.filter(district_code=district, month=month, village_code__startswith=area)
        .values_list("from_kind", "to_kind")
        .annotate(moved=Sum("moved"))
        .order_by("from_kind", "to_kind")
    )
    return tuple(Flow(*row) for row in rows)
