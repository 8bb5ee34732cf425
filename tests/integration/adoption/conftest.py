"""A small pack that a test may edit, and a word to load it with."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from simpul.adoption.load import LoadReport, load_pack

PACKS = Path(__file__).resolve().parents[2] / "unit" / "adoption" / "packs"
CODE = "35.79"
MORNING = dt.datetime(2026, 11, 24, 3, 0, tzinfo=dt.UTC)  # Tuesday 10.00 WIB


class Folder:
    """A copy of the test pack with its national pack beside it."""

    def __init__(self, root: Path) -> None:
        self.national, self.root = root / "indonesia", root / "batu"

    def load(self, *, at: dt.datetime = MORNING, demo: bool = False) -> LoadReport:
        return load_pack(self.root, at=at, demo=demo)

    def edit(self, name: str, before: str, after: str, *, national: bool = False) -> None:
        """Change words in one file; the words must be there."""
        path = (self.national if national else self.root) / name
        text = path.read_text(encoding="utf-8")
        assert before in text, f"{name} does not say {before}"
        path.write_text(text.replace(before, after), encoding="utf-8")

    def write(self, name: str, text: str) -> None:
        (self.root / name).write_text(text, encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    shutil.copytree(PACKS, tmp_path, dirs_exist_ok=True)
    return Folder(tmp_path)
