"""Verbs that read of the floor `offices`."""

from __future__ import annotations

from simpul.offices.queries.calendars import calendar_of, due_for
from simpul.offices.queries.ladder import (
    categories,
    category,
    desk_of,
    office,
    office_by_code,
    office_for,
    office_of_step,
    offices_answering,
    offices_below,
    reason,
    reasons,
    route_of,
    rungs,
)
from simpul.offices.queries.seats import (
    actor_of,
    check_still_seated,
    colleagues,
    demo_door,
    demo_seat,
    open_seat,
    role_titles,
    roster,
    seat_in,
    seats_of,
    seats_open_at,
    seats_open_on,
)

__all__ = [
    "actor_of",
    "calendar_of",
    "categories",
    "category",
    "check_still_seated",
    "colleagues",
    "demo_door",
    "demo_seat",
    "desk_of",
    "due_for",
    "office",
    "office_by_code",
    "office_for",
    "office_of_step",
    "offices_answering",
    "offices_below",
    "open_seat",
    "reason",
    "reasons",
    "role_titles",
    "roster",
    "route_of",
    "rungs",
    "seat_in",
    "seats_of",
    "seats_open_at",
    "seats_open_on",
]
