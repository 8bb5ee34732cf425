"""funds.yaml and village_fund.csv: money and in-kind help, as the real books have it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from simpul.adoption.pack.schema.kinds import (
    OWN,
    AreaCode,
    Code,
    Name,
    NeedRef,
    Part,
    Rupiah,
    Source,
    Text,
    Whole,
    reference,
    whole,
)

Year = Annotated[str, Field(pattern=r"^20\d\d$")]


class YearCeiling(Part):
    """The ceiling of one year in rupiah. Blank = unknown, and nothing may be spent."""

    ceiling: Rupiah | None
    source: Source


class Earmark(Part):
    """A share of the fund that a rule keeps for one purpose."""

    code: Code
    name: Name
    percent: Whole | None = None
    amount: Rupiah | None = None
    source: Source


class Line(Part):
    """A budget line help may be paid from. ``years`` is for a district's line; a village's is in the CSV."""

    code: Code
    name: Name
    needs: list[NeedRef] = Field(min_length=1)
    years: dict[Year, YearCeiling] = Field(default_factory=dict)


class Fund(Part):
    """``holder: own`` is the village. ``reference`` is what every payment must carry from the real book."""

    code: Code
    name: Name
    kind: Literal["village_fund", "district_budget", "csr", "zakat", "central", "donation"]
    holder: Annotated[str, reference("offices", OWN)]
    reference: Literal["siskeudes", "sp2d", "receipt", "handover"]
    years: dict[Year, YearCeiling] = Field(default_factory=dict)
    earmarks: list[Earmark] = Field(default_factory=list)
    lines: list[Line] = Field(default_factory=list)
    note: Text | None = None


class Funds(Part):
    replace: list[Text] = Field(default_factory=list)
    funds: list[Fund] = Field(min_length=1)


class VillageCeiling(Part):
    """A row of village_fund.csv: one budget line of one village and year."""

    fund: Annotated[str, reference("funds")]
    village: AreaCode
    year: Annotated[int, Field(ge=2000, le=2099), whole()]
    line: Annotated[str, reference("lines")]
    ceiling: Rupiah | None = None
    source: Source
