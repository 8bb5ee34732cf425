"""Sources of money, and the lines of their budgets with the ceiling of each year."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from simpul.adoption.load.plan import Plan, Values
from simpul.adoption.load.tables import Loading, Table, key_of, write_rows
from simpul.adoption.pack.schema.funds import Fund as Written
from simpul.adoption.pack.schema.kinds import OWN
from simpul.adoption.pack.schema.pack import Pack
from simpul.funds.actions import set_ceilings
from simpul.funds.models import BudgetLine, Fund
from simpul.funds.rules import check_ceiling
from simpul.ground.errors import InputError
from simpul.ground.money import format_rupiah
from simpul.offices.models import Office

BOOKS = {"siskeudes": "Siskeudes", "sp2d": "SP2D", "receipt": "Kuitansi", "handover": "Berita acara"}
"""The real book of each `reference`, as the page asks for its number."""

_LONGEST = 200
_CEILING, _SOURCE = "ceiling", "source"


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the budgets a line stands."""

    fund: str
    year: int
    area: str
    line: str

    @property
    def code(self) -> str:
        return f"{self.fund}/{self.year}/{self.area}/{self.line}"


def load_funds(loading: Loading, *, offices: Mapping[str, Office]) -> None:
    """Bring funds and budget lines to what the pack says.

    A ceiling below what is committed and paid is refused: the sentence is added to `loading.refused`.
    """
    known = {row.code: row for row in Fund.objects.filter(district=loading.district)}
    wanted = {
        fund.code: {
            "name": fund.name,
            "kind": fund.kind,
            "holder_id": None if fund.holder == OWN else key_of(offices, fund.holder),
            "book": BOOKS[fund.reference],
        }
        for fund in loading.pack.funds.funds
    }
    rows, _found = write_rows(
        loading,
        Table("fund", Fund.objects, ("name", "kind", "holder_id", "book"), ("retired_at", loading.at)),
        known=known,
        wanted=wanted,
        make=lambda code: Fund(district_id=loading.district, code=code),
    )
    _load_lines(loading, rows)


def _load_lines(loading: Loading, funds: Mapping[str, Fund]) -> None:
    places = dict(_places(loading.pack))
    held = BudgetLine.objects.select_for_update(of=("self",)).filter(fund__district=loading.district)
    known = {
        Place(row.fund.code, row.year, row.area_code, row.code).code: row
        for row in held.select_related("fund").order_by("pk")
    }
    by_code = {place.code: place for place in places}

    def make(code: str) -> BudgetLine:
        place = by_code[code]
        return BudgetLine(fund=funds[place.fund], year=place.year, area_code=place.area, code=place.line)

    rows, found = write_rows(
        loading,
        Table("line", BudgetLine.objects, ("name", "earmark", "needs"), ("retired_at", loading.at)),
        known=known,
        wanted={place.code: values for place, values in places.items()},
        make=make,
        beside={code: {_CEILING: row.ceiling, _SOURCE: row.source} for code, row in known.items()},
    )
    _set_ceilings(loading, rows, found)


def _places(pack: Pack) -> Iterator[tuple[Place, Values]]:
    """Every budget line with what it holds.

    A figure of a whole fund is one line of its own, unless lines of that year carry figures: then it is their
    sum, which the check held against them.
    """
    names = {need.code: need.name for need in pack.needs.needs}
    funds = {fund.code: fund for fund in pack.funds.funds}
    for row in pack.village_fund:
        place = Place(row.fund, row.year, row.village, row.line)
        yield place, _line(funds[row.fund], row.line, names) | {_CEILING: row.ceiling, _SOURCE: row.source}
    for fund in funds.values():
        for code, years in _figures(fund):
            for year, figure in years.items():
                place = Place(fund.code, int(year), pack.district.code, code)
                values = {_CEILING: figure.ceiling, _SOURCE: figure.source}
                yield place, _line(fund, code, names) | values


def _figures(fund: Written) -> Iterator[tuple[str, dict[str, Any]]]:
    parted = {year for line in fund.lines for year in line.years}
    yield fund.code, {year: figure for year, figure in fund.years.items() if year not in parted}
    for line in fund.lines:
        yield line.code, dict(line.years)


def _line(fund: Written, code: str, needs: Mapping[str, str]) -> dict[str, Any]:
    line = next((line for line in fund.lines if line.code == code), None)
    if line is None:
        return {"name": fund.name, "earmark": "", "needs": []}
    purpose = next((each.name for each in fund.earmarks if each.code == code), "")
    purpose = purpose or ", ".join(needs[need] for need in line.needs)
    return {"name": line.name, "earmark": purpose[:_LONGEST], "needs": list(line.needs)}


def _set_ceilings(loading: Loading, rows: Mapping[str, BudgetLine], found: Plan) -> None:
    ceilings: dict[UUID, tuple[int | None, str]] = {}
    for write in [*found.added, *found.changed]:
        row, ceiling = rows[write.code], write.values[_CEILING]
        if not write.fields & {_CEILING, _SOURCE}:
            continue
        try:
            check_ceiling(ceiling, bound=row.committed + row.paid)
        except InputError:
            loading.refused.append(_too_low(row, ceiling))
        ceilings[row.pk] = (ceiling, write.values[_SOURCE])
    if ceilings and not loading.refused:
        set_ceilings(by=loading.by, ceilings=ceilings, at=loading.at)


def _too_low(row: BudgetLine, ceiling: int | None) -> str:
    return _(
        "Pagu %(year)s pos %(line)s (%(area)s) ditulis %(ceiling)s, padahal %(bound)s sudah disetujui atau "
        "dibayar. Tulis paling sedikit %(bound)s."
    ) % {
        "year": row.year,
        "line": row.name,
        "area": row.area_code,
        "ceiling": _("kosong") if ceiling is None else format_rupiah(ceiling),
        "bound": format_rupiah(row.committed + row.paid),
    }
