"""offices.yaml, offices.csv and places.csv: who answers, and where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simpul.adoption.pack.schema.district import Hours
from simpul.adoption.pack.schema.kinds import (
    AreaCode,
    Code,
    Label,
    Line,
    Name,
    NeedRef,
    OfficeRef,
    Part,
    RungRef,
    Source,
    Text,
    YesNo,
)
from simpul.offices.models import OfficeKind, RungKind

RUNG_OF: dict[str, RungKind] = {
    OfficeKind.VILLAGE_HALL: RungKind.VILLAGE,
    OfficeKind.WELFARE_POST: RungKind.VILLAGE,
    OfficeKind.SUBDISTRICT: RungKind.SUBDISTRICT,
    OfficeKind.SUBDISTRICT_POST: RungKind.SUBDISTRICT,
    OfficeKind.DISTRICT_DESK: RungKind.DISTRICT_DESK,
    OfficeKind.AGENCY: RungKind.AGENCY,
    OfficeKind.COORDINATION: RungKind.TKPKD,
    OfficeKind.LEADERSHIP: RungKind.TKPKD,
    OfficeKind.PROTECTION: RungKind.AGENCY,
    OfficeKind.EMERGENCY: RungKind.AGENCY,
    OfficeKind.HOSPITAL: RungKind.AGENCY,
    OfficeKind.INSURANCE: RungKind.AGENCY,
    OfficeKind.INSPECTORATE: RungKind.AGENCY,
    OfficeKind.PARTNER: RungKind.AGENCY,
    OfficeKind.PROVINCE: RungKind.PROVINCE,
    OfficeKind.CENTRE: RungKind.CENTRE,
}
"""The kind of rung an office of each kind stands on, unless it says otherwise."""


class Office(Part):
    """An office or partner. ``area`` blank = the whole district; ``hours`` blank = the district's.

    ``rung`` blank = the rung of its kind.
    """

    code: Code
    name: Name
    short: Name | None = None
    kind: OfficeKind
    area: AreaCode | None = None
    rung: RungRef | None = None
    parent: OfficeRef | None = None
    needs: list[NeedRef] = Field(default_factory=list)
    confidential: YesNo = False
    on_duty: YesNo = False
    hours: Hours | None = None
    phone: Label | None = None
    address: Line | None = None
    source: Source | None = None


class Generator(Part):
    """The pattern of an office that every village or sub-district has.

    ``name`` may hold ``{village}``, ``{village_word}``, ``{subdistrict}``, ``{subdistrict_word}``.
    """

    name: Name
    short: Name | None = None
    needs: list[NeedRef] = Field(default_factory=list)
    hours: Hours | None = None


class Generate(Part):
    village_hall: Generator
    welfare_post: Generator
    subdistrict: Generator
    subdistrict_post: Generator


class Offices(Part):
    replace: list[Text] = Field(default_factory=list)
    generate: Generate
    offices: list[Office] = Field(min_length=1)


class Place(Part):
    """A sub-district or village. Coded by Kemendagri; one not in the place list needs its ``source``."""

    code: AreaCode
    name: Name
    kind: Literal["kecamatan", "distrik", "desa", "kelurahan", "desa_adat"]
    source: Source | None = None
