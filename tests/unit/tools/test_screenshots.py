"""The pictures of the README and the guides are there, fresh, and light enough for a repository."""

from __future__ import annotations

import pytest
from PIL import Image

from tools.screenshots import FOLDER, GAP, PAGES, SIZES, kept, made_of

LARGEST = 300_000


@pytest.mark.parametrize("name", [name for name, *_way in PAGES])
def test_a_picture_shows_phone_and_desk_side_by_side(name: str) -> None:
    path = FOLDER / f"{name}.png"
    assert path.stat().st_size < LARGEST
    with Image.open(path) as picture:
        assert picture.width == sum(size["width"] for size in SIZES) + GAP * (len(SIZES) + 1)


def test_no_picture_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.png")} == {name for name, *_way in PAGES}


@pytest.mark.parametrize(("name", "folder"), [(name, folder) for name, _seat, folder, _walk in PAGES])
def test_a_picture_shows_the_page_as_it_is(name: str, folder: str) -> None:
    """Where this fails, the page changed since: `make demo`, then `make screenshots`, and look at them."""
    assert kept().get(name) == made_of(folder)
