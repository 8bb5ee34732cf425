"""The leaders' page in a browser: the ladder, the district's own map, charts that come when they are seen."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from simpul.config.demo_site import Place
from tests.databases import simpul
from tests.functional.devices import PHONE
from tests.functional.folk import Folk
from tests.functional.site import PACK, Site, site_environment
from tests.functional.visitor import Visitor

SIDE = 0.02


@pytest.fixture
def boundaries(live_site: Site, folk: Folk, tmp_path: Path) -> str:
    """Every village of the demonstration is a square of an invented map; gives the code of one."""
    codes = [row[0] for row in folk.ask("SELECT code FROM places_area WHERE length(code) = 13 ORDER BY code")]
    features = [
        {
            "type": "Feature",
            "properties": {"code": code},
            "geometry": {"type": "Polygon", "coordinates": [_square(place % 9, place // 9)]},
        }
        for place, code in enumerate(codes)
    ]
    file = tmp_path / "villages.geojson"
    file.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    env = site_environment(Place(tmp_path, PACK, 0), live_site.urls)
    simpul("places", "boundaries", str(file), "--source", "Peta rekaan", env=env)
    return str(codes[0])


def _square(right: int, down: int) -> list[list[float]]:
    west, north = 120 + right * SIDE, -5 - down * SIDE
    east, south = west + SIDE, north - SIDE
    return [[west, north], [east, north], [east, south], [west, south], [west, north]]


def test_the_ladder_the_map_and_the_months(visitor: Visitor, folk: Folk, boundaries: str) -> None:
    asked: list[str] = []
    page = visitor.page
    page.on("request", lambda request: asked.append(request.url))
    visitor.sits(folk.seat("regent"))
    visitor.opens("/ringkasan/")
    visitor.reads("Bulan ini")
    expect(page.locator("svg.flow")).to_be_visible()
    shape = page.locator(f"svg.village-map use[href$='#v{boundaries.replace('.', '')}']").first
    assert shape.bounding_box()["width"] > 10
    assert not [address for address in asked if "charts" in address]
    page.locator("#months").scroll_into_view_if_needed()
    chart = page.locator("[data-chart] canvas").first
    expect(chart).to_be_visible()
    assert chart.bounding_box()["height"] > 100
    assert len([address for address in asked if "charts" in address]) == 1
    visitor.looks()


def test_the_same_page_without_scripts(open_browser: Callable[..., Page], folk: Folk) -> None:
    page = open_browser(viewport=PHONE, java_script_enabled=False)
    page.goto("/masuk/contoh/")
    page.locator(f"button[value='{folk.seat('regent')}']").first.click()
    expect(page.locator("svg.flow")).to_be_visible()
    expect(page.locator("#months-table")).to_be_visible()
    expect(page.locator("[data-chart]").first).to_be_hidden()
