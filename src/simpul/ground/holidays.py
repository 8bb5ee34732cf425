"""Is a day off? The district's pack first, then the yearly joint decree, then a forecast marked provisional.

The joint decree of three ministers (SKB 3 Menteri: national holidays and joint leave) comes from `lokal-id`,
which knows a few years only and raises for the others. For those the `holidays` package answers; Islamic
dates ahead are estimates there.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from types import MappingProxyType

import holidays as forecast
from lokal.holidays import HOLIDAY_YEARS, get_holidays

YEARS_KEPT = 64


@dataclass(frozen=True, slots=True)
class Holiday:
    """A day off. `provisional`: no decree for that year is known here, the day may still move."""

    name: str
    provisional: bool


def holiday_on(day: date, *, pack: Mapping[date, str | None]) -> Holiday | None:
    """What is celebrated on a day, or None when it is no day off.

    Args:
        day: the local date.
        pack: the district's own days off by date; None as the name = this district works on that day.

    >>> holiday_on(date(2026, 8, 17), pack={})
    Holiday(name='Proklamasi Kemerdekaan', provisional=False)
    >>> holiday_on(date(2026, 8, 17), pack={date(2026, 8, 17): None})
    """
    if day in pack:
        name = pack[day]
        return None if name is None else Holiday(name, provisional=False)
    return _national(day.year).get(day)


@lru_cache(maxsize=YEARS_KEPT)
def _national(year: int) -> Mapping[date, Holiday]:
    """Derived from the two packages alone, so every process may keep its own copy."""
    if year in HOLIDAY_YEARS:
        decreed = get_holidays(year).holidays
        days = {date.fromisoformat(each.date): Holiday(each.name, provisional=False) for each in decreed}
    else:
        # `government` holds the joint leave of years gone by; expand=False: this year and no other.
        guessed = forecast.country_holidays(
            "ID", years=year, expand=False, language="id", categories=("public", "government")
        )
        days = {day: Holiday(name, provisional=True) for day, name in guessed.items()}
    return MappingProxyType(days)
