"""The leaders' page: one sentence, the ladder, the map, months, the official rate; and nobody's name."""

from __future__ import annotations

import datetime as dt
import re

import pytest
import time_machine
from django.urls import reverse

from simpul.ground.actor import system
from simpul.insight.actions import import_rates
from simpul.insight.queries import overview
from simpul.insight.types import Rate
from simpul.offices.models import Rung
from simpul.places.actions import load_boundaries
from simpul.places.types import Shape, Sheet
from tests.factories import DISTRICT, MORNING, VILLAGE

SQUARE = "M0 0l100 0 0 100-100 0z"


@pytest.fixture
def opened(cast, client):
    """Open the page from a seat: `opened("regent")`."""

    def as_seen(who="regent", **asked):
        with time_machine.travel(MORNING + dt.timedelta(hours=2), tick=False):
            cast.sign_in(client, who)
            return client.get(reverse("leaders:overview"), asked).content.decode()

    return as_seen


@pytest.fixture
def drawn(cast):
    """A map of one village."""
    sheet = Sheet(1000, 800, (Shape(VILLAGE, SQUARE, 50, 50),), (), 0, apart=False)
    by = system(DISTRICT)
    load_boundaries(by=by, district=cast.place.district, sheet=sheet, source="Peta contoh", at=MORNING)


def test_the_ladder_stands_as_a_picture_and_as_a_table_with_the_same_numbers(take, goes_on, count, opened):
    for _ in range(3):
        take()
    goes_on(take())
    count()
    page = opened()
    assert "Bulan ini 4 kebutuhan masuk" in page
    picture = page[page.index('<svg class="flow"') : page.index("</svg>", page.index('<svg class="flow"'))]
    assert re.findall(r'flow-number"[^>]*>(\d+)<', picture) == ["4", "0", "1", "1", "0", "0"]
    assert re.findall(r'flow-moved"[^>]*>(\d+)<', picture) == ["1"]
    assert "Budi" not in page


def test_two_rungs_of_one_kind_count_their_needs_once(cast, take, count):
    twin = cast.place.rungs["village"]
    Rung.objects.create(
        district=twin.district, code="hamlet", name="Dusun", kind=twin.kind, position=twin.position + 1
    )
    take()
    count()
    shown = overview(DISTRICT, area=DISTRICT, month=MORNING.date().replace(day=1), now=MORNING).rungs
    (villages,) = [rung for rung in shown if rung.kind == twin.kind]
    assert villages.came_in == sum(rung.came_in for rung in shown) == 1
    assert villages.name == f"{twin.name} · Dusun"


def test_without_boundaries_villages_stand_by_subdistrict(take, count, opened):
    take()
    count()
    page = opened()
    assert "village-map" not in page
    assert "Sukamaju Contoh" in page


def test_with_boundaries_each_village_is_drawn_where_it_lies(take, count, opened, drawn, client):
    take()
    count()
    page = opened()
    address = re.search(r'href="(/peta/[^"#]+)#v7388012001"', page).group(1)
    assert '<use class="map-1"' in page
    assert "Peta contoh" in page
    shapes = client.get(address)
    assert shapes["Content-Type"] == "image/svg+xml"
    assert "immutable" in shapes["Cache-Control"]
    assert f'<path id="v7388012001" d="{SQUARE}"/>' in shapes.content.decode()
    assert client.get(f"/peta/{DISTRICT}/00.svg").status_code == 404
    assert "village-map" not in opened("camat")


def test_months_and_the_official_rate_are_tables_that_charts_read(cast, take, count, opened):
    take()
    count()
    rates = [Rate(DISTRICT, year, 3, "9.50", "BPS Contoh") for year in (2024, 2025)]
    import_rates(by=system(DISTRICT), district=cast.place.district, rates=rates, at=MORNING)
    page = opened()
    assert '<td class="number" data-value="1">1</td>' in page
    assert "9,50%" in page
    assert "Maret 2025" in page
    assert "BPS Contoh" in page
    assert len(re.findall(r"<figure[^>]+hidden></figure>", page)) == 3


def test_a_month_gone_by_says_nothing_of_now(take, count, opened):
    take()
    count()
    assert "Melewati batas waktu sekarang" in opened()
    assert "Melewati batas waktu sekarang" not in opened(bulan="2026-10")
