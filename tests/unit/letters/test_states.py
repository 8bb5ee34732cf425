"""A letter goes forward by the table, or is withdrawn."""

from __future__ import annotations

import itertools

import pytest

from simpul.ground.errors import StateError
from simpul.letters.states import MOVES, LetterState, Move, after

FORBIDDEN = [pair for pair in itertools.product(LetterState, Move) if pair not in MOVES]


@pytest.mark.parametrize(("state", "move"), FORBIDDEN, ids=str)
def test_what_stands_not_in_the_table_is_refused(state, move):
    with pytest.raises(StateError) as refused:
        after(state, move)
    assert (refused.value.code, refused.value.values) == ("letter_state", {"state": state})


@pytest.mark.parametrize(("state", "move"), MOVES, ids=str)
def test_every_move_of_the_table_leads_where_it_says(state, move):
    assert after(state, move) in MOVES[state, move]
    assert after(state, move, initials_left=1) in MOVES[state, move]


def test_initials_come_before_the_signature():
    assert after("draft", Move.NUMBER, initials_left=2) == LetterState.NUMBERED
    assert after("numbered", Move.INITIAL, initials_left=1) == LetterState.NUMBERED
    assert after("numbered", Move.INITIAL, initials_left=0) == LetterState.INITIALLED


def test_a_chain_without_initials_may_be_signed_at_once():
    assert after("draft", Move.NUMBER, initials_left=0) == LetterState.INITIALLED


def test_every_state_is_reached_and_only_the_withdrawn_one_is_left_by_nothing():
    reached = {state for goals in MOVES.values() for state in goals} | {LetterState.DRAFT}
    left = {state for state, _ in MOVES}
    assert reached == set(LetterState)
    assert set(LetterState) - left == {LetterState.WITHDRAWN}
