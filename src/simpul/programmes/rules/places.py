"""Until when somebody holds a place of a programme's quota. A quota counts the places of a year."""

from __future__ import annotations

from datetime import date
from typing import Literal

Period = Literal["", "once", "daily", "monthly", "quarterly", "yearly"]


def held_until(period: str, today: date) -> date | None:
    """The last day of a place taken today: help given once ends with its day, help that runs with the year.

    Whoever runs a programme names its recipients anew each year; where nobody wrote how often help is given,
    nobody knows when it ends.

    >>> held_until("once", date(2026, 11, 24)), held_until("monthly", date(2026, 11, 24))
    (datetime.date(2026, 11, 24), datetime.date(2026, 12, 31))
    >>> held_until("", date(2026, 11, 24)) is None
    True
    """
    if not period:
        return None
    return today if period == "once" else today.replace(month=12, day=31)
