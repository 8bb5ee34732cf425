"""When an office works: its own hours or its district's, on the district's clock and holidays."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

from simpul.ground.clock import Allowed, Calendar, WeekHours, due_at
from simpul.ground.holidays import holiday_on
from simpul.offices.models import Office
from simpul.places.models import District


def calendar_of(office: Office) -> Calendar:
    """The calendar of an office. One that works day and night works on holidays too.

    `hours` of offices and districts: seven lists of [opens, closes] in minutes after midnight, Monday first.
    """
    district: District = office.district
    hours = WeekHours.from_minutes(office.hours or district.hours)
    pack = {date.fromisoformat(day): name for day, name in district.holidays.items()}
    never_closed = hours == WeekHours.always()
    return Calendar(
        zone=ZoneInfo(district.timezone),
        hours=hours,
        is_holiday=lambda day: not never_closed and holiday_on(day, pack=pack) is not None,
    )


def due_for(
    office: Office, *, hours: float, clock: Literal["working", "calendar"], start: datetime
) -> datetime:
    """When an office must have answered: `hours` of its working time, or of the wall clock, after `start`."""
    return due_at(start, Allowed(float(hours), clock), calendar_of(office))
