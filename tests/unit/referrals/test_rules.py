"""Lateness, silence, the time an asked office has."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from uuid import UUID, uuid4

import pytest

from simpul.referrals.rules import is_late, is_silent, step_for
from simpul.referrals.states import ReferralState

NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
BEFORE, AFTER = NOW - dt.timedelta(seconds=1), NOW + dt.timedelta(seconds=1)


@pytest.mark.parametrize("state", ReferralState)
@pytest.mark.parametrize("due", [BEFORE, NOW, AFTER])
@pytest.mark.parametrize("resting", [True, False])
def test_late_is_past_its_clock_and_still_owed(state, due, resting):
    assert is_late(state, due, NOW, resting=resting) == (
        state in {"sent", "accepted"} and due == BEFORE and not resting
    )


@pytest.mark.parametrize("state", ReferralState)
def test_silent_is_sent_unanswered_and_late(state):
    assert is_silent(state, BEFORE, NOW, resting=False) == (state == "sent")
    assert not is_silent(state, AFTER, NOW, resting=False)


@dataclass
class Step:
    office_id: UUID | None
    position: int


def test_an_office_on_the_route_has_the_time_of_its_own_step():
    office = uuid4()
    route = [Step(None, 0), Step(uuid4(), 1), Step(office, 2)]
    assert step_for(route, office, 1) is route[2]


def test_an_office_off_the_route_has_the_time_of_the_owners_step():
    route = [Step(None, 0), Step(uuid4(), 1)]
    assert step_for(route, uuid4(), 1) is route[1]


def test_a_route_that_has_neither_gives_no_time():
    assert step_for([Step(None, 0)], uuid4(), 3) is None
