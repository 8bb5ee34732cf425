"""Need categories and the route of each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from simpul.adoption.load.plan import Plan, Values
from simpul.adoption.load.tables import Loading, Table, write_rows
from simpul.adoption.pack.schema.kinds import OWN
from simpul.adoption.pack.schema.needs import Need
from simpul.offices.models import NeedCategory, Office, RouteStep, Rung

_COLUMNS = (
    "name", "plain_name", "icon", "sector", "position", "confidential", "about_village",
    "village_may_settle", "urgent_hours", "documents", "evidence",
    "outside_bodies", "informs",
)  # fmt: skip
_ROUTE = "route"


def load_needs(
    loading: Loading, *, rungs: Mapping[str, Rung], offices: Mapping[str, Office]
) -> dict[str, NeedCategory]:
    """Bring categories and routes to what the pack says; returns every category of the district by code."""
    known = {row.code: row for row in NeedCategory.objects.filter(district=loading.district)}
    wanted = {need.code: _wanted(need, position) for position, need in enumerate(loading.pack.needs.needs)}
    rows, found = write_rows(
        loading,
        Table("need", NeedCategory.objects, _COLUMNS, ("retired_at", loading.at)),
        known=known,
        wanted=wanted,
        make=lambda code: NeedCategory(district_id=loading.district, code=code),
        beside=_routes(loading.district),
    )
    _write_routes(rows, found, rungs=rungs, offices=offices)
    loading.retimed |= any(write.fields & {_ROUTE, "urgent_hours"} for write in found.changed)
    return rows


def _wanted(need: Need, position: int) -> Values:
    return {
        "name": need.name,
        "plain_name": need.plain,
        "icon": need.icon,
        "sector": need.sector,
        "position": position,
        "confidential": need.confidential,
        "about_village": need.about_village,
        "village_may_settle": need.village_may_settle,
        "urgent_hours": need.urgent_hours,
        "documents": list(need.documents),
        "evidence": [each.model_dump(mode="json") for each in need.evidence],
        "outside_bodies": list(need.rests),
        "informs": list(need.informed),
        _ROUTE: [[step.rung, step.office, step.hours, step.clock] for step in need.route],
    }


def _routes(district: str) -> dict[str, Values]:
    """The routes as they are, by category, each step as the pack writes it."""
    routes: dict[str, list[list[Any]]] = {
        code: [] for code in NeedCategory.objects.filter(district=district).values_list("code", flat=True)
    }
    steps = RouteStep.objects.filter(category__district=district).select_related("category", "rung", "office")
    for step in steps.order_by("position"):
        office = step.office.code if step.office else OWN
        # Hours are whole in a pack; half an hour set in the application stays seen as a difference.
        hours = int(step.hours) if step.hours == int(step.hours) else float(step.hours)
        routes[step.category.code].append([step.rung.code, office, hours, step.clock])
    return {code: {_ROUTE: route} for code, route in routes.items()}


def _write_routes(
    rows: Mapping[str, NeedCategory],
    found: Plan,
    *,
    rungs: Mapping[str, Rung],
    offices: Mapping[str, Office],
) -> None:
    writes = [write for write in [*found.added, *found.changed] if _ROUTE in write.fields]
    RouteStep.objects.filter(category__in=[rows[write.code] for write in writes]).delete()
    RouteStep.objects.bulk_create(
        RouteStep(
            category=rows[write.code],
            position=position,
            rung=rungs[rung],
            office=None if office == OWN else offices[office],
            hours=hours,
            clock=clock,
        )
        for write in writes
        # From 1: a need whose rung was taken off the route may stand before its first step.
        for position, (rung, office, hours, clock) in enumerate(write.values[_ROUTE], start=1)
    )
