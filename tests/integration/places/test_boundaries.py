"""The map of villages: loaded from the district's own file, replaced whole, its gaps named."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from simpul.adoption.pack.places import places_of
from simpul.places import adapters, queries
from simpul.places.models import Boundary
from tests.cast import Cast
from tests.factories import DISTRICT, VILLAGE

GIVEN = Path(__file__).parents[4] / "shared" / "data" / "boundaries"
"""Real boundaries lie beside the checkout where there are any; they are not part of the repository."""


def feature(code: str, west: float) -> dict[str, Any]:
    ring = [[west, -5.6], [west + 0.1, -5.6], [west + 0.1, -5.5], [west, -5.5], [west, -5.6]]
    shape = {"type": "Polygon", "coordinates": [ring]}
    return {"type": "Feature", "properties": {"code": code}, "geometry": shape}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "villages.geojson"
    features = [feature(VILLAGE, 119.9), feature("33.29.01.2001", 120.0)]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def load(file: Path, *more: str) -> str:
    said = StringIO()
    call_command("places", "boundaries", str(file), "--district", DISTRICT, *more, stdout=said)
    return said.getvalue()


def test_the_command_draws_what_it_knows_and_names_what_is_missing(cast: Cast, file: Path) -> None:
    said = load(file, "--source", "Peta contoh")
    missing = [each for each in queries.villages_of(DISTRICT) if each.code != VILLAGE]
    assert "1 desa/kelurahan digambar." in said
    assert "33.29.01.2001" in said
    assert missing
    assert all(f"{each.code} {each.name}" in said for each in missing)
    sheet = queries.map_sheet(DISTRICT)
    assert sheet is not None
    assert (set(sheet.points), sheet.source) == ({VILLAGE}, "Peta contoh")
    assert [each.code for each in queries.shapes_of(DISTRICT)] == [VILLAGE]


def test_another_file_replaces_the_map_and_its_address(cast: Cast, file: Path) -> None:
    load(file)
    before = queries.map_sheet(DISTRICT)
    load(file)
    again = queries.map_sheet(DISTRICT)
    told = json.loads(file.read_text())
    told["features"].append(feature(f"{DISTRICT}.02.2001", 120.1))
    file.write_text(json.dumps(told))
    load(file, "--district", DISTRICT)
    after = queries.map_sheet(DISTRICT)
    assert before == again != after
    assert Boundary.objects.count() == 2


def test_a_refused_file_leaves_the_map_as_it_was(cast: Cast, file: Path) -> None:
    load(file)
    before = queries.map_sheet(DISTRICT)
    file.write_text("bukan peta")
    with pytest.raises(CommandError, match="GeoJSON"):
        load(file)
    with pytest.raises(CommandError, match="--district"):
        load(file, "--district", "11.01")
    with pytest.raises(CommandError, match="dibaca"):
        load(file.parent / "tidak-ada.geojson")
    assert queries.map_sheet(DISTRICT) == before


@pytest.mark.skipif(not GIVEN.is_dir(), reason="no reference data lie beside this checkout")
@pytest.mark.parametrize(("name", "code", "villages"), [("bantaeng", "73.03", 67), ("brebes", "33.29", 297)])
def test_real_boundaries_of_our_districts_become_small_maps(name: str, code: str, villages: int) -> None:
    known = {place: name for place, name, _kind in places_of(code) if place.count(".") == 3}
    sheet = adapters.read_boundaries((GIVEN / f"{name}_villages.geojson").read_bytes(), villages=known)
    assert len(sheet.shapes) == villages == len(known)
    assert (sheet.unknown, sheet.mended, sheet.apart) == ((), 0, False)
    assert sum(len(each.path) for each in sheet.shapes) <= adapters.MOST_DRAWN
