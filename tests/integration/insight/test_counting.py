"""What is counted, where, and what is not: the ladder, its flows, categories, months in a row."""

from __future__ import annotations

import datetime as dt

from simpul.insight.models import CategoryCount, NeedCount
from simpul.insight.queries import months, overview, row_of_months
from simpul.insight.types import Flow, Overview
from tests.factories import DISTRICT, MORNING, VILLAGE
from tests.integration.insight.conftest import MONTH

NOW = MORNING + dt.timedelta(hours=2)


def page(area: str = DISTRICT) -> Overview:
    return overview(DISTRICT, area=area, month=MONTH, now=NOW)


def test_what_goes_on_came_in_once_and_flows_to_the_next_rung(cast, take, goes_on, count):
    for _ in range(3):
        take()
    goes_on(take())
    count()
    shown = page()
    assert shown.came_in == 4
    village, desk = (
        next(rung for rung in shown.rungs if rung.kind == kind) for kind in ("village", "district_desk")
    )
    assert (village.came_in, village.went_on, village.open_now) == (4, 1, 3)
    assert (desk.came_in, desk.open_now) == (1, 1)
    assert shown.flows == (Flow("village", "district_desk", 1),)
    assert months(DISTRICT) == [MONTH]
    (month,) = row_of_months(DISTRICT, area=DISTRICT, until=MONTH)
    assert (month.came_in, month.closed, month.share) == (4, 0, None)


def test_a_complaint_about_the_village_is_in_no_count_of_the_village(cast, take, count):
    take()
    take("village_complaint", who="supervisor")
    count()
    assert (page().came_in, page(VILLAGE[:8]).came_in, page(VILLAGE).came_in) == (2, 2, 1)
    assert set(CategoryCount.objects.filter(village_code=VILLAGE).values_list("category", flat=True)) == {
        "food"
    }
    assert NeedCount.objects.filter(village_code=VILLAGE[:8]).exists()


def test_counting_again_counts_the_same(cast, take, goes_on, count):
    goes_on(take())
    count()
    once = list(
        NeedCount.objects.order_by("id").values_list("village_code", "rung_kind", "came_in", "went_on")
    )
    count()
    again = NeedCount.objects.order_by("id").values_list("village_code", "rung_kind", "came_in", "went_on")
    assert list(again) == once


def test_a_month_before_shows_nothing_of_now(cast, take, count):
    take()
    count()
    before = overview(DISTRICT, area=DISTRICT, month=dt.date(2026, 10, 1), now=NOW)
    assert (before.came_in, before.late_now, before.flows) == (0, 0, ())
    assert row_of_months(DISTRICT, area=DISTRICT, until=dt.date(2026, 10, 1)) == ()


FIRST_HOUR = dt.datetime(2026, 10, 31, 17, 0, tzinfo=dt.UTC)  # 1 November 01.00 WITA, still October in UTC


def test_the_first_hours_of_a_month_are_counted_in_it(cast, take, count):
    take(at=FIRST_HOUR)
    count(FIRST_HOUR + dt.timedelta(hours=1))
    shown = page()
    assert (shown.came_in, shown.rungs[0].open_now) == (1, 1)
    assert months(DISTRICT) == [MONTH]


def test_the_oldest_month_counted_begins_at_its_districts_midnight(cast, take, count):
    take(at=FIRST_HOUR)
    new_month = dt.datetime(2027, 11, 30, 16, 30, tzinfo=dt.UTC)  # 1 December 2027, 00.30 WITA
    count(new_month)
    assert months(DISTRICT) == [dt.date(2027, 12, 1)]
    count(new_month - dt.timedelta(hours=1))  # still November there: November a year ago is counted whole
    assert page().came_in == 1


def flows() -> tuple[Flow, ...]:
    return page().flows


def test_a_rung_that_is_called_otherwise_since_keeps_its_counts(cast, take, goes_on, count):
    goes_on(take())
    rung = cast.place.rungs["desk"]
    rung.name = "Meja layanan kabupaten"
    rung.save()
    count()
    assert flows() == (Flow("village", "district_desk", 1),)
    assert {rung.kind: rung.came_in for rung in page().rungs}["district_desk"] == 1


def test_two_rungs_of_one_name_are_counted_each_for_itself(cast, take, goes_on, count):
    for code in ("village", "agency"):
        rung = cast.place.rungs[code]
        rung.name = "Sekretariat SLRT"
        rung.save()
    goes_on(take())
    count()
    assert flows() == (Flow("village", "district_desk", 1),)
    assert {rung.kind: rung.came_in for rung in page().rungs if rung.came_in} == {
        "village": 1,
        "district_desk": 1,
    }
