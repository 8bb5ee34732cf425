"""Rows for tests, made quickly and only out of synthetic places, offices and people.

Two invented districts: one in the zone WITA with three villages in two sub-districts, and one in WIB that has
nothing to do with it. Call these inside `acting(system(district))` (the `cast` fixture has done it).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from simpul.funds.actions import set_ceiling
from simpul.funds.models import BudgetLine, Fund
from simpul.ground.actor import acting, system
from simpul.ground.keys import keyring
from simpul.offices.models import NeedCategory, Office, Reason, RouteStep, Rung
from simpul.places.models import Area, District
from simpul.registry.models import Family, IdentityNumber, Membership, Person
from tests.synthetic import (
    AREAS,
    CATEGORIES,
    DISTRICT,
    ELSEWHERE,
    FAR_VILLAGE,
    HOURS,
    MORNING,
    OFFICES,
    OTHER_VILLAGE,
    REASONS,
    RUNGS,
    TODAY,
    VILLAGE,
    VILLAGE_ELSEWHERE,
)

__all__ = [
    "DISTRICT",
    "ELSEWHERE",
    "FAR_VILLAGE",
    "HOURS",
    "MORNING",
    "OTHER_VILLAGE",
    "TODAY",
    "VILLAGE",
    "VILLAGE_ELSEWHERE",
    "Place",
    "make_budget_line",
    "make_family",
    "make_number",
    "make_person",
    "make_place",
]


@dataclass(frozen=True)
class Place:
    """A district with its offices, rungs, categories and reasons by code (reasons by `kind.code`)."""

    district: District
    offices: dict[str, Office] = field(default_factory=dict)
    rungs: dict[str, Rung] = field(default_factory=dict)
    categories: dict[str, NeedCategory] = field(default_factory=dict)
    reasons: dict[str, Reason] = field(default_factory=dict)

    def post(self, village: str) -> Office:
        """The Puskesos of a village."""
        return self.offices[f"post_{village}"]

    def subdistrict(self, village: str) -> Office:
        """The office of the sub-district a village lies in."""
        return self.offices[f"subdistrict_{village[:8]}"]


def make_place(code: str = DISTRICT, **values: Any) -> Place:
    """A district with everything a need's way asks for."""
    district = District.objects.create(
        **{
            "code": code,
            "name": AREAS[code][0][1],
            "kind": "kabupaten",
            "head_title": "Bupati",
            "timezone": "Asia/Makassar" if code == DISTRICT else "Asia/Jakarta",
            "hours": HOURS,
            "emergency": [{"number": "119", "name": "Ambulans", "sentence": "Bila nyawa terancam"}],
            "notice": "Data Ibu/Bapak dicatat untuk layanan ini saja.",
            "notice_version": "2026-1",
            "settings": {"limits": {"families_per_phone": 3}},
        }
        | values
    )
    with acting(system(code)):
        _make_areas(district)
        place = Place(district)
        _make_rungs(place)
        _make_offices(place)
        _make_categories(place)
        _make_reasons(place)
    return place


def _make_areas(district: District) -> None:
    rows = AREAS[district.code]
    known = {code for code, _, _ in rows}
    Area.objects.bulk_create(
        Area(
            code=code,
            name=name,
            kind=kind,
            district=district,
            parent_id=parent if (parent := code.rpartition(".")[0]) in known else None,
        )
        for code, name, kind in rows
    )


def _make_rungs(place: Place) -> None:
    for position, (code, name, kind) in enumerate(RUNGS):
        place.rungs[code] = Rung(district=place.district, code=code, name=name, kind=kind, position=position)
    Rung.objects.bulk_create(place.rungs.values())


def _make_offices(place: Place) -> None:
    whole = (place.district.code, place.district.name)
    for code, name, kind, rung, flags in OFFICES:
        _office(place, whole, code=code, name=name, kind=kind, rung_code=rung, **flags)
    for area, name, kind in AREAS[place.district.code]:
        if kind in {"desa", "kelurahan"}:
            post = {"code": f"post_{area}", "kind": "welfare_post", "rung_code": "village"}
            _office(place, (area, name), name=f"Puskesos {name}", **post)
        elif kind == "subdistrict":
            seat = {"code": f"subdistrict_{area}", "kind": "subdistrict", "rung_code": "subdistrict"}
            _office(place, (area, name), name=f"Kecamatan {name}", **seat)
    Office.objects.bulk_create(place.offices.values())


