"""The way of a referral, as a table: sent, answered, delivered, and confirmed by the family or returned."""

from __future__ import annotations

from enum import StrEnum

from simpul.ground.errors import StateError


class ReferralState(StrEnum):
    """Where a referral stands."""

    SENT = "sent"  # the office has not answered
    ACCEPTED = "accepted"  # the office works on it
    DELIVERED = "delivered"  # the office says help was given; the family is asked
    ARRIVED = "arrived"  # the family says so too
    RETURNED = "returned"  # the family says it did not arrive: the need is its owner's again
    DECLINED = "declined"
    CANCELLED = "cancelled"  # taken back by who sent it, or because the need was closed


class Move(StrEnum):
    """What is done with a referral; also the kind of a step in its history."""

    SEND = "send"
    ACCEPT = "accept"
    DECLINE = "decline"
    REST = "rest"
    RESUME = "resume"
    DELIVER = "deliver"
    ARRIVE = "arrive"
    RETURN = "return"
    CANCEL = "cancel"


S, M = ReferralState, Move

#: From a state, by what is done, to a state. SEND leads from nothing to `sent`.
MOVES: dict[tuple[ReferralState, Move], ReferralState] = {
    (S.SENT, M.ACCEPT): S.ACCEPTED,
    (S.SENT, M.DECLINE): S.DECLINED,
    (S.SENT, M.CANCEL): S.CANCELLED,
    (S.ACCEPTED, M.DECLINE): S.DECLINED,
    (S.ACCEPTED, M.REST): S.ACCEPTED,
    (S.ACCEPTED, M.RESUME): S.ACCEPTED,
    (S.ACCEPTED, M.DELIVER): S.DELIVERED,
    (S.ACCEPTED, M.CANCEL): S.CANCELLED,
    (S.DELIVERED, M.ARRIVE): S.ARRIVED,
    (S.DELIVERED, M.RETURN): S.RETURNED,
}

#: The office still owes an answer or a delivery. A constraint keeps one such referral an office and need.
OPEN = frozenset({S.SENT, S.ACCEPTED})
#: Nothing more happens to it.
ENDED = frozenset({S.ARRIVED, S.RETURNED, S.DECLINED, S.CANCELLED})


def allowed(state: str, move: Move) -> bool:
    """Whether this may be done with a referral in this state."""
    return (ReferralState(state), move) in MOVES


def after(state: str, move: Move) -> ReferralState:
    """The state after a move.

    >>> str(after("sent", Move.ACCEPT))
    'accepted'

    Raises:
        StateError: `referral_state`, the move is not in the table.
    """
    try:
        return MOVES[ReferralState(state), move]
    except KeyError:
        raise StateError("referral_state", state=state) from None
