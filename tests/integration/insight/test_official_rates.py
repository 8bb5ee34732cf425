"""Official poverty rates come from a file with their source, and stand on the page as they were published."""

from __future__ import annotations

from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from simpul.insight.queries import poverty_rates
from tests.factories import DISTRICT

HEAD = "code,year,month,percent,source\n"


@pytest.fixture
def bring(cast, tmp_path):
    """Import a table of these lines."""

    def run(*lines, file=tmp_path / "rates.csv"):
        file.write_text(HEAD + "\n".join(lines))
        said = StringIO()
        call_command("insight", "import", str(file), "--district", DISTRICT, stdout=said)
        return said.getvalue()

    return run


def test_the_last_years_and_what_stands_beside(bring):
    years = [f"{DISTRICT},{year},3,{30 - year % 100}.50,BPS {year}" for year in range(2017, 2026)]
    assert "11" in bring(*years, "73,2025,3,8.77,BPS", "00,2025,3,8.47,BPS")
    rates = poverty_rates(DISTRICT)
    assert [each.year for each in rates.own] == [2020, 2021, 2022, 2023, 2024, 2025]
    assert rates.latest.percent == Decimal("5.50")
    assert [each.area_code for each in rates.beside] == ["73", "00"]


def test_a_corrected_figure_replaces_the_old_one(bring):
    bring(f"{DISTRICT},2025,3,9.50,BPS")
    bring(f"{DISTRICT},2025,3,9.05,BPS ralat")
    (only,) = poverty_rates(DISTRICT).own
    assert (only.percent, only.source) == (Decimal("9.05"), "BPS ralat")


def test_a_refused_file_changes_nothing(bring, tmp_path):
    bring(f"{DISTRICT},2025,3,9.50,BPS")
    with pytest.raises(CommandError, match="Baris 3"):
        bring(f"{DISTRICT},2024,3,9.90,BPS", "33.29,2024,3,15.60,BPS")
    with pytest.raises(CommandError, match="dibaca"):
        call_command("insight", "import", str(tmp_path / "tidak-ada.csv"), "--district", DISTRICT)
    with pytest.raises(CommandError, match="--district"):
        call_command("insight", "import", str(tmp_path / "rates.csv"), "--district", "11.01")
    assert [each.year for each in poverty_rates(DISTRICT).own] == [2025]


def test_nothing_imported_is_nothing_shown(cast):
    rates = poverty_rates(DISTRICT)
    assert (rates.latest, rates.own, rates.beside) == (None, (), ())
