"""The states of a need as a table of allowed moves. Nothing changes a state but a move that stands here.

A need stands on a rung, at an office. What it waits for there is its state:

* open: nobody has begun
* acting: somebody works on it
* referred: a request of its owner lies at another office; ownership has not moved. Where two were asked and
  the help of one did not arrive, the need is its owner's again while the other may still answer
* to_confirm: help is said to have arrived; the family is asked
* closed: with a result, always

A resting clock is no state: the need rests in the state it is in.
"""

from __future__ import annotations

from enum import StrEnum

from simpul.ground.errors import StateError


class NeedState(StrEnum):
    """What a need waits for."""

    OPEN = "open"
    ACTING = "acting"
    REFERRED = "referred"
    TO_CONFIRM = "to_confirm"
    CLOSED = "closed"


class MovementKind(StrEnum):
    """What can happen to a need."""

    OPENED = "opened"
    ASSIGNED = "assigned"
    STARTED = "started"
    CLIMBED = "climbed"
    DESCENDED = "descended"
    RESTED = "rested"
    RESUMED = "resumed"
    REORDERED = "reordered"
    RAISED = "raised"
    REFERRED = "referred"
    ACCEPTED = "accepted"
    DECLINED = "declined"
    DELIVERED = "delivered"
    HANDED_OVER = "handed_over"
    CONFIRMED = "confirmed"
    RETURNED = "returned"
    CLOSED = "closed"
    DIED = "died"


_S, _K = NeedState, MovementKind
_WORKING = (_S.OPEN, _S.ACTING)
_ALIVE = (*_WORKING, _S.REFERRED, _S.TO_CONFIRM)

MOVES: dict[tuple[NeedState, MovementKind], NeedState] = (
    {(state, kind): state for state in _ALIVE for kind in (_K.ASSIGNED, _K.REORDERED, _K.RAISED)}
    | {(state, kind): state for state in (*_WORKING, _S.REFERRED) for kind in (_K.RESTED, _K.RESUMED)}
    | {(state, _K.DIED): _S.CLOSED for state in _ALIVE}
    | {(state, kind): _S.OPEN for state in _WORKING for kind in (_K.CLIMBED, _K.DESCENDED)}
    | {
        (_S.OPEN, _K.STARTED): _S.ACTING,
        (_S.OPEN, _K.REFERRED): _S.REFERRED,
        (_S.ACTING, _K.REFERRED): _S.REFERRED,
        (_S.REFERRED, _K.REFERRED): _S.REFERRED,
        (_S.OPEN, _K.ACCEPTED): _S.REFERRED,
        (_S.ACTING, _K.ACCEPTED): _S.REFERRED,
        (_S.REFERRED, _K.ACCEPTED): _S.REFERRED,
        (_S.TO_CONFIRM, _K.ACCEPTED): _S.TO_CONFIRM,
        (_S.OPEN, _K.DECLINED): _S.OPEN,
        (_S.ACTING, _K.DECLINED): _S.ACTING,
        (_S.REFERRED, _K.DECLINED): _S.ACTING,
        (_S.TO_CONFIRM, _K.DECLINED): _S.TO_CONFIRM,
        (_S.REFERRED, _K.DELIVERED): _S.TO_CONFIRM,
        (_S.TO_CONFIRM, _K.DELIVERED): _S.TO_CONFIRM,
        (_S.OPEN, _K.DELIVERED): _S.TO_CONFIRM,
        (_S.ACTING, _K.DELIVERED): _S.TO_CONFIRM,
        (_S.OPEN, _K.HANDED_OVER): _S.TO_CONFIRM,
        (_S.ACTING, _K.HANDED_OVER): _S.TO_CONFIRM,
        (_S.REFERRED, _K.HANDED_OVER): _S.REFERRED,
        (_S.TO_CONFIRM, _K.HANDED_OVER): _S.TO_CONFIRM,
        (_S.TO_CONFIRM, _K.CONFIRMED): _S.CLOSED,
        (_S.CLOSED, _K.CONFIRMED): _S.CLOSED,
        (_S.TO_CONFIRM, _K.RETURNED): _S.OPEN,
        (_S.CLOSED, _K.RETURNED): _S.OPEN,
        (_S.OPEN, _K.CLOSED): _S.CLOSED,
        (_S.ACTING, _K.CLOSED): _S.CLOSED,
        (_S.TO_CONFIRM, _K.CLOSED): _S.CLOSED,
    }
)
"""From a state, by what happens, to a state. `opened` leads from nothing to `open`."""


def allowed(state: str, kind: MovementKind) -> bool:
    """Whether this may happen to a need in this state.

    >>> allowed("referred", MovementKind.CLOSED)
    False
    """
    return (NeedState(state), kind) in MOVES


def after(state: str, kind: MovementKind) -> NeedState:
    """The state a need is in after a move.

    >>> after("open", MovementKind.STARTED)
    <NeedState.ACTING: 'acting'>

    Raises:
        StateError: `need_state`, the move is not in the table.
    """
    try:
        return MOVES[NeedState(state), kind]
    except KeyError:
        raise StateError("need_state", state=state, kind=str(kind)) from None
