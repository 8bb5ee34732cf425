"""What every step does: lock line and commitment, take the move, post an entry that adds up to zero."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from simpul.funds.events import CommitmentMoved
from simpul.funds.models import BudgetLine, Commitment, Entry, Posting
from simpul.funds.rules import Step, postings
from simpul.funds.states import CommitmentState, may_move
from simpul.ground import audit, events
from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError, StaleError, StateError
from simpul.offices.queries import check_still_seated

BATCH = 500


def lock(commitment: Commitment, version: int | None, *, by: Actor, at: datetime) -> Commitment:
    """The commitment, with its line, both locked until the end of the transaction.

    Raises:
        NotAllowedError: `seat_ended`, or `not_your_budget`: the database lets nobody else lock it.
        StaleError: somebody changed it since `version`.
    """
    check_still_seated(by, at=at)
    lines = BudgetLine.objects.select_for_update(of=("self",)).select_related("fund")
    line = lines.filter(pk=commitment.line_id).first()
    held = Commitment.objects.select_for_update().filter(pk=commitment.pk).first()
    if line is None or held is None:
        raise NotAllowedError("not_your_budget")
    held.line = line
    if version is not None and version != held.version:
        raise StaleError("stale")
    return held


def move(commitment: Commitment, state: CommitmentState) -> None:
    """Bring a commitment to its next state.

    Raises:
        StateError: `commitment_moved_on`, the table does not allow it.
    """
    if not may_move(commitment.state, state):
        raise StateError("commitment_moved_on", state=commitment.state)
    commitment.state = state


def end(commitment: Commitment, by: Actor, at: datetime, reason: str) -> None:
    """Say who ended it, paid or not, and why."""
    commitment.ended_by, commitment.ended_at, commitment.reason = by.label, at, reason


def save(commitment: Commitment, by: Actor, verb: str, *fields: str) -> None:
    """Keep what changed, write the trail, tell who listens."""
    commitment.version += 1
    commitment.save(update_fields=["state", "version", *fields])
    audit.record(
        verb,
        by=by,
        kind="commitment",
        key=commitment.pk,
        label=commitment.line.code,
        fields=fields,
    )
    events.publish(CommitmentMoved(commitment.pk, commitment.state, by.label))


def post(
    step: Step, line: BudgetLine, amount: int, *, by: Actor, at: datetime, commitment: Commitment
) -> None:
    """Add the entry of one step of a commitment."""
    post_all(step, [(line, amount)], by=by, at=at, commitment=commitment)


def post_all(
    step: Step,
    moves: Sequence[tuple[BudgetLine, int]],
    *,
    by: Actor,
    at: datetime,
    commitment: Commitment | None = None,
) -> None:
    """Add an entry for each line that moved."""
    entries = [
        (Entry(line=line, commitment=commitment, kind=step, by=by.label, at=at), amount)
        for line, amount in moves
    ]
    Entry.objects.bulk_create([entry for entry, _amount in entries], batch_size=BATCH)
    Posting.objects.bulk_create(
        [
            Posting(entry=entry, account=account, amount=each)
            for entry, amount in entries
            for account, each in postings(step, amount)
        ],
        batch_size=BATCH,
    )
