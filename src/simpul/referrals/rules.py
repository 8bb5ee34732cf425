"""Judgement about referrals without a database: numbers, lateness, time allowed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol, TypeVar
from uuid import UUID

from simpul.referrals.states import OPEN, ReferralState

_CENTURY = 100


class Step(Protocol):
    """A step of a category's route, as far as the time allowed asks for it."""

    office_id: UUID | None
    position: int


StepT = TypeVar("StepT", bound=Step)


def number_of(district: str, serial: int, day: date) -> str:
    """The number of a referral: district, year and month, serial of that month.

    >>> number_of("73.03", 7, date(2026, 11, 24))
    'RJK-73.03-2611-0007'
    """
    return f"RJK-{district}-{month_of(day)}-{serial:04d}"


def month_of(day: date) -> str:
    """The month a serial belongs to.

    >>> month_of(date(2026, 11, 24))
    '2611'
    """
    return f"{day.year % _CENTURY:02d}{day.month:02d}"


def is_late(state: str, due_at: datetime, now: datetime, *, resting: bool) -> bool:
    """Past its clock while the office still owes something. A resting clock is never late."""
    return ReferralState(state) in OPEN and not resting and due_at < now


def is_silent(state: str, due_at: datetime, now: datetime, *, resting: bool) -> bool:
    """Sent, unanswered, past its clock (`docs/reference/indicators.md`)."""
    return state == ReferralState.SENT and is_late(state, due_at, now, resting=resting)


def step_for(route: Sequence[StepT], office: UUID, current: int) -> StepT | None:
    """The step whose time an asked office has: its own on the route, else the step the need stands on.

    A partner or an agency that stands on no step of the route answers in the time of the owner's step: the
    pack names no other, and none is made up.
    """
    own = next((step for step in route if step.office_id == office), None)
    return own or next((step for step in route if step.position == current), None)
