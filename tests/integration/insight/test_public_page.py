"""The public page: this year in counts of five and more, without an account and without a person."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from simpul.cases import actions as cases
from simpul.insight.queries import public_year
from simpul.places.models import District
from simpul.places.queries import districts
from tests.factories import DISTRICT, MORNING


@pytest.fixture
def public(cast, client, count):
    """The page as a stranger reads it, counted an hour after the last need."""

    def read() -> str:
        count()
        with time_machine.travel(MORNING + dt.timedelta(hours=2), tick=False):
            return client.get(reverse("public:year", args=[DISTRICT])).content.decode()

    return read


@pytest.fixture
def year(cast, count):
    """The year as it may be published."""

    def counted():
        count()
        return public_year(cast.place.district, year=MORNING.year)

    return counted


def test_four_needs_are_nobodys_business(take, year, public) -> None:
    for _ in range(4):
        take()
    shown = year()
    assert (shown.came_in, shown.met, shown.share, shown.confirmed) == (None, None, None, None)
    assert (shown.categories.shown, shown.categories.rest) == ((), 0)
    assert "Belum cukup untuk ditampilkan" in public()


def test_five_needs_are_shown_and_no_name_with_them(take, year, public) -> None:
    needs = [take() for _ in range(5)]
    shown = year()
    assert shown.came_in == 5
    assert [each.came_in for each in shown.categories.shown] == [5]
    text = public()
    assert ">5<" in text
    assert not any(need.case.person.name in text for need in needs)
    assert not any(need.case.ticket in text for need in needs)


def test_a_small_category_takes_another_with_it(take, year) -> None:
    for category, many in (("food", 7), ("health_insurance", 6), ("school_kit", 2)):
        for _ in range(many):
            take(category)
    shown = year().categories
    visible = sum(each.came_in for each in shown.shown)
    assert visible + shown.rest == 15
    assert 2 not in [each.came_in for each in shown.shown]
    assert shown.rest >= 5
    assert 15 - visible != 2


def test_the_pack_may_ask_for_more_and_never_for_less(cast, take, year) -> None:
    for _ in range(6):
        take()
    district = cast.place.district
    for least, seen in ((10, None), (1, 6)):
        district.settings["limits"] = {**district.settings.get("limits", {}), "smallest_count": least}
        assert year().came_in == seen


def test_a_need_of_last_year_is_not_of_this_year(cast, take, count) -> None:
    for _ in range(5):
        take()
    count()
    assert public_year(cast.place.district, year=MORNING.year - 1).came_in is None


def test_the_share_is_hidden_where_it_would_give_a_few_away(cast, take, year) -> None:
    for _ in range(5):
        take()
    need = take()
    cases.close(by=cast.back, need=need, result="withdrawn", note="Sudah dibantu keluarga", at=MORNING)
    assert year().share is None


def test_districts_are_chosen_from_and_an_unknown_one_is_not_there(cast, client) -> None:
    text = client.get(reverse("public:districts")).content.decode()
    assert all(f"/publik/{each.code}/" in text for each in districts())
    assert client.get("/publik/99.99/").status_code == 404


def test_where_one_district_runs_there_is_nothing_to_choose(db, client) -> None:
    District.objects.create(
        code=DISTRICT, name="Kabupaten Contoh", kind="kabupaten", timezone="Asia/Makassar"
    )
    assert client.get(reverse("public:districts")).headers["Location"] == f"/publik/{DISTRICT}/"
