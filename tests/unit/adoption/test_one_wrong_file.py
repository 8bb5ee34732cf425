"""One wrong file per mistake: the check names file and line, and says what to write instead."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import NamedTuple

import pytest

from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.sentences import SENTENCES
from tests.unit.adoption.wrong_files import WRONG, Wrong

PACKS = Path(__file__).parent / "packs"
# Mistakes of whole folders stand in test_whole_folder.py.
OF_FOLDERS = {"no_folder", "no_national", "no_file", "not_utf8", "strange_file", "demo_file"}


class Found(NamedTuple):
    file: str
    line: int
    code: str


@pytest.fixture
def packs(tmp_path: Path) -> Path:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    return tmp_path


def spoil(packs: Path, wrong: Wrong) -> int:
    """Write the wrong text into the file; the line on which it stands."""
    path = packs / "batu" / wrong.file
    if wrong.file.startswith("indonesia/"):
        path = packs / wrong.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert wrong.right in text, f"{wrong.right!r} is not in {wrong.file}"
    spoilt = text.replace(wrong.right, wrong.wrong, 1) if wrong.right else text + wrong.wrong
    path.write_text(spoilt, encoding="utf-8")
    at = spoilt.index(wrong.at or wrong.wrong)
    return spoilt[:at].count("\n") + 1


@pytest.mark.parametrize("wrong", WRONG, ids=lambda wrong: f"{wrong.code}-{wrong.file}")
def test_the_mistake_is_named_with_file_line_and_remedy(packs: Path, wrong: Wrong) -> None:
    line = spoil(packs, wrong)
    report = check_pack(packs / "batu")
    named = [mistake for mistake in report.mistakes if mistake.code not in wrong.also]
    found = {Found(mistake.file, mistake.line, mistake.code) for mistake in named}
    assert found == {Found(wrong.file, line, wrong.code)}, [str(mistake) for mistake in report.mistakes]
    assert report.pack is None
    (mistake, *_) = named
    assert wrong.says in mistake.sentence
    assert str(mistake).startswith(f"{wrong.file}:{line}: ")


def test_every_sentence_has_its_wrong_file() -> None:
    assert {wrong.code for wrong in WRONG} | OF_FOLDERS == set(SENTENCES)


def test_all_mistakes_of_all_files_are_named_in_one_run(packs: Path) -> None:
    apart = [
        next(wrong for wrong in WRONG if wrong.code == code)
        for code in ("unknown", "reversed", "negative", "kelurahan_fund", "extra", "hours", "signers")
    ]
    for wrong in apart:
        spoil(packs, wrong)
    report = check_pack(packs / "batu")
    assert {mistake.code for mistake in report.mistakes} == {wrong.code for wrong in apart}
    assert list(report.mistakes) == sorted(report.mistakes)


def test_two_mistakes_in_one_item_are_both_named(packs: Path) -> None:
    path = packs / "indonesia" / "programmes.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("owner: social", "owner: socail").replace(
        "valid_to: 2026-12-31", "valid_to: 2025-12-31"
    )
    path.write_text(text.replace("unit: house", "unit: hause"), encoding="utf-8")
    report = check_pack(packs / "batu")
    assert [mistake.code for mistake in report.mistakes] == ["choice", "unknown", "reversed"]
    assert [mistake.sentence.split(". ", 1)[1] for mistake in report.mistakes][:2] == [
        "Tulis: house.",
        "Tulis: social.",
    ]
