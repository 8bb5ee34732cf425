"""A sealed report's life in this minimal floor; the full casework of the office comes later."""

from __future__ import annotations

from enum import StrEnum


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    ACCEPTED = "accepted"
    CLOSED = "closed"


MOVES: dict[ReportState, frozenset[ReportState]] = {
    ReportState.RECEIVED: frozenset({ReportState.ACCEPTED}),
    ReportState.ACCEPTED: frozenset({ReportState.CLOSED}),
    ReportState.CLOSED: frozenset({ReportState.ACCEPTED}),
}


def may_move(before: str, after: ReportState) -> bool:
    """Whether a report may go from one state to another.

    >>> may_move("received", ReportState.CLOSED)
    False
    """
    return after in MOVES[ReportState(before)]
