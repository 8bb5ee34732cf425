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


def may_move(before: str, after: CommitmentState) -> bool:
    """Whether a commitment may go from one state to another.

    >>> may_move("proposed", CommitmentState.PAID)
    False
    """
    return after in MOVES[CommitmentState(before)]
