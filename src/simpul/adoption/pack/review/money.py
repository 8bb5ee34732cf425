"""Rules about programmes, funds and village ceilings."""

from __future__ import annotations

from collections.abc import Iterator

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.reader import Draft
from simpul.adoption.pack.schema.kinds import OWN

_WHOLE = 100
_VILLAGE_FUND = "village_fund"


def review_money(draft: Draft) -> Iterator[Mistake]:
    """Judge programmes.yaml, funds.yaml and village_fund.csv."""
    for programme in draft.list("programmes.yaml", "programmes"):
        if programme.text("amount") and not programme.text("period"):
            yield mistake("amount_without_period", programme.at("amount").place)
    funds = draft.list("funds.yaml", "funds")
    for fund in funds:
        yield from _fund(fund)
    yield from _lines(funds)
    yield from _ceilings(draft, {fund.text("code"): fund for fund in funds})


def _fund(fund: Node) -> Iterator[Mistake]:
    if fund.text("holder") == OWN and fund.text("kind") not in {_VILLAGE_FUND, ""}:
        yield mistake("own_holder", fund.at("holder").place)
    yield from _over_ceiling(fund)
    total = 0
    for earmark in fund.list("earmarks"):
        if earmark.text("percent") and earmark.text("amount"):
            yield mistake("earmark_both", earmark.at("amount").place)
        percent = earmark.text("percent")
        total += int(percent) if percent.isdecimal() else 0
        if total > _WHOLE:
            yield mistake("percent", earmark.at("percent").place, value=total)
            total = 0


def _over_ceiling(fund: Node) -> Iterator[Mistake]:
    for year, whole in fund.at("years").map.items() if "years" in fund.map else ():
        lines = [line.at("years").map[year] for line in fund.list("lines") if year in line.at("years").map]
        total = sum(_rupiah(line.text("ceiling")) for line in lines)
        ceiling = whole.text("ceiling")
        if ceiling and _rupiah(ceiling) < total:
            yield mistake("over_ceiling", whole.place, year=year, value=total, ceiling=ceiling)


def _rupiah(text: str) -> int:
    """The amount, or 0 of what is no amount: that is said elsewhere."""
    plain = text.replace("_", "")
    return int(plain) if plain.isdecimal() else 0


def _lines(funds: list[Node]) -> Iterator[Mistake]:
    owner: dict[str, str] = {}
    for fund in funds:
        for line in fund.list("lines"):
            code, name = line.text("code"), fund.text("code")
            # The same code twice inside one fund is said by the rule of codes.
            if owner.setdefault(code, name) != name:
                yield mistake("line_twice", line.at("code").place, value=code, other=owner[code])


def _ceilings(draft: Draft, funds: dict[str, Node]) -> Iterator[Mistake]:
    seen: dict[tuple[str, ...], Node] = {}
    for row in draft.rows.get("village_fund.csv", []):
        key = tuple(row.text(column) for column in ("fund", "village", "year", "line"))
        if key in seen:
            yield mistake("ceiling_twice", row.place, other=seen[key].line)
        seen.setdefault(key, row)
        place = draft.places.get(row.text("village"))
        if place is not None and place.text("kind") == "kelurahan":
            yield mistake("kelurahan_fund", row.place, name=place.text("name"))
        fund = funds.get(row.text("fund"))
        if fund is None:
            continue
        if fund.text("kind") != _VILLAGE_FUND:
            yield mistake("not_village_fund", row.place, value=row.text("fund"))
        lines = {line.text("code") for line in fund.list("lines")}
        if row.text("line") and row.text("line") not in lines:
            yield mistake(
                "line_of_other_fund", row.place, value=row.text("line"), fund=fund.text("code"), known=lines
            )
