"""A commitment's life: proposed, agreed by the head, paid by the treasurer from the real book."""

from __future__ import annotations

from enum import StrEnum


class CommitmentState(StrEnum):
    """Where a commitment stands."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    PAID = "paid"
    REFUSED = "refused"
    RELEASED = "released"


MOVES: dict[CommitmentState, frozenset[CommitmentState]] = {
    CommitmentState.PROPOSED: frozenset(
        {CommitmentState.AGREED, CommitmentState.REFUSED, CommitmentState.RELEASED}
    ),
    CommitmentState.AGREED: frozenset({CommitmentState.PAID, CommitmentState.RELEASED}),
    CommitmentState.PAID: frozenset(),
    CommitmentState.REFUSED: frozenset(),
    CommitmentState.RELEASED: frozenset(),
}

#: Money that is asked for or promised, and not spent.
UNPAID = (CommitmentState.PROPOSED, CommitmentState.AGREED)


class Because(StrEnum):
    """Why money was given back without a hand: what it was for has ended."""

    NEED_CLOSED = "need_closed"
    PERSON_DIED = "person_died"


def may_move(before: str, after: CommitmentState) -> bool:
    """Whether a commitment may go from one state to another.

    >>> may_move("proposed", CommitmentState.PAID)
    False
    """
    return after in MOVES[CommitmentState(before)]
