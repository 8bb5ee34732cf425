"""programmes.yaml: what help exists, for whom, since when, and by which source."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import (
    Code,
    Day,
    FundRef,
    Long,
    Name,
    NeedRef,
    OfficeRef,
    Part,
    RungRef,
    Rupiah,
    Source,
    Text,
    YesNo,
    whole,
)

Places = Annotated[int, Field(ge=0, le=10**9), whole()]
Period = Literal["once", "daily", "monthly", "quarterly", "yearly"]


class Criterion(Part):
    """One condition in CEL; ``sentence`` is what the family is told."""

    code: Code
    name: Name
    sentence: Text
    cel: Long


class Component(Part):
    """One of several amounts of a programme, as the components of PKH or the school levels of PIP."""

    code: Code
    name: Name
    amount: Rupiah | None = None
    period: Period
    source: Source


class Programme(Part):
    """Blank ``amount`` or ``quota`` = unknown. ``source`` is a reference, or ``assumed``."""

    code: Code
    name: Name
    unit: Literal["person", "family", "house"]
    rung: RungRef
    owner: OfficeRef
    categories: list[NeedRef] = Field(min_length=1)
    valid_from: Day
    valid_to: Day | None = None
    source: Source
    legal_basis: Text | None = None
    benefit: Text
    amount: Rupiah | None = None
    period: Period | None = None
    components: list[Component] = Field(default_factory=list)
    quota: Places | None = None
    quota_source: Source | None = None
    fund: FundRef | None = None
    waiting_list: YesNo = False
    documents: list[Text] = Field(default_factory=list)
    criteria: list[Criterion] = Field(default_factory=list)
    warn: Text | None = None


class Programmes(Part):
    replace: list[Text] = Field(default_factory=list)
    programmes: list[Programme] = Field(min_length=1)