def _office(place: Place, area: tuple[str, str], **values: Any) -> None:
    code, name = area
    place.offices[values["code"]] = Office(district=place.district, area_code=code, area_name=name, **values)


def _make_categories(place: Place) -> None:
    steps = []
    for position, (code, plain, icon, flags, route) in enumerate(CATEGORIES):
        category = NeedCategory(
            district=place.district,
            code=code,
            name=plain,
            plain_name=plain,
            icon=icon,
            position=position,
            **flags,
        )
        place.categories[code] = category
        steps += [
            RouteStep(
                category=category,
                position=at,
                rung=place.rungs[rung],
                office=place.offices[office] if office else None,
                hours=hours,
                clock=clock,
            )
            for at, (rung, office, hours, clock) in enumerate(route)
        ]
    NeedCategory.objects.bulk_create(place.categories.values())
    RouteStep.objects.bulk_create(steps)


def _make_reasons(place: Place) -> None:
    for position, (kind, code, text, flags) in enumerate(REASONS):
        place.reasons[f"{kind}.{code}"] = Reason(
            district=place.district, kind=kind, code=code, text=text, position=position, **flags
        )
    Reason.objects.bulk_create(place.reasons.values())


def make_person(
    name: str = "Sitti Contoh",
    *,
    village: str = VILLAGE,
    nik: str | None = None,
    family: Family | None = None,
    relation: str = "head",
    **values: Any,
) -> Person:
    """A person of a village, born 1984, in a family of their own unless one is given."""
    born = {"birth_year": 1984, "birth_precision": "year"} if "birth_precision" not in values else {}
    person = Person(
        district_code=village[:5],
        scope_code=village,
        village_code=village,
        **{"name": name, "name_key": name.lower(), "sex": "P"} | born | values,
    )
    Person.objects.bulk_create([person])
    Membership.objects.bulk_create(
        [Membership(person=person, family=family or make_family(village), relation=relation)]
    )
    if nik is not None:
        make_number(nik, person=person)
    return person


def make_family(village: str = VILLAGE, **values: Any) -> Family:
    """A family of a village."""
    family = Family(district_code=village[:5], scope_code=village, village_code=village, **values)
    Family.objects.bulk_create([family])
    return family


def make_number(
    number: str, *, person: Person | None = None, family: Family | None = None, kind: str = "nik"
) -> IdentityNumber:
    """A sealed number of a person or a family."""
    holder = person or family
    assert holder is not None
    row = IdentityNumber(
        district_code=holder.district_code,
        person=person,
        family=family,
        kind=kind,
        key_id=keyring().key_ids[-1],
        source="test",
        added_by="test",
    )
    row.cipher = keyring().seal(number.encode(), f"number:{row.id}".encode())
    row.index = keyring().index(number)
    IdentityNumber.objects.bulk_create([row])
    return row


def make_budget_line(
    place: Place,
    *,
    ceiling: int = 1_000_000,
    name: str = "Pangan",
    code: str = "food",
    area: str = VILLAGE,
    holder: str = "",
) -> BudgetLine:
    """A line of this year: of the village fund, or of the one that an office (`holder`, its code) holds.

    Its ceiling is set by the action, so the books balance.
    """
    with acting(system(place.district.code)) as by:
        fund, _ = Fund.objects.get_or_create(
            district=place.district,
            code=f"fund_{holder}" if holder else "dd",
            defaults={
                "name": f"Dana {holder}" if holder else "Dana Desa",
                "kind": "district_budget" if holder else "village_fund",
                "holder": place.offices[holder] if holder else None,
                "book": "SP2D" if holder else "Siskeudes",
            },
        )
        line = BudgetLine.objects.create(
            fund=fund,
            year=MORNING.year,
            code=code,
            name=name,
            area_code=place.district.code if holder else area,
            source="demo",
        )
        return set_ceiling(by=by, line=line, ceiling=ceiling, source="demo", at=MORNING)
