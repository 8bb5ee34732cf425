"""The pictures of the README and the guide are there, and light enough for a repository."""

from __future__ import annotations

import pytest
from PIL import Image

from tools.screenshots import FOLDER, GAP, PAGES, SIZES

LARGEST = 300_000


@pytest.mark.parametrize("name", [name for name, _seat, _walk in PAGES])
def test_a_picture_shows_phone_and_desk_side_by_side(name: str) -> None:
    path = FOLDER / f"{name}.png"
    assert path.stat().st_size < LARGEST
    with Image.open(path) as picture:
        assert picture.width == sum(size["width"] for size in SIZES) + GAP * (len(SIZES) + 1)


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == {name for name, _seat, _walk in PAGES}
