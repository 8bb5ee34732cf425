"""Loading the areas of a district, where one gone from the list is retired, and the map they are drawn on."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date, datetime

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError
from simpul.places.models import Area, Boundary, BoundarySheet, District
from simpul.places.queries import villages_of
from simpul.places.types import AreasLoaded, BoundariesLoaded, NewArea, Sheet


def load_areas(*, by: Actor, district: District, areas: Sequence[NewArea], on: date) -> AreasLoaded:
    """Make the areas of a district those of a list, which holds every sub-district and village once.

    The parent of an area is the one its code says, if that is in the list; the district's is its province, if
    that is known. Loading the same list again changes nothing.

    Raises:
        InputError: `area_outside` (a code of another district) or `area_twice`.
    """
    _check(district.code, areas)
    with acting(by):
        return _load(by, district, areas, on)


def load_boundaries(
    *, by: Actor, district: District, sheet: Sheet, source: str, at: datetime
) -> BoundariesLoaded:
    """Draw the district's villages anew from a sheet; what was drawn before is replaced whole.

    Args:
        by: who loads.
        district: whose villages.
        sheet: as `adapters.read_boundaries` gives it, with villages of this district alone.
        source: whose lines these are, as the page shows it.
        at: now.
    """
    with acting(by):
        BoundarySheet.objects.filter(district=district).delete()
        kept = BoundarySheet.objects.create(
            district=district,
            width=sheet.width,
            height=sheet.height,
            source=source,
            digest=_digest(sheet),
            loaded_at=at,
        )
        Boundary.objects.bulk_create(
            Boundary(area_id=each.code, sheet=kept, path=each.path, x=each.x, y=each.y)
            for each in sheet.shapes
        )
        audit.record("places.load_boundaries", by=by, kind="district", key=district.code)
        drawn = {each.code for each in sheet.shapes}
        missing = [(each.code, each.name) for each in villages_of(district.code) if each.code not in drawn]
    return BoundariesLoaded(len(drawn), tuple(missing))


def _digest(sheet: Sheet) -> str:
    text = "\n".join(f"{each.code} {each.path}" for each in sheet.shapes)
    return hashlib.sha256(f"{sheet.width} {sheet.height}\n{text}".encode()).hexdigest()[:16]


def _load(by: Actor, district: District, areas: Sequence[NewArea], on: date) -> AreasLoaded:
    known = {
        row.code: row
        for row in Area.objects.select_for_update().filter(code__startswith=district.code, district=district)
    }
    listed = {new.code for new in areas}
    province = Area.objects.filter(code=district.code.rpartition(".")[0]).values_list("code", flat=True)
    above = listed | set(province)
    added, changed = [], []
    for new in sorted(areas, key=lambda new: (new.code.count("."), new.code)):
        row = Area(
            code=new.code,
            name=new.name,
            kind=new.kind,
            district=district,
            parent_id=_parent(new.code, above),
        )
        before = known.get(new.code)
        if before is None:
            added.append(row)
        elif _told(before) != _told(row):
            changed.append(row)
    Area.objects.bulk_create(added)
    Area.objects.bulk_update(changed, ["name", "kind", "parent", "valid_until"])
    gone = [code for code, row in known.items() if code not in listed and row.valid_until is None]
    Area.objects.filter(code__in=gone).update(valid_until=on)
    result = AreasLoaded(len(added), len(changed), len(gone), len(areas) - len(added) - len(changed))
    audit.record("places.load_areas", by=by, kind="district", key=district.code)
    return result


def _check(district: str, areas: Sequence[NewArea]) -> None:
    seen: set[str] = set()
    for new in areas:
        if new.code != district and not new.code.startswith(f"{district}."):
            raise InputError("area_outside", area=new.code, district=district)
        if new.code in seen:
            raise InputError("area_twice", area=new.code)
        seen.add(new.code)


def _parent(code: str, known: set[str]) -> str | None:
    parent = code.rpartition(".")[0]
    return parent if parent in known else None


def _told(row: Area) -> tuple[object, ...]:
    return row.name, row.kind, row.parent_id, row.valid_until
