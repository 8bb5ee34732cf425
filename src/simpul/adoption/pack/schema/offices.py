"""offices.yaml, offices.csv and places.csv: who answers, and where."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simpul.adoption.pack.schema.district import Hours
from simpul.adoption.pack.schema.kinds import AreaCode, Code, NeedRef, OfficeRef, Part, Text, YesNo
from simpul.adoption.pack.schema.office_kinds import OfficeKind


class Office(Part):
    """An office or partner. ``area`` blank = the whole district; ``hours`` blank = the district's."""

    code: Code
    name: Text
    short: Text | None = None
    kind: OfficeKind
    area: AreaCode | None = None
    parent: OfficeRef | None = None
    needs: list[NeedRef] = Field(default_factory=list)
    confidential: YesNo = False
    on_duty: YesNo = False
    hours: Hours | None = None
    phone: Text | None = None
    address: Text | None = None
    source: Text | None = None


class Generator(Part):
    """The pattern of an office that every village or sub-district has.

    ``name`` may hold ``{village}``, ``{village_word}``, ``{subdistrict}``, ``{subdistrict_word}``.
    """

    name: Text
    short: Text | None = None
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
    name: Text
    kind: Literal["kecamatan", "distrik", "desa", "kelurahan", "desa_adat"]
    source: Text | None = None
