"""A file of boundaries is measured, mended and drawn small; a wrong one is refused with its reason."""

from __future__ import annotations

import json
import math
import re
from typing import Any

import pytest

from simpul.ground.errors import InputError
from simpul.places import adapters
from simpul.places.adapters import read_boundaries
from simpul.places.types import Sheet

VILLAGES = {"73.88.01.2001": "Sukamaju Contoh", "73.88.01.2002": "Muara Contoh"}


def square(west: float, south: float, side: float = 0.1) -> dict[str, Any]:
    east, north = west + side, south + side
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def file(*features: tuple[Any, dict[str, Any]], key: str = "code") -> bytes:
    told = [{"type": "Feature", "properties": {key: code}, "geometry": shape} for code, shape in features]
    return json.dumps({"type": "FeatureCollection", "features": told}).encode()


def read(raw: bytes, key: str = "") -> Sheet:
    return read_boundaries(raw, villages=VILLAGES, key=key)


def points(path: str) -> list[tuple[int, int]]:
    """The corners a path goes through."""
    numbers = [int(each) for each in re.findall(r"-?\d+", path)]
    here = (numbers[0], numbers[1])
    found = [here]
    for x, y in zip(numbers[2::2], numbers[3::2], strict=True):
        here = (here[0] + x, here[1] + y)
        found.append(here)
    return found


def test_two_neighbours_lie_side_by_side_with_north_up() -> None:
    west, east = VILLAGES
    sheet = read(file((west, square(119.9, -5.6)), (east, square(120.0, -5.6))))
    assert sheet.width == adapters.SIDE
    assert sheet.height == pytest.approx(adapters.SIDE / 2 / math.cos(math.radians(5.55)), abs=1)
    left, right = sheet.shapes
    assert max(x for x, _ in points(left.path)) == min(x for x, _ in points(right.path)) == 500
    assert min(y for _, y in points(left.path)) == 0
    assert left.x < 500 < right.x
    assert (sheet.unknown, sheet.mended, sheet.apart) == ((), 0, False)


@pytest.mark.parametrize(
    ("code", "key", "asked"),
    [
        ("7388012001", "code", ""),
        (7388012001, "KDEPUM", ""),
        ("73.88.01.2001", "kode_unik", "kode_unik"),
    ],
)
def test_codes_are_known_however_they_are_written(code: object, key: str, asked: str) -> None:
    sheet = read(file((code, square(119.9, -5.6)), key=key), asked)
    assert [each.code for each in sheet.shapes] == ["73.88.01.2001"]


def test_areas_of_others_are_left_out_and_told() -> None:
    sheet = read(file(("73.88.01.2001", square(119.9, -5.6)), ("33.29.01.2001", square(120.0, -5.6))))
    assert [each.code for each in sheet.shapes] == ["73.88.01.2001"]
    assert sheet.unknown == ("33.29.01.2001",)


def test_lines_that_cross_are_mended_and_told() -> None:
    bow = {"type": "Polygon", "coordinates": [[[119, -5], [120, -6], [120, -5], [119, -6], [119, -5]]]}
    sheet = read(file(("73.88.01.2001", bow)))
    assert sheet.mended == 1
    assert sheet.shapes[0].path.count("z") == 2


def test_villages_that_overlap_are_drawn_and_told() -> None:
    first, second = VILLAGES
    assert read(file((first, square(119.9, -5.6)), (second, square(119.95, -5.6)))).apart


def test_a_village_smaller_than_a_unit_is_still_there() -> None:
    first, second = VILLAGES
    sheet = read(file((first, square(119.0, -6.0, 1.0)), (second, square(120.0, -6.0, 0.0002))))
    assert all(each.path for each in sheet.shapes)


def test_a_coast_of_ten_thousand_points_becomes_a_small_drawing() -> None:
    coast = [
        [119 + math.cos(turn) * (1 + 0.05 * math.sin(turn * 97)), -5 + math.sin(turn)]
        for turn in (step * math.tau / 10_000 for step in range(10_000))
    ]
    shape = {"type": "MultiPolygon", "coordinates": [[[*coast, coast[0]]]]}
    (drawn,) = read(file(("73.88.01.2001", shape))).shapes
    assert len(drawn.path) <= adapters.MOST_DRAWN


HERE = square(119.9, -5.6)
LINE = {"type": "LineString", "coordinates": [[119, -5], [120, -5]]}
METRES = square(780_000, 9_380_000, 1000)
NOT_A_NUMBER = {"type": "Polygon", "coordinates": [[[119, -5], [math.nan, -5], [120, -6], [119, -5]]]}
OPEN = {"type": "Polygon", "coordinates": [[[119, -5], [120, -5], [120, -6], [119, -6]]]}
WORDS = {"type": "Polygon", "coordinates": [[["a", "b"], ["c", "d"], ["e", "f"], ["a", "b"]]]}
EMPTY = {"type": "Polygon", "coordinates": []}
CODE = "73.88.01.2001"


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", "boundaries_not_geojson"),
        (b"\xff\xfe\x00", "boundaries_not_geojson"),
        (b"[" * 100_000, "boundaries_not_geojson"),
        (b'{"type": "FeatureCollection", "features": []}', "boundaries_not_geojson"),
        (b'{"type": "FeatureCollection", "features": [7]}', "boundaries_not_geojson"),
        (file((CODE, WORDS)), "boundaries_not_geojson"),
        (file((CODE, OPEN)), "boundaries_not_geojson"),
        (file((CODE, LINE)), "boundaries_not_areas"),
        (file((None, HERE)), "boundaries_without_code"),
        (file(([CODE], HERE)), "boundaries_without_code"),
        (file((CODE, HERE), (CODE, HERE)), "boundaries_twice"),
        (file(("33.29.01.2001", HERE)), "boundaries_of_nobody"),
        (file((CODE, METRES)), "boundaries_not_in_degrees"),
        (file((CODE, NOT_A_NUMBER)), "boundaries_not_geojson"),
        (file((CODE, EMPTY)), "boundaries_not_in_degrees"),
    ],
)
def test_a_wrong_file_is_refused(raw: bytes, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        read(raw)
    assert refused.value.code == refusal


def test_a_file_larger_than_memory_likes_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapters, "LARGEST", 100)
    with pytest.raises(InputError, match="boundaries_too_large"):
        read(file((CODE, HERE)))


def test_more_points_than_any_district_has_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapters, "MOST_POINTS", 4)
    with pytest.raises(InputError, match="boundaries_too_large"):
        read(file((CODE, HERE)))
