"""Dates in rules: full years between two days, and a date as the number other engines reckon with."""

from __future__ import annotations

from datetime import date


def day_number(day: date) -> int:
    """Write a date as the number yyyymmdd.

    >>> day_number(date(2026, 7, 1))
    20260701
    """
    return day.year * 10_000 + day.month * 100 + day.day


def age_on(born: date, on: date) -> int | None:
    """Return the full years lived on a day, or None when the day lies before the birth.

    Who was born on 29 February grows a year older on 1 March of a common year.

    >>> age_on(date(2019, 3, 15), date(2026, 3, 14)), age_on(date(2019, 3, 15), date(2026, 3, 15))
    (6, 7)
    >>> age_on(date(2019, 3, 15), date(2019, 3, 14)) is None
    True
    """
    if on < born:
        return None
    return (day_number(on) - day_number(born)) // 10_000
