"""The way of a letter, as a table: from a draft to a paper that left, or was withdrawn."""

from __future__ import annotations

from enum import StrEnum

from simpul.ground.errors import StateError


class LetterState(StrEnum):
    """Where a letter stands."""

    DRAFT = "draft"
    NUMBERED = "numbered"  # has its number and date; initials are being given
    INITIALLED = "initialled"  # every initial is there: may be signed
    SIGNED = "signed"  # signed on paper; its scan is attached here
    SENT = "sent"
    WITHDRAWN = "withdrawn"


class Move(StrEnum):
    """What is done to a letter."""

    NUMBER = "number"
    INITIAL = "initial"
    SIGN = "sign"
    SCAN = "scan"
    SEND = "send"
    WITHDRAW = "withdraw"


S, M = LetterState, Move

#: Where a move leads from a state. NUMBER and INITIAL lead to INITIALLED when no initial is left to give.
MOVES: dict[tuple[LetterState, Move], frozenset[LetterState]] = {
    (S.DRAFT, M.NUMBER): frozenset({S.NUMBERED, S.INITIALLED}),
    (S.NUMBERED, M.INITIAL): frozenset({S.NUMBERED, S.INITIALLED}),
    (S.INITIALLED, M.SIGN): frozenset({S.SIGNED}),
    (S.SIGNED, M.SCAN): frozenset({S.SIGNED}),
    (S.SIGNED, M.SEND): frozenset({S.SENT}),
    (S.DRAFT, M.WITHDRAW): frozenset({S.WITHDRAWN}),
    (S.NUMBERED, M.WITHDRAW): frozenset({S.WITHDRAWN}),
    (S.INITIALLED, M.WITHDRAW): frozenset({S.WITHDRAWN}),
    (S.SIGNED, M.WITHDRAW): frozenset({S.WITHDRAWN}),
    (S.SENT, M.WITHDRAW): frozenset({S.WITHDRAWN}),
}

#: States in which a letter counts as this office's word: only these are called genuine to an outsider.
SIGNED = frozenset({S.SIGNED, S.SENT})


def after(state: str, move: Move, *, initials_left: int = 0) -> LetterState:
    """The state after a move.

    >>> str(after("draft", Move.NUMBER, initials_left=2)), str(after("numbered", Move.INITIAL))
    ('numbered', 'initialled')

    Args:
        state: the state before.
        move: what is done.
        initials_left: initials still to be given after this move.

    Raises:
        StateError: `letter_state`, the move cannot be made from here.
    """
    reached = MOVES.get((LetterState(state), move))
    if reached is None:
        raise StateError("letter_state", state=state)
    if len(reached) == 1:
        return next(iter(reached))
    return S.NUMBERED if initials_left else S.INITIALLED
