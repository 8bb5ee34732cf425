"""Let go of money that will not be paid. What was paid stays paid."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from simpul.funds import permissions
from simpul.funds.actions.books import end, lock, move, post, save
from simpul.funds.models import Commitment
from simpul.funds.states import UNPAID, Because, CommitmentState
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError
from simpul.registry.rules import check_text


def release(
    *, by: Actor, commitment: Commitment, reason: str, at: datetime, version: int | None = None
) -> Commitment:
    """Let go of money that was asked for or agreed, and will not be paid.

    Raises:
        InputError: `reason_missing`.
        NotAllowedError: not the actor's budget.
        StateError: it is paid, refused or released already.
    """
    if not reason.strip():
        raise InputError("reason_missing", field="reason")
    with acting(by):
        held = lock(commitment, version, by=by, at=at)
        permissions.check_can_release(by, held)
        _give_back(held, by=by, at=at, reason=check_text(reason, field="reason"))
    return held


def release_ended(
    *, by: Actor, commitments: Iterable[UUID], because: Because, at: datetime
) -> list[Commitment]:
    """Give back what is not paid of these, because what it was for has ended.

    For listeners, inside `elevated`: whoever ended it may hold no hand over the budget.

    Args:
        by: who ended it, with the whole district in view.
        commitments: keys; those that are paid, refused or released stay as they are.
        because: kept as the reason, a code that the page turns into a sentence.
        at: when it ended.
    """
    with acting(by):
        # Lines in one order, whoever ends what: two at once wait for each other instead of for ever.
        found = Commitment.objects.filter(pk__in=list(commitments), state__in=UNPAID).order_by("line", "pk")
        held = [lock(each, None, by=by, at=at) for each in found]
        unpaid = [each for each in held if each.state in UNPAID]
        for each in unpaid:
            _give_back(each, by=by, at=at, reason=str(because))
    return unpaid


def _give_back(held: Commitment, *, by: Actor, at: datetime, reason: str) -> None:
    was_agreed = held.state == CommitmentState.AGREED
    move(held, CommitmentState.RELEASED)
    if was_agreed:
        held.line.committed -= held.amount
        held.line.save(update_fields=["committed"])
        post("release", held.line, held.amount, by=by, at=at, commitment=held)
    end(held, by, at, reason)
    save(held, by, "funds.release", "ended_by", "ended_at", "reason")
