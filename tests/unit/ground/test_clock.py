"""When is it due? Cast: a Puskesos open Monday to Friday 08-12 and 13-16 WITA, an ever-open hospital."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.clock import (
    MAX_HOURS,
    Allowed,
    Calendar,
    ClockError,
    WeekHours,
    due_after_rest,
    due_at,
    worked_between,
    zone_label,
)

WITA = ZoneInfo("Asia/Makassar")
MORNING, AFTERNOON = (time(8), time(12)), (time(13), time(16))
OFFICE_WEEK = WeekHours(((MORNING, AFTERNOON),) * 5 + ((), ()))
HOLIDAYS = {date(2026, 12, 24), date(2026, 12, 25)}


def no_holiday(day: date) -> bool:
    return False


PUSKESOS = Calendar(WITA, OFFICE_WEEK, HOLIDAYS.__contains__)
HOSPITAL = Calendar(WITA, WeekHours.always(), no_holiday)
NIGHT_SHIFT = Calendar(WITA, WeekHours.same(range(5), time(22), time(6)), no_holiday)


def wita(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=WITA)


def working(hours: float) -> Allowed:
    return Allowed(hours, "working")


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-02T09:00", 2, "2026-11-02T11:00"),  # Monday morning
        ("2026-11-02T11:00", 2, "2026-11-02T14:00"),  # over the lunch break
        ("2026-11-02T12:30", 1, "2026-11-02T14:00"),  # started in the break
        ("2026-11-02T06:00", 1, "2026-11-02T09:00"),  # before opening
        ("2026-11-02T22:00", 1, "2026-11-03T09:00"),  # at night
        ("2026-11-03T00:00", 1, "2026-11-03T09:00"),  # at midnight
        ("2026-11-06T15:00", 2, "2026-11-09T09:00"),  # Friday afternoon, over the weekend
        ("2026-11-07T10:00", 1, "2026-11-09T09:00"),  # Saturday
        ("2026-11-02T09:00", 6, "2026-11-02T16:00"),  # used up exactly at closing time
        ("2026-11-02T12:00", 1, "2026-11-02T14:00"),  # started exactly at the end of a span
        ("2026-11-02T09:00", 35, "2026-11-09T09:00"),  # a whole week of work
        ("2026-12-23T15:00", 2, "2026-12-28T09:00"),  # two holidays and a weekend
        ("2026-11-02T09:00", 0.5, "2026-11-02T09:30"),
        ("2026-11-07T10:00", 0, "2026-11-07T10:00"),  # nothing allowed is due at once
    ],
)
def test_working_time_of_an_office(start, hours, due):
    assert due_at(wita(start), working(hours), PUSKESOS) == wita(due)


def test_calendar_time_runs_through_nights_and_holidays():
    assert due_at(wita("2026-12-24T22:40"), Allowed(72, "calendar"), PUSKESOS) == wita("2026-12-27T22:40")


def test_a_hospital_that_never_shuts_counts_every_hour():
    assert due_at(wita("2026-11-06T22:40"), working(72), HOSPITAL) == wita("2026-11-09T22:40")


@pytest.mark.parametrize(
    ("start", "hours", "due"),
    [
        ("2026-11-02T23:00", 4, "2026-11-03T03:00"),  # over midnight
        ("2026-11-03T02:00", 5, "2026-11-03T23:00"),  # a shift that began the evening before
        ("2026-11-07T03:00", 4, "2026-11-09T23:00"),  # the Friday shift ends on Saturday morning
        ("2026-11-02T01:00", 1, "2026-11-02T23:00"),  # no shift on Sunday evening
    ],
)
def test_a_night_shift_belongs_to_the_day_it_starts(start, hours, due):
    assert due_at(wita(start), working(hours), NIGHT_SHIFT) == wita(due)


def test_a_holiday_takes_the_shift_that_starts_on_it():
    shift = Calendar(WITA, NIGHT_SHIFT.hours, {date(2026, 11, 3)}.__contains__)
    assert due_at(wita("2026-11-03T05:00"), working(2), shift) == wita("2026-11-04T23:00")


def test_the_answer_is_in_the_zone_of_the_office_whatever_zone_the_start_has():
    due = due_at(datetime(2026, 11, 2, 1, tzinfo=UTC), working(2), PUSKESOS)
    assert due.isoformat() == "2026-11-02T11:00:00+08:00"


@pytest.mark.parametrize(
    "calendar",
    [
        Calendar(WITA, WeekHours(((),) * 7), no_holiday),
        Calendar(WITA, OFFICE_WEEK, lambda _: True),
    ],
)
def test_an_office_that_never_works_is_an_error_and_no_endless_loop(calendar):
    with pytest.raises(ClockError) as caught:
        due_at(wita("2026-11-02T09:00"), working(1), calendar)
    assert caught.value.code == "no_working_time"


def test_more_work_than_ten_years_hold_is_too_far():
    with pytest.raises(ClockError) as caught:
        due_at(wita("2026-11-02T09:00"), working(MAX_HOURS), PUSKESOS)
    assert caught.value.code == "too_far"
    assert caught.value.values["hours"] == MAX_HOURS


@pytest.mark.parametrize("hours", [-1, float("nan"), float("inf"), MAX_HOURS + 1])
def test_impossible_allowances_are_refused(hours):
    with pytest.raises(ClockError, match="bad_hours"):
        working(hours)


def test_an_unknown_kind_of_time_is_refused():
    with pytest.raises(ClockError, match="bad_kind"):
        Allowed(1, "lunar")


@pytest.mark.parametrize(
    "days",
    [
        ((MORNING, (time(11), time(15))),) + ((),) * 6,
        ((AFTERNOON, MORNING),) + ((),) * 6,
        (((time(22), time(9)),), (MORNING,), (), (), (), (), ()),  # the night shift runs into Tuesday morning
        ((MORNING,), (), (), (), (), (), ((time(22), time(9)),)),  # and the one of Sunday into Monday
    ],
)
def test_spans_that_overlap_are_refused(days):
    with pytest.raises(ClockError, match="spans_overlap"):
        WeekHours(days)


def test_a_week_has_seven_days():
    with pytest.raises(ClockError, match="not_seven_days"):
        WeekHours(((MORNING,),) * 5)


def test_a_time_without_zone_is_refused():
    naive = datetime(2026, 11, 2, 9)  # noqa: DTZ001  that is the fault
    with pytest.raises(ClockError, match="naive"):
        due_at(naive, working(1), PUSKESOS)


@pytest.mark.parametrize(
    ("a", "b", "hours"),
    [
        ("2026-11-02T09:00", "2026-11-02T14:00", 4),
        ("2026-11-06T15:00", "2026-11-09T09:00", 2),
        ("2026-11-07T00:00", "2026-11-08T23:00", 0),
        ("2026-11-09T09:00", "2026-11-06T15:00", -2),  # late is negative
        ("2026-11-02T09:00", "2026-11-02T09:00", 0),
    ],
)
def test_working_time_between_two_moments(a, b, hours):
    assert worked_between(wita(a), wita(b), PUSKESOS) == timedelta(hours=hours)


def test_the_clock_rests_while_the_ministry_has_the_matter():
    due = due_at(wita("2026-11-02T09:00"), working(8), PUSKESOS)
    moved = due_after_rest(due, wita("2026-11-02T15:00"), wita("2026-11-27T17:00"), PUSKESOS, "working")
    assert moved == wita("2026-11-30T11:00")  # three of eight hours were left


def test_calendar_time_rests_by_the_length_of_the_rest():
    moved = due_after_rest(
        wita("2026-11-05T10:00"), wita("2026-11-04T10:00"), wita("2026-11-06T16:00"), HOSPITAL, "calendar"
    )
    assert moved == wita("2026-11-07T16:00")


@pytest.mark.parametrize("kind", ["working", "calendar"])
def test_a_rest_does_not_pardon_what_was_late_already(kind):
    due = wita("2026-11-02T10:00")
    assert due_after_rest(due, wita("2026-11-02T11:00"), wita("2026-11-20T11:00"), PUSKESOS, kind) == due


def test_a_due_moment_set_by_hand_on_a_sunday_is_not_drawn_back_to_friday():
    sunday = wita("2026-11-08T12:00")
    moved = due_after_rest(sunday, wita("2026-11-06T15:00"), wita("2026-11-06T15:00"), PUSKESOS, "working")
    assert moved == sunday


def test_a_rest_cannot_end_before_it_starts():
    with pytest.raises(ClockError, match="rest_ends_before_start"):
        due_after_rest(
            wita("2026-11-05T10:00"), wita("2026-11-04T10:00"), wita("2026-11-03T10:00"), PUSKESOS, "working"
        )


@pytest.mark.parametrize(
    ("zone", "label"),
    [("Asia/Jakarta", "WIB"), ("Asia/Pontianak", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")],
)
def test_times_carry_the_letters_of_their_zone(zone, label):
    assert zone_label(ZoneInfo(zone), wita("2026-11-02T09:00")) == label


def test_another_country_has_no_indonesian_letters():
    with pytest.raises(ClockError) as caught:
        zone_label(ZoneInfo("Europe/Berlin"), wita("2026-11-02T09:00"))
    assert caught.value.values == {"zone": "Europe/Berlin"}


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(lambda m: m.replace(tzinfo=WITA))  # noqa: DTZ001
minutes = st.integers(0, 60 * 200)
calendars = st.sampled_from([PUSKESOS, HOSPITAL, NIGHT_SHIFT])


@given(moments, minutes, minutes, calendars)
def test_allowing_more_is_never_due_sooner_and_parts_add_up(start, first, second, calendar):
    part = due_at(start, working(first / 60), calendar)
    whole = due_at(start, working((first + second) / 60), calendar)
    assert start <= part <= whole
    again = due_at(part, working(second / 60), calendar)
    assert abs(again - whole) < timedelta(seconds=1)


@given(moments, moments, minutes, calendars)
def test_starting_later_is_never_due_sooner(a, b, length, calendar):
    earlier, later = sorted((a, b))
    assert due_at(earlier, working(length / 60), calendar) <= due_at(later, working(length / 60), calendar)


@given(moments, minutes, calendars)
def test_the_time_worked_until_due_is_the_time_allowed(start, length, calendar):
    due = due_at(start, working(length / 60), calendar)
    assert abs(worked_between(start, due, calendar) - timedelta(minutes=length)) < timedelta(seconds=1)


@given(moments, moments, moments, calendars)
def test_working_time_adds_up_over_any_three_moments(a, b, c, calendar):
    assert worked_between(a, c, calendar) == worked_between(a, b, calendar) + worked_between(b, c, calendar)


def test_hours_come_from_a_pack_in_minutes():
    assert WeekHours.from_minutes([[(480, 720), (780, 960)]] * 5 + [[], []]) == OFFICE_WEEK
    assert WeekHours.from_minutes([[(0, 1440)]] * 7) == WeekHours.always()


@pytest.mark.parametrize("span", [(-1, 60), (60, 1441)])
def test_minutes_outside_a_day_are_refused(span):
    with pytest.raises(ClockError, match="bad_minutes"):
        WeekHours.from_minutes([[span]] + [[]] * 6)
