"""Propose, agree, pay, release: a mirror of the real books, never a second ledger.

Every action locks the budget line first and the commitment after it, so that two hands at once wait for each
other and the last rupiah is committed once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from simpul.funds import permissions
from simpul.funds.events import CommitmentMoved
from simpul.funds.models import BudgetLine, Commitment, Entry, Posting
from simpul.funds.rules import Step, check_ceiling, postings
from simpul.funds.states import CommitmentState, may_move
from simpul.ground import audit, events
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, StaleError, StateError
from simpul.offices.queries import check_still_seated
from simpul.registry.rules import check_text

_BATCH = 500


def propose(*, by: Actor, line: BudgetLine, amount: int, purpose: str, at: datetime) -> Commitment:
    """Ask for money of an adopted budget line. Nothing is reserved until it is agreed.

    `amount` is in whole rupiah; `purpose` says what for, without names of persons.

    Raises:
        NotAllowedError: the line is not the actor's to ask from.
        InputError: `amount_not_positive`, `line_retired`, `ceiling_unknown`, `not_enough_left`, or what
            `check_text` says of the purpose.
    """
    permissions.check_can_propose(by, line)
    with acting(by):
        check_still_seated(by, at=at)
        held = BudgetLine.objects.select_for_update().get(pk=line.pk)
        _check_room(held, amount)
        commitment = Commitment.objects.create(
            district_code=by.district,
            line=held,
            amount=amount,
            purpose=check_text(purpose, field="purpose")[:200],
            proposed_by=by.label,
            proposed_at=at,
        )
        audit.record("funds.propose", by=by, kind="commitment", key=commitment.pk, label=held.code)
    return commitment


def agree(*, by: Actor, commitment: Commitment, at: datetime, version: int | None = None) -> Commitment:
    """The village head agrees: the amount is committed against the line's balance.

    Raises:
        NotAllowedError: not the actor's to agree to.
        StateError: it is no longer proposed, or `not_enough_left`.
    """
    with acting(by):
        held = _lock(commitment, version, by=by, at=at)
        permissions.check_can_agree(by, held)
        _move(held, CommitmentState.AGREED)
        left = held.line.left
        if left is None or left < held.amount:
            raise StateError("not_enough_left", left=left or 0)
        held.line.committed += held.amount
        held.line.save(update_fields=["committed"])
        held.agreed_by, held.agreed_at = by.label, at
        _post("agree", held.line, held.amount, by=by, at=at, commitment=held)
        _save(held, by, "funds.agree", "agreed_by", "agreed_at")
    return held


def refuse(
    *, by: Actor, commitment: Commitment, reason: str, at: datetime, version: int | None = None
) -> Commitment:
    """The village head does not agree, and says why.

    Raises:
        InputError: `reason_missing`.
        NotAllowedError: not the actor's to judge.
        StateError: it is no longer proposed.
    """
    if not reason.strip():
        raise InputError("reason_missing", field="reason")
    with acting(by):
        held = _lock(commitment, version, by=by, at=at)
        permissions.check_can_agree(by, held)
        _move(held, CommitmentState.REFUSED)
        _end(held, by, at, reason)
        _save(held, by, "funds.refuse", "ended_by", "ended_at", "reason")
    return held


def pay(
    *,
    by: Actor,
    commitment: Commitment,
    book_reference: str,
    paid_on: date,
    at: datetime,
    version: int | None = None,
) -> Commitment:
    """The treasurer paid: the number of the real book is typed in.

    Raises:
        InputError: `reference_missing`, or `paid_in_future`.
        NotAllowedError: not the actor's to pay.
        StateError: it was not agreed, or is paid already.
    """
    if not book_reference.strip():
        raise InputError("reference_missing", field="book_reference")
    if paid_on > at.date():
        raise InputError("paid_in_future", field="paid_on")
    with acting(by):
        held = _lock(commitment, version, by=by, at=at)
        permissions.check_can_pay(by, held)
        _move(held, CommitmentState.PAID)
        held.line.committed -= held.amount
        held.line.paid += held.amount
        held.line.save(update_fields=["committed", "paid"])
        held.book_reference, held.paid_on = book_reference.strip()[:80], paid_on
        _end(held, by, at, "")
        _post("pay", held.line, held.amount, by=by, at=at, commitment=held)
        _save(held, by, "funds.pay", "book_reference", "paid_on", "ended_by", "ended_at")
    return held


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
        held = _lock(commitment, version, by=by, at=at)
        permissions.check_can_release(by, held)
        was_agreed = held.state == CommitmentState.AGREED
        _move(held, CommitmentState.RELEASED)
        if was_agreed:
            held.line.committed -= held.amount
            held.line.save(update_fields=["committed"])
            _post("release", held.line, held.amount, by=by, at=at, commitment=held)
        _end(held, by, at, reason)
        _save(held, by, "funds.release", "ended_by", "ended_at", "reason")
    return held


def set_ceiling(*, by: Actor, line: BudgetLine, ceiling: int | None, source: str, at: datetime) -> BudgetLine:
    """Take over one ceiling from the adopted budget, as `set_ceilings` does.

    Raises:
        InputError: `ceiling_negative`, or `ceiling_below_commitments`: below what is committed.
    """
    return set_ceilings(by=by, ceilings={line.pk: (ceiling, source)}, at=at)[0]


def set_ceilings(
    *, by: Actor, ceilings: Mapping[UUID, tuple[int | None, str]], at: datetime
) -> list[BudgetLine]:
    """Take over the ceilings of many lines in a few statements, all or none.

    Args:
        by: who.
        ceilings: (ceiling in whole rupiah, its source) by the key of the line. None is unknown and blocks
            spending.
        at: when.

    Returns:
        The lines as they are now, in order of their keys.

    Raises:
        InputError: `ceiling_negative`, or `ceiling_below_commitments`: below what is committed.
    """
    with acting(by):
        lines = list(
            BudgetLine.objects.select_for_update(of=("self",))
            .filter(pk__in=ceilings)
            .select_related("fund")
            .order_by("pk")
        )
        changes = []
        for held in lines:
            ceiling, source = ceilings[held.pk]
            check_ceiling(ceiling, bound=held.committed + held.paid)
            changes.append((held, (ceiling or 0) - (held.ceiling or 0)))
            held.ceiling, held.source = ceiling, source[:200]
        BudgetLine.objects.bulk_update(lines, ["ceiling", "source"], batch_size=_BATCH)
        _post_all("ceiling", [(held, change) for held, change in changes if change], by=by, at=at)
        # Which line got what stands in the entries; the trail says that the fund's ceilings were taken over.
        for fund in {held.fund for held in lines}:
            audit.record(
                "funds.set_ceiling", by=by, kind="fund", key=fund.pk, label=fund.code, fields=["ceiling"]
            )
    return lines


def _check_room(line: BudgetLine, amount: int) -> None:
    if amount <= 0:
        raise InputError("amount_not_positive", field="amount")
    if line.retired_at is not None:
        raise InputError("line_retired", field="line")
    if line.left is None:
        raise InputError("ceiling_unknown", field="line")
    if amount > line.left:
        raise InputError("not_enough_left", field="amount", left=line.left)


def _lock(commitment: Commitment, version: int | None, *, by: Actor, at: datetime) -> Commitment:
    check_still_seated(by, at=at)
    line = BudgetLine.objects.select_for_update().get(pk=commitment.line_id)
    held = Commitment.objects.select_for_update().get(pk=commitment.pk)
    held.line = line
    if version is not None and version != held.version:
        raise StaleError("stale")
    return held


def _move(commitment: Commitment, state: CommitmentState) -> None:
    if not may_move(commitment.state, state):
        raise StateError("commitment_moved_on", state=commitment.state)
    commitment.state = state


def _end(commitment: Commitment, by: Actor, at: datetime, reason: str) -> None:
    commitment.ended_by, commitment.ended_at = by.label, at
    commitment.reason = check_text(reason, field="reason")


def _post(
    step: Step,
    line: BudgetLine,
    amount: int,
    *,
    by: Actor,
    at: datetime,
    commitment: Commitment | None = None,
) -> None:
    _post_all(step, [(line, amount)], by=by, at=at, commitment=commitment)


def _post_all(
    step: Step,
    moves: Sequence[tuple[BudgetLine, int]],
    *,
    by: Actor,
    at: datetime,
    commitment: Commitment | None = None,
) -> None:
    entries = [
        (Entry(line=line, commitment=commitment, kind=step, by=by.label, at=at), amount)
        for line, amount in moves
    ]
    Entry.objects.bulk_create([entry for entry, _amount in entries], batch_size=_BATCH)
    Posting.objects.bulk_create(
        [
            Posting(entry=entry, account=account, amount=each)
            for entry, amount in entries
            for account, each in postings(step, amount)
        ],
        batch_size=_BATCH,
    )


def _save(commitment: Commitment, by: Actor, verb: str, *fields: str) -> None:
    commitment.version += 1
    commitment.save(update_fields=["state", "version", *fields])
    audit.record(verb, by=by, kind="commitment", key=commitment.pk, label=commitment.line.code, fields=fields)
    events.publish(CommitmentMoved(commitment.pk, commitment.state, by.label))
