"""Which areas there are, and which of them an actor works in."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.db.models import Q

from simpul.ground.actor import Actor
from simpul.ground.clock import day_in
from simpul.ground.errors import NotVisibleError
from simpul.ground.remembered import remembered
from simpul.places.models import Area, AreaKind, Boundary, BoundarySheet, District
from simpul.places.types import EmergencyNumber, MapSheet, Shape

VILLAGES = (AreaKind.DESA, AreaKind.KELURAHAN, AreaKind.DESA_ADAT)


def districts() -> list[District]:
    """Every district that runs here, by code."""
    return list(District.objects.order_by("code"))


@remembered
def district(code: str) -> District:
    """The district with this code.

    Raises:
        NotVisibleError: no such district runs here.
    """
    found = District.objects.filter(code=code).first()
    if found is None:
        raise NotVisibleError("no_such_district")
    return found


def emergency_numbers(code: str) -> list[EmergencyNumber]:
    """Whom to call in danger, the most general first; 119 alone while the district's pack names none."""
    told = district(code).emergency
    rows = told if isinstance(told, list) else list(told.values()) if isinstance(told, dict) else []
    found = [
        EmergencyNumber(str(row["number"]), str(row.get("name", "")), str(row.get("sentence", "")))
        for row in rows
        if isinstance(row, dict) and row.get("number")
    ]
    return found or [EmergencyNumber("119", "", "")]


def zone_of(district_code: str) -> ZoneInfo:
    """The time zone of a district.

    Raises:
        NotVisibleError: no such district runs here.
    """
    return ZoneInfo(district(district_code).timezone)


def local_day(district_code: str, at: datetime) -> date:
    """The calendar day in a district at a moment.

    Raises:
        NotVisibleError: no such district runs here.
    """
    return day_in(zone_of(district_code), at)


@remembered
def area(code: str) -> Area | None:
    """The area with this code, whether or not it is still valid."""
    return Area.objects.filter(code=code).first()


def villages_of(code: str) -> list[Area]:
    """The villages valid today that lie in an area (a district, a sub-district, or the village itself)."""
    return list(Area.objects.filter(_within([code]), kind__in=VILLAGES, valid_until=None).order_by("code"))


def subdistricts_of(district_code: str) -> list[Area]:
    """The sub-districts of a district, by code."""
    return list(
        Area.objects.filter(district_id=district_code, kind=AreaKind.SUBDISTRICT, valid_until=None).order_by(
            "code"
        )
    )


def villages_for(actor: Actor) -> list[Area]:
    """The villages whose people come to this actor's seat; empty for other offices and for leaders."""
    if not actor.comes_from:
        return []
    return list(
        Area.objects.filter(_within(actor.comes_from), kind__in=VILLAGES, valid_until=None).order_by(
            "name", "code"
        )
    )


def names_of(codes: Iterable[str]) -> dict[str, str]:
    """Names of areas by code; codes nobody knows are left out."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))


def map_sheet(district_code: str) -> MapSheet | None:
    """The sheet the district's villages are drawn on; None where it supplied no boundaries."""
    found = BoundarySheet.objects.filter(district=district_code).first()
    if found is None:
        return None
    points = {code: (x, y) for code, x, y in found.shapes.values_list("area", "x", "y")}
    return MapSheet(found.width, found.height, found.source, found.digest, points)


def shapes_of(district_code: str) -> list[Shape]:
    """The shapes of a district's villages, by code."""
    rows = Boundary.objects.filter(sheet=district_code).order_by("area").values_list("area", "path", "x", "y")
    return [Shape(*row) for row in rows]


def knows_subdistrict(code: str) -> bool:
    """Whether a sub-district code (`73.03.07`) is in a loaded list; of districts not loaded nobody knows."""
    if not Area.objects.filter(code__startswith=code[:5]).exists():
        return True
    return Area.objects.filter(code=code).exists()


def _within(codes: Iterable[str]) -> Q:
    """Areas with one of these codes or below it: `73.03.01` holds `73.03.01.2001`, never `73.03.011`."""
    found = Q(pk__in=[])
    for code in codes:
        found |= Q(code=code) | Q(code__startswith=f"{code}.")
    return found
