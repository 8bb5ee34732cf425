"""district.yaml: who the district is, when it works, what it reads aloud, how long it keeps."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import (
    AreaCode,
    Code,
    Day,
    DayHours,
    Label,
    Long,
    Name,
    OfficeRef,
    Part,
    Positive,
    Source,
    Text,
    Version,
    YesNo,
    whole,
)


class Hours(Part):
    """Opening hours of each weekday, e.g. ``08:00-12:00, 13:00-16:00``, or ``tutup``."""

    monday: DayHours
    tuesday: DayHours
    wednesday: DayHours
    thursday: DayHours
    friday: DayHours
    saturday: DayHours
    sunday: DayHours


class Holiday(Part):
    """A local day off, or (``working: ya``) a national day off on which this district works."""

    date: Day
    name: Name
    working: YesNo = False
    source: Source | None = None


class Emergency(Part):
    """A number to call, as text: leading zeros stay."""

    code: Code
    number: Name
    name: Name
    sentence: Text | None = None
    by_text: YesNo = False


class Notice(Part):
    """The privacy notice that is read aloud at intake; a change of text asks for a new version."""

    version: Version
    text: Long
    legal_basis: Text


class Language(Part):
    code: Code
    name: Name
    spoken_only: YesNo = False


class Retention(Part):
    """How long a kind of record is kept, and what happens then (UU 27/2022 art. 42-44)."""

    record: Literal["needs", "persons", "documents", "letters", "audit", "sessions", "messages"]
    years: Positive
    then: Literal["anonymise", "destroy"]
    source: Source


class Freeze(Part):
    """A time in which nothing is handed over in public, as before an election."""

    starts: Day
    ends: Day
    reason: Text


class Limits(Part):
    """Numbers of daily practice, each the district's to change."""

    proposal_closes_on_day: Annotated[int, Field(ge=1, le=31), whole()]
    answer_grace_hours: Positive
    recheck_percent: Annotated[int, Field(ge=0, le=100), whole()]
    families_per_phone: Positive
    repeats_raise_at: Positive
    smallest_count: Positive
    slip_code_tries: Positive


class Words(Part):
    """What places are called here: Gampong, Nagari, Distrik."""

    village: Name
    urban_village: Name
    subdistrict: Name


class National(Part):
    """What every district inherits from the national pack and may write over."""

    kind: Literal["nasional", "kabupaten", "kota"]
    replace: list[Text] = Field(default_factory=list)
    words: Words
    hours: Hours
    emergency: list[Emergency] = Field(min_length=1)
    notice: Notice
    languages: list[Language] = Field(min_length=1)
    retention: list[Retention] = Field(min_length=1)
    limits: Limits
    levy_report: Text
    time_zones: dict[str, list[Text]] = Field(default_factory=dict)


class District(National):
    """One regency or city."""

    extends: Literal["indonesia"] | None = None
    code: AreaCode
    name: Name
    kind: Literal["kabupaten", "kota"]
    full_name: Name | None = None
    capital: Name | None = None
    head_title: Label
    deputy_title: Label
    time_zone: Literal["Asia/Jakarta", "Asia/Pontianak", "Asia/Makassar", "Asia/Jayapura"]
    letterhead: list[Text] = Field(default_factory=list)
    desk: OfficeRef
    holidays: list[Holiday] = Field(default_factory=list)
    freezes: list[Freeze] = Field(default_factory=list)
