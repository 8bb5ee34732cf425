"""The working-hours clock: when something is due, and how much working time has passed.

Indonesia has three time zones without summer time; a calendar carries the zone of its district. All results
are aware datetimes in that zone.

>>> from datetime import date, datetime, time
>>> from zoneinfo import ZoneInfo
>>> hours = WeekHours.same(range(5), time(8), time(16))
>>> office = Calendar(ZoneInfo("Asia/Makassar"), hours, is_holiday=lambda day: False)
>>> friday = datetime(2026, 11, 6, 15, 0, tzinfo=office.zone)
>>> due_at(friday, Allowed(2, "working"), office).isoformat()
'2026-11-09T09:00:00+08:00'
>>> due_at(friday, Allowed(2, "calendar"), office).isoformat()
'2026-11-06T17:00:00+08:00'
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal, get_args
from zoneinfo import ZoneInfo

from simpul.ground.errors import DomainError

Kind = Literal["working", "calendar"]
Span = tuple[time, time]

HORIZON_DAYS = 3_660
"""Ten years: nothing a district promises is due later, and a search for working time ends here."""

MAX_HOURS = HORIZON_DAYS * 24
INDONESIAN_ZONES = frozenset({"WIB", "WITA", "WIT"})
DAY_MINUTES = 1_440
ONE_DAY = timedelta(days=1)
NO_TIME = timedelta(0)


class ClockError(DomainError):
    """The clock cannot answer from what it was given."""


@dataclass(frozen=True, slots=True)
class WeekHours:
    """Opening spans of a week in local time, Monday first.

    A span whose end is not after its start runs on into the next day, so (00:00, 00:00) is a whole day and
    (22:00, 06:00) a night shift. The span belongs to the day on which it starts.

    Attributes:
        days: seven tuples of (start, end), in order and without overlap.

    Raises:
        ClockError: `not_seven_days`, or `spans_overlap` with the weekday (0 = Monday).
    """

    days: tuple[tuple[Span, ...], ...]

    def __post_init__(self) -> None:
        if len(self.days) != 7:  # noqa: PLR2004  a week
            raise ClockError("not_seven_days", days=len(self.days))
        # Laid out over one Monday-to-Monday line, each span must end before the next one starts.
        line = [(day, *_minutes(day, span)) for day, spans in enumerate(self.days) for span in spans]
        if line:
            first_again = (line[0][0], line[0][1] + 7 * ONE_DAY, line[0][2])
            for (_, _, end), (day, start, _) in zip(line, [*line[1:], first_again], strict=True):
                if start < end:
                    raise ClockError("spans_overlap", weekday=day)

    @classmethod
    def same(cls, weekdays: Iterable[int], start: time, end: time) -> WeekHours:
        """One span on each of the weekdays named (0 = Monday), nothing on the others."""
        open_days = set(weekdays)
        return cls(tuple(((start, end),) if day in open_days else () for day in range(7)))

    @classmethod
    def from_minutes(cls, days: Iterable[Iterable[tuple[int, int]]]) -> WeekHours:
        """From seven lists of (opens, closes) in minutes after midnight, as packs have them; 1440 = midnight.

        >>> WeekHours.from_minutes([[(480, 720), (780, 1440)]] + [[]] * 6).days[0][1]
        (datetime.time(13, 0), datetime.time(0, 0))

        Raises:
            ClockError: as the class, or `bad_minutes`.
        """
        return cls(tuple(tuple((_of_day(a), _of_day(b)) for a, b in spans) for spans in days))

    @classmethod
    def always(cls) -> WeekHours:
        """Day and night, all week (119, a hospital)."""
        return cls.same(range(7), time(0), time(0))


@dataclass(frozen=True, slots=True)
class Calendar:
    """Where and when an office works.

    A holiday takes away every span that starts on that day; an office that works on holidays passes a
    function that answers False.
    """

    zone: ZoneInfo
    hours: WeekHours
    is_holiday: Callable[[date], bool]

    def day_of(self, at: datetime) -> date:
        """The day it is there at a moment."""
        return day_in(self.zone, at)


@dataclass(frozen=True, slots=True)
class Allowed:
    """Time allowed: `hours` of working time of an office, or plain hours on the wall clock.

    Raises:
        ClockError: `bad_hours` (negative, not finite, over ten years) or `bad_kind`.
    """

    hours: float
    kind: Kind

    def __post_init__(self) -> None:
        if not math.isfinite(self.hours) or not 0 <= self.hours <= MAX_HOURS:
            raise ClockError("bad_hours", hours=self.hours)
        if self.kind not in get_args(Kind):
            raise ClockError("bad_kind", kind=self.kind)


def day_in(zone: ZoneInfo, at: datetime) -> date:
    """The calendar day in a zone at a moment: the one place where a moment becomes a day.

    >>> day_in(ZoneInfo("Asia/Makassar"), datetime(2026, 12, 31, 16, 30, tzinfo=UTC)).isoformat()
    '2027-01-01'

    Raises:
        ClockError: `naive`.
    """
    return _utc(at).astimezone(zone).date()


def day_begins(zone: ZoneInfo, day: date) -> datetime:
    """The moment at which a calendar day begins in a zone.

    >>> day_begins(ZoneInfo("Asia/Makassar"), date(2027, 1, 1)).isoformat()
    '2027-01-01T00:00:00+08:00'
    """
    return datetime.combine(day, time(0), tzinfo=zone)


def due_at(start: datetime, allowed: Allowed, calendar: Calendar) -> datetime:
    """The moment at which the time allowed is used up.

    Work that is used up exactly at closing time is due then, not at the next opening. Nothing allowed is due
    at once.

    Args:
        start: aware; may lie outside the hours, the clock then starts at the next opening.
        allowed: hours and their kind.
        calendar: of the office that owes the answer.

    Raises:
        ClockError: `naive` (no time zone), `no_working_time` (ten years without an open hour) or `too_far`.
    """
    moment = _utc(start)
    length = timedelta(hours=allowed.hours)
    due = moment + length if allowed.kind == "calendar" else _after_work(moment, length, calendar)
    return due.astimezone(calendar.zone)


def worked_between(a: datetime, b: datetime, calendar: Calendar) -> timedelta:
    """Working time from `a` to `b`; negative when `b` lies before `a` (so: time left, or time late).

    Raises:
        ClockError: `naive`.
    """
    start, end = _utc(a), _utc(b)
    if end < start:
        return -worked_between(b, a, calendar)
    total = NO_TIME
    for opens, closes in _spans(start, (end - start).days + 3, calendar):
        total += max(NO_TIME, min(closes, end) - max(opens, start))
    return total


def due_after_rest(
    due: datetime, rest_started: datetime, rest_ended: datetime, calendar: Calendar, kind: Kind
) -> datetime:
    """The new due moment after the clock rested while a named outside body had the matter.

    What was left when the rest began is left when it ends. A matter already late stays late.

    Raises:
        ClockError: `naive`, `rest_ends_before_start`, `no_working_time`, `too_far`.
    """
    was_due, began, ended = _utc(due), _utc(rest_started), _utc(rest_ended)
    if ended < began:
        raise ClockError("rest_ends_before_start", started=rest_started, ended=rest_ended)
    if was_due < began:
        moved = was_due
    elif kind == "calendar":
        moved = was_due + (ended - began)
    else:
        left = worked_between(began, was_due, calendar)
        # A due moment set by hand outside the hours is never drawn back to the closing time before it.
        moved = max(was_due, _after_work(ended, left, calendar))
    return moved.astimezone(calendar.zone)


def zone_label(zone: ZoneInfo, at: datetime) -> str:
    """The letters Indonesians read beside a time: WIB, WITA or WIT.

    >>> zone_label(ZoneInfo("Asia/Jakarta"), datetime(2026, 11, 6, tzinfo=UTC))
    'WIB'

    Raises:
        ClockError: `naive`, or `not_an_indonesian_zone`.
    """
    label = _utc(at).astimezone(zone).tzname()
    if label not in INDONESIAN_ZONES:
        raise ClockError("not_an_indonesian_zone", zone=zone.key)
    return label


def _after_work(start: datetime, length: timedelta, calendar: Calendar) -> datetime:
    if length <= NO_TIME:
        return start
    left, worked = length, False
    for opens, closes in _spans(start, HORIZON_DAYS, calendar):
        begin = max(opens, start)
        if begin >= closes:
            continue
        worked = True
        if left <= closes - begin:
            return begin + left
        left -= closes - begin
    raise ClockError(
        "too_far" if worked else "no_working_time", start=start, hours=length / timedelta(hours=1)
    )


def _spans(start: datetime, days: int, calendar: Calendar) -> Iterator[tuple[datetime, datetime]]:
    """Open spans in UTC, in order, from the day before `start` (a night shift may still run)."""
    first = calendar.day_of(start) - ONE_DAY
    for offset in range(days):
        day = first + timedelta(days=offset)
        spans = calendar.hours.days[day.weekday()]
        if spans and not calendar.is_holiday(day):
            for opens, closes in spans:
                last = day if closes > opens else day + ONE_DAY
                yield _at(day, opens, calendar.zone), _at(last, closes, calendar.zone)


def _of_day(minutes: int) -> time:
    if not 0 <= minutes <= DAY_MINUTES:
        raise ClockError("bad_minutes", minutes=minutes)
    hour, minute = divmod(minutes % DAY_MINUTES, 60)
    return time(hour, minute)


def _minutes(day: int, span: Span) -> tuple[timedelta, timedelta]:
    start, end = (timedelta(days=day, hours=t.hour, minutes=t.minute, seconds=t.second) for t in span)
    return start, end if end > start else end + ONE_DAY


def _at(day: date, at: time, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, at, tzinfo=zone).astimezone(UTC)


def _utc(moment: datetime) -> datetime:
    if moment.tzinfo is None:
        raise ClockError("naive", moment=moment)
    return moment.astimezone(UTC)
