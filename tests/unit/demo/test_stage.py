"""The hours of the stage: working days are counted back, and nothing happens after now."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from simpul.demo.stage import Stage, picture
from simpul.ground.clock import Calendar, WeekHours
from simpul.places.models import District

ZONE = ZoneInfo("Asia/Makassar")
NOON = dt.datetime(2026, 11, 24, 12, 0, tzinfo=ZONE)  # a Tuesday


def stage(now: dt.datetime = NOON, holidays: frozenset[dt.date] = frozenset()) -> Stage:
    weekdays = WeekHours.same(range(5), dt.time(8), dt.time(16))
    return Stage(District(code="73.88"), now, Calendar(ZONE, weekdays, holidays.__contains__))


@pytest.mark.parametrize(
    ("back", "day"), [(0, "2026-11-24"), (1, "2026-11-23"), (2, "2026-11-20"), (7, "2026-11-13")]
)
def test_working_days_are_counted_back(back, day):
    assert stage().workday(back, "09:00").date() == dt.date.fromisoformat(day)


def test_a_holiday_is_no_working_day():
    monday = dt.date(2026, 11, 23)
    assert stage(holidays=frozenset({monday})).workday(1, "09:00").date() == dt.date(2026, 11, 20)


def test_nothing_happens_after_now():
    assert stage().workday(0, "15:00") == NOON


def test_on_a_sunday_today_is_the_friday_before():
    sunday = NOON - dt.timedelta(days=2)
    assert stage(now=sunday).workday(0, "09:00").date() == dt.date(2026, 11, 20)


def test_hours_told_backwards_lie_in_their_order():
    told = [stage().workday(back, "10:00") for back in range(40, -1, -1)]
    assert told == sorted(told)
    assert len(set(told)) == len(told)


def test_a_day_of_the_week_lies_so_many_weeks_back():
    assert stage().weekday(4, weeks=4) == dt.date(2026, 10, 23)


def test_a_picture_is_a_real_one():
    assert picture("Atap").read(8) == b"\x89PNG\r\n\x1a\n"
