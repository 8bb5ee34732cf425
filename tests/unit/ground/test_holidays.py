"""Is the office shut that day, and is that sure?"""

from __future__ import annotations

from datetime import date

import pytest
from lokal.holidays import HOLIDAY_YEARS

from simpul.ground.holidays import Holiday, holiday_on

ANNIVERSARY = date(2026, 12, 7)


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2026, 3, 21), "Idulfitri 1447 H"),
        (date(2026, 3, 23), "Idulfitri 1447 H"),  # joint leave is a day off too
        (date(2027, 1, 1), "Tahun Baru 2027 Masehi"),
    ],
)
def test_days_of_the_joint_decree_are_sure(day, name):
    assert holiday_on(day, pack={}) == Holiday(name, provisional=False)


def test_an_ordinary_day_is_no_holiday():
    assert holiday_on(date(2026, 11, 4), pack={}) is None


def test_the_district_adds_a_day_of_its_own():
    assert holiday_on(ANNIVERSARY, pack={ANNIVERSARY: "Hari jadi"}) == Holiday("Hari jadi", provisional=False)
    assert holiday_on(ANNIVERSARY, pack={}) is None


def test_the_district_may_work_on_a_national_holiday():
    joint_leave = date(2026, 12, 24)
    assert holiday_on(joint_leave, pack={}) is not None
    assert holiday_on(joint_leave, pack={joint_leave: None}) is None


def test_a_year_without_decree_is_provisional_and_never_an_error():
    assert max(HOLIDAY_YEARS) < 2029
    assert holiday_on(date(2029, 8, 17), pack={}) == Holiday(
        "Hari Kemerdekaan Republik Indonesia", provisional=True
    )


def test_joint_leave_of_years_gone_by_is_known():
    assert holiday_on(date(2025, 4, 4), pack={}) is not None


def test_the_district_s_word_about_a_later_year_is_sure():
    day = date(2029, 8, 17)
    assert holiday_on(day, pack={day: "Proklamasi"}) == Holiday("Proklamasi", provisional=False)


@pytest.mark.parametrize("day", [date.min, date(1900, 1, 1), date(3000, 1, 1), date.max])
def test_a_year_that_nobody_knows_has_no_holidays(day):
    assert holiday_on(day, pack={}) is None
