"""The demonstration lends figures to funds whose real ones nobody knows, line by line."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simpul.adoption.pack.check import check_pack

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def batu(tmp_path: Path) -> Path:
    shutil.copytree(PACKS, tmp_path / "packs")
    return tmp_path / "packs" / "batu"


def _lend(batu: Path, text: str) -> None:
    national = batu.parent / "indonesia" / "funds.yaml"
    known = "    years:\n      2026: {ceiling: , source: assumed}\n"
    national.write_text(national.read_text(encoding="utf-8").replace(known, ""), encoding="utf-8")
    (batu / "demo" / "funds.yaml").write_text(text, encoding="utf-8")


def test_a_fund_without_years_and_its_lines_get_the_figures_of_the_demonstration(batu: Path) -> None:
    _lend(
        batu,
        "funds:\n  - code: budget\n    years: {2026: {ceiling: 90000000, source: demo}}\n"
        "    lines:\n      - {code: repair, years: {2026: {ceiling: 60000000, source: demo}}}\n",
    )
    report = check_pack(batu, demo=True)
    assert [str(wrong) for wrong in report.mistakes] == []
    assert report.pack is not None
    budget = next(fund for fund in report.pack.funds.funds if fund.code == "budget")
    assert budget.years["2026"].ceiling == 90_000_000
    assert [(line.name, line.years["2026"].ceiling) for line in budget.lines] == [("Perbaikan", 60_000_000)]
    real = check_pack(batu).pack
    assert real is not None
    assert next(fund for fund in real.funds.funds if fund.code == "budget").lines[0].years == {}


def test_a_line_of_the_demonstration_must_be_marked_and_may_say_nothing_else(batu: Path) -> None:
    _lend(
        batu,
        "funds:\n  - code: budget\n"
        "    lines:\n      - {code: repair, name: Lain, years: {2026: {ceiling: 1, source: assumed}}}\n",
    )
    assert [(wrong.line, wrong.code) for wrong in check_pack(batu).mistakes] == [
        (4, "demo_key"),
        (4, "demo_source"),
    ]
