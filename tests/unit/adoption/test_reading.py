"""A pack reads as it was written: text stays text, a district writes over the national pack by code."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.schema.kinds import minutes
from simpul.adoption.pack.schema.offices import Office
from simpul.adoption.pack.schema.pack import Pack

PACKS = Path(__file__).parent / "packs"


@pytest.fixture(scope="module")
def pack() -> Pack:
    found = check_pack(PACKS / "batu").pack
    assert found is not None
    return found


@pytest.fixture(scope="module")
def offices(pack: Pack) -> dict[str, Office]:
    return {office.code: office for office in pack.offices}


def test_unquoted_codes_and_numbers_remain_what_was_written(pack: Pack, offices: dict[str, Office]) -> None:
    assert pack.district.code == "35.79"
    assert pack.district.emergency[0].number == "0119"
    assert offices["social"].phone == "0341"
    assert offices["no"].name == "Kantor NO"
    assert pack.seats[0].decree_number == "188/1/2026"


def test_values_are_typed(pack: Pack) -> None:
    (house,) = pack.programmes.programmes
    assert house.amount == 15_000_000
    assert (house.valid_from, house.valid_to) == (date(2026, 1, 1), date(2026, 12, 31))
    assert house.quota is None
    assert pack.needs.needs[0].village_may_settle is True


def test_a_blank_ceiling_is_unknown_and_not_zero(pack: Pack) -> None:
    assert [row.ceiling for row in pack.village_fund] == [36_000_000, None]
    budget = next(fund for fund in pack.funds.funds if fund.code == "budget")
    assert budget.years["2026"].ceiling is None


def test_a_district_writes_over_one_line_of_a_national_item(pack: Pack, offices: dict[str, Office]) -> None:
    assert offices["social"].name == "Dinas Sosial Kota Batu"
    assert offices["social"].needs == ["roof"]
    assert pack.district.hours.friday == "07:30-11:00"
    assert pack.district.hours.monday == "08:00-12:00, 13:00-16:00"


def test_drop_takes_an_inherited_item_away(offices: dict[str, Office]) -> None:
    assert "zakat" not in offices


def test_every_village_and_subdistrict_has_its_offices(pack: Pack, offices: dict[str, Office]) -> None:
    villages = [place for place in pack.places if place.kind in {"desa", "kelurahan"}]
    assert len(villages) == 24
    assert len([place for place in pack.places if place.kind == "kecamatan"]) == 3
    assert all(f"welfare_post_{place.code.replace('.', '')}" in offices for place in villages)
    assert offices["welfare_post_3579012005"].name == "Puskesos Sumberejo"
    assert offices["welfare_post_3579012005"].parent == "subdistrict_357901"
    assert offices["village_hall_3579011001"].name == "Kelurahan Temas"
    assert offices["village_hall_3579012005"].name == "Desa Sumberejo"
    assert offices["subdistrict_post_357902"].name == "Pos Bumiaji"


def test_a_row_of_offices_csv_writes_over_a_generated_office(offices: dict[str, Office]) -> None:
    assert offices["welfare_post_3579011001"].name == "Puskesos Temas Baru"
    assert offices["clinic"].needs == ["roof", "complaint"]


def test_every_office_stands_on_a_rung(pack: Pack, offices: dict[str, Office]) -> None:
    rungs = {code: pack.rung_of(office) for code, office in offices.items()}
    assert rungs["social"] == "agency"
    assert rungs["ministry"] == "centre"
    assert rungs["team"] == "tkpkd"
    assert rungs["welfare_post_3579012005"] == "village"


def test_demonstration_figures_are_laid_over_only_when_asked_for(pack: Pack) -> None:
    assert pack.demo == frozenset()
    laid = check_pack(PACKS / "batu", demo=True).pack
    assert laid is not None
    assert laid.programmes.programmes[0].quota == 40
    assert laid.programmes.programmes[0].name == "Bantuan rumah"
    assert [row.ceiling for row in laid.village_fund] == [36_000_000, 12_000_000]
    assert laid.demo == {
        "funds:budget",
        "programmes:house",
        "village_fund:village_fund:35.79.01.2006:2026:cash",
    }


def test_replace_leaves_the_national_list_behind(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "batu" / "refusals.yaml").write_text(
        "replace: [refusals]\nrefusals:\n"
        "  - {code: other, sentence: a, plain: b, instead: c, can_do: d, offices: [agency]}\n",
        encoding="utf-8",
    )
    pack = check_pack(tmp_path / "batu").pack
    assert pack is not None
    assert [refusal.code for refusal in pack.refusals.refusals] == ["other"]


def test_a_local_letter_template_is_taken_before_the_national_one(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    local = tmp_path / "batu" / "letters" / "referral.typ"
    local.parent.mkdir()
    local.write_text("local", encoding="utf-8")
    pack = check_pack(tmp_path / "batu").pack
    assert pack is not None
    assert pack.templates == {"referral.typ": local}


def test_without_a_place_list_of_its_own_a_district_has_the_national_places(tmp_path: Path) -> None:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    (tmp_path / "batu" / "places.csv").unlink()
    pack = check_pack(tmp_path / "batu").pack
    assert pack is not None
    assert len(pack.places) == 27


def test_the_national_pack_is_checked_by_itself() -> None:
    report = check_pack(PACKS / "indonesia")
    assert report.mistakes == ()
    assert report.pack is None


@pytest.mark.parametrize("written", ["08:00", "16:00-08:00", "08:00-12:00, 11:00-13:00", "08:00-25:00", ""])
def test_hours_that_are_not_hours(written: str) -> None:
    with pytest.raises(ValueError, match=written.split(",", maxsplit=1)[0] or "^$"):
        minutes(written)
