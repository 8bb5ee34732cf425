"""roles.yaml and seats.csv: what each right-role is called here, and the seats to begin with."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import (
    AreaCode,
    Day,
    Name,
    Number,
    OfficeRef,
    Part,
    RungRef,
    Text,
    YesNo,
)
from simpul.offices.models import OfficeKind
from simpul.offices.types import RoleCode


class Titles(Part):
    """Other names of the same seat, by the kind of place: a kelurahan has a Lurah, a city a Wali Kota."""

    kelurahan: Name | None = None
    kota: Name | None = None


class Role(Part):
    """A right-role. ``acting`` lists how it may be held for a time (Plt., Plh., Pj.)."""

    code: RoleCode
    title: Name
    titles: Titles = Titles()
    rungs: list[RungRef] = Field(default_factory=list)
    offices: list[OfficeKind] = Field(min_length=1)
    acting: list[Literal["plt", "plh", "pj"]] = Field(default_factory=list)
    strong_sign_in: YesNo = False


class Roles(Part):
    replace: list[Text] = Field(default_factory=list)
    roles: list[Role] = Field(min_length=1)


class Seat(Part):
    """A seat that exists from the first day, without its holder: people are appointed in the application."""

    role: RoleCode
    office: OfficeRef
    area: AreaCode | None = None
    decree_number: Number | None = None
    decree_date: Day | None = None
    ends: Day | None = None
    acting: Literal["plt", "plh", "pj"] | None = None
