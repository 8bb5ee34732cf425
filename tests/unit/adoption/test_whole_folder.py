"""What is wrong with a whole folder, and what an unreadable file must not drag along."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.reader import find_national, read_pack

PACKS = Path(__file__).parent / "packs"


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def named(folder: Path) -> list[tuple[str, int, str]]:
    return [(mistake.file, mistake.line, mistake.code) for mistake in check_pack(folder).mistakes]


def test_a_folder_that_is_no_pack(tmp_path: Path) -> None:
    assert [code for _, _, code in named(tmp_path)] == ["no_folder"]
    assert [code for _, _, code in named(tmp_path / "absent")] == ["no_folder"]


def test_an_unknown_file_is_named_with_the_nearest_known_one(packs: Path) -> None:
    (packs / "batu" / "program.yaml").write_text("programmes: []\n", encoding="utf-8")
    (mistake,) = check_pack(packs / "batu").mistakes
    assert (mistake.file, mistake.code) == ("program.yaml", "strange_file")
    assert "programmes.yaml" in mistake.sentence


def test_the_overlay_may_hold_figures_only(packs: Path) -> None:
    (packs / "batu" / "demo" / "needs.yaml").write_text("needs: []\n", encoding="utf-8")
    assert named(packs / "batu") == [("demo/needs.yaml", 1, "demo_file")]


@pytest.mark.parametrize("name", ["seats.csv", "offices.yaml"])
def test_text_that_is_not_utf8(packs: Path, name: str) -> None:
    path = packs / "batu" / name
    path.write_bytes(path.read_bytes() + "é".encode("latin-1"))
    assert named(packs / "batu") == [(name, 1, "not_utf8")]


@pytest.mark.parametrize("name", ["district.yaml", "offices.yaml", "needs.yaml", "ladder.yaml", "funds.yaml"])
def test_an_unreadable_file_casts_no_doubt_on_the_others(packs: Path, name: str) -> None:
    folder = packs / ("batu" if name == "district.yaml" else "indonesia")
    (folder / name).write_text("a: [\n", encoding="utf-8")
    assert [code for _, _, code in named(packs / "batu")] == ["not_yaml"]


def test_without_a_national_pack_every_missing_file_is_named(packs: Path) -> None:
    draft = read_pack(packs / "batu", national=None)
    assert {mistake.code for mistake in draft.mistakes} == {"no_national", "no_file", "drop_nothing"}
    absent = {mistake.file for mistake in draft.mistakes if mistake.code == "no_file"}
    assert absent == {
        f"{name}.yaml" for name in ("ladder", "roles", "needs", "programmes", "funds", "refusals", "letters")
    }


def test_a_pack_that_inherits_nothing_stands_alone(packs: Path, tmp_path: Path) -> None:
    alone = tmp_path / "alone"
    shutil.copytree(packs / "indonesia", alone)
    head = (packs / "batu" / "district.yaml").read_text(encoding="utf-8").replace("extends: indonesia\n", "")
    national = (alone / "district.yaml").read_text(encoding="utf-8").replace("kind: nasional\n", "")
    local = head.replace('hours:\n  friday: "07:30-11:00"\n', "")
    (alone / "district.yaml").write_text(local + national, encoding="utf-8")
    report = check_pack(alone)
    assert report.mistakes == ()
    assert report.pack is not None
    assert report.pack.district.code == "35.79"


def test_the_national_pack_beside_the_folder_is_taken_before_any_other(packs: Path, tmp_path: Path) -> None:
    assert find_national(packs / "batu", [tmp_path / "elsewhere"]) == packs / "indonesia"
    lonely = tmp_path / "lonely" / "batu"
    lonely.mkdir(parents=True)
    assert find_national(lonely, [tmp_path / "absent", packs / "indonesia"]) == packs / "indonesia"
    assert find_national(lonely, [tmp_path / "absent"]) is None
