"""The packs of this repository are without mistakes, with and without the demonstration's figures."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import settings

from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.new import new_pack

PACKS = sorted(path.parent.name for path in settings.DISTRICTS.glob("*/district.yaml"))


@pytest.mark.parametrize("name", PACKS)
def test_each_pack_passes_the_check(name: str) -> None:
    assert [str(mistake) for mistake in check_pack(settings.DISTRICTS / name).mistakes] == []


@pytest.mark.parametrize("code", ["32.76", "91.03"])
def test_any_other_district_begins_from_our_national_pack(code: str, tmp_path: Path) -> None:
    new_pack(code, tmp_path / "new")
    report = check_pack(tmp_path / "new")
    assert [str(mistake) for mistake in report.mistakes] == []
    assert report.pack is not None
