"""The states of a need: what leads where, and what leads nowhere."""

from __future__ import annotations

import pytest

from simpul.cases.states import MOVES, MovementKind, NeedState, after, allowed
from simpul.ground.errors import StateError

ALIVE = [state for state in NeedState if state != NeedState.CLOSED]


def test_every_state_can_be_reached_and_left():
    reached = set(MOVES.values())
    left = {state for (state, _), to in MOVES.items() if to != state}
    assert reached == left == set(NeedState)


def test_every_kind_but_opening_stands_in_the_table():
    assert {kind for _, kind in MOVES} == set(MovementKind) - {MovementKind.OPENED}


@pytest.mark.parametrize("state", ALIVE)
def test_death_ends_everything_that_is_alive(state):
    assert after(state, MovementKind.DIED) == NeedState.CLOSED


def test_a_closed_need_only_hears_the_family():
    kinds = {kind for state, kind in MOVES if state == NeedState.CLOSED}
    assert kinds == {MovementKind.CONFIRMED, MovementKind.RETURNED}


@pytest.mark.parametrize("kind", [MovementKind.CLOSED, MovementKind.CLIMBED, MovementKind.DESCENDED])
def test_a_need_somebody_was_asked_about_stays_until_the_answer(kind):
    assert not allowed("referred", kind)


def test_what_the_table_does_not_hold_is_refused():
    with pytest.raises(StateError, match=r"need_state\(state=closed, kind=climbed\)"):
        after("closed", MovementKind.CLIMBED)


def test_an_unknown_state_is_a_mistake_of_ours():
    with pytest.raises(ValueError, match="lost"):
        after("lost", MovementKind.CLIMBED)
