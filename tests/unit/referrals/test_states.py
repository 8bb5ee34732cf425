"""A referral goes forward by the table."""

from __future__ import annotations

import itertools

import pytest

from simpul.ground.errors import StateError
from simpul.referrals.states import ENDED, MOVES, OPEN, Move, ReferralState, after, allowed

FORBIDDEN = [pair for pair in itertools.product(ReferralState, Move) if pair not in MOVES]


@pytest.mark.parametrize(("state", "move"), FORBIDDEN, ids=str)
def test_what_stands_not_in_the_table_is_refused(state, move):
    assert not allowed(state, move)
    with pytest.raises(StateError) as refused:
        after(state, move)
    assert (refused.value.code, refused.value.values) == ("referral_state", {"state": state})


@pytest.mark.parametrize(("state", "move"), MOVES, ids=str)
def test_every_move_of_the_table_leads_where_it_says(state, move):
    assert allowed(state, move)
    assert after(state, move) == MOVES[state, move]


def test_what_ended_is_left_by_nothing_and_what_is_open_is_left_by_something():
    left = {state for state, _ in MOVES}
    assert left & ENDED == set()
    assert left >= OPEN
    assert set(ReferralState) == OPEN | ENDED | {ReferralState.DELIVERED}


def test_help_is_confirmed_only_after_it_was_delivered():
    confirming = {state for state, move in MOVES if move in {Move.ARRIVE, Move.RETURN}}
    assert confirming == {ReferralState.DELIVERED}
