"""A district with no programmer begins with its own places, and the check finds nothing to say."""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

import pytest

from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.new import NationalMissingError, PackExistsError, UnknownDistrictError, new_pack
from simpul.adoption.pack.places import districts

NATIONAL = Path(__file__).parent / "packs" / "indonesia"
ALL = [district.code for district in districts()]
# Kelurahan only, distrik and kampung, apostrophes, Jakarta's administrative units, each time zone.
SOME = ["11.71", "31.01", "31.71", "32.76", "62.08", "71.03", "73.09", "91.03", "91.71", "94.04"]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(NATIONAL, tmp_path / "indonesia")
    return tmp_path / "new"


def begin(code: str, folder: Path) -> None:
    new_pack(code, folder)
    report = check_pack(folder)
    assert [str(mistake) for mistake in report.mistakes] == []
    assert report.pack is not None
    with (folder / "places.csv").open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    villages = [row for row in rows if row["kind"] in {"desa", "kelurahan", "desa_adat"}]
    posts = [office for office in report.pack.offices if office.kind == "welfare_post"]
    assert len(villages) == len(posts) > 0
    assert {office.area for office in posts} == {row["code"] for row in villages}


@pytest.mark.parametrize("code", SOME)
def test_a_new_pack_passes_the_check_untouched(code: str, folder: Path) -> None:
    begin(code, folder)


@pytest.mark.slow
@pytest.mark.parametrize("code", ALL)
def test_each_regency_and_city_passes_the_check_untouched(code: str, folder: Path) -> None:
    begin(code, folder)


def test_there_are_514_regencies_and_cities() -> None:
    assert len(ALL) == len(set(ALL)) == 514


def test_a_code_without_dots_is_understood(folder: Path) -> None:
    assert new_pack("3276", folder).name == "Kota Depok"
    assert "code: 32.76\n" in (folder / "district.yaml").read_text(encoding="utf-8")


def test_papua_has_distrik_and_the_time_of_jayapura(folder: Path) -> None:
    new_pack("91.03", folder)
    pack = check_pack(folder).pack
    assert pack is not None
    assert pack.district.words.subdistrict == "Distrik"
    assert pack.district.words.village == "Desa"
    assert pack.district.time_zone == "Asia/Jayapura"
    assert next(office for office in pack.offices if office.kind == "subdistrict").name.startswith("Distrik ")


@pytest.mark.parametrize("code", ["", "99.99", "73", "73.03.01", "abc"])
def test_a_code_of_no_district_is_refused(code: str, folder: Path) -> None:
    with pytest.raises(UnknownDistrictError):
        new_pack(code, folder)
    assert not folder.exists()


def test_a_folder_with_work_in_it_is_left_alone(folder: Path) -> None:
    folder.mkdir()
    (folder / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(PackExistsError):
        new_pack("73.03", folder)
    assert [path.name for path in folder.iterdir()] == ["notes.txt"]


def test_a_province_whose_time_zone_nobody_wrote_down_is_refused(folder: Path) -> None:
    head = folder.parent / "indonesia" / "district.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace(", 36]", "]"), encoding="utf-8")
    with pytest.raises(NationalMissingError):
        new_pack("36.71", folder)


def test_an_editor_finds_the_schema_the_files_name(folder: Path) -> None:
    new_pack("73.03", folder)
    for path in folder.glob("*.yaml"):
        first = path.read_text(encoding="utf-8").splitlines()[0]
        assert first.startswith("# yaml-language-server: $schema=")
        assert (folder / first.split("=", maxsplit=1)[1]).is_file()
