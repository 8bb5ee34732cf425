"""Propose, agree or refuse, pay: three hands, each of another officer.

Every action locks the budget line first and the commitment after it, so that two hands at once wait for each
other and the last rupiah is committed once.
"""

from __future__ import annotations

from datetime import date, datetime

from simpul.funds import permissions
from simpul.funds.actions.books import end, lock, move, post, save
from simpul.funds.models import BudgetLine, Commitment
from simpul.funds.states import CommitmentState
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError, StateError
from simpul.ground.free_text import refuse_possible_number
from simpul.offices.queries import check_still_seated
from simpul.places.queries import local_day
from simpul.registry.rules import check_text


def propose(*, by: Actor, line: BudgetLine, amount: int, purpose: str, at: datetime) -> Commitment:
    """Ask for money of an adopted budget line. Nothing is reserved until it is agreed.

    `amount` is in whole rupiah; `purpose` says what for, without names of persons.

    Raises:
        NotAllowedError: the line is not the actor's to ask from.
        InputError: `amount_not_positive`, `line_retired`, `ceiling_unknown`, `not_enough_left`, or what
            `check_text` says of the purpose.
    """
    officer = permissions.check_can_propose(by, line)
    with acting(by):
        check_still_seated(by, at=at)
        held = BudgetLine.objects.select_for_update(of=("self",)).select_related("fund").get(pk=line.pk)
        _check_room(held, amount)
        commitment = Commitment.objects.create(
            district_code=by.district,
            line=held,
            amount=amount,
            purpose=check_text(purpose, field="purpose")[:200],
            proposed_by=by.label,
            proposed_officer=officer,
            proposed_at=at,
        )
        audit.record("funds.propose", by=by, kind="commitment", key=commitment.pk, label=held.code)
    return commitment


def agree(*, by: Actor, commitment: Commitment, at: datetime, version: int | None = None) -> Commitment:
    """The head agrees: the amount is committed against the line's balance.

    Raises:
        NotAllowedError: not the actor's to agree to.
        StateError: it is no longer proposed, or `not_enough_left`.
    """
    with acting(by):
        held = lock(commitment, version, by=by, at=at)
        permissions.check_can_agree(by, held)
        move(held, CommitmentState.AGREED)
        left = held.line.left
        if left is None or left < held.amount:
            raise StateError("not_enough_left", left=left or 0)
        held.line.committed += held.amount
        held.line.save(update_fields=["committed"])
        held.agreed_by, held.agreed_officer, held.agreed_at = by.label, by.officer, at
        post("agree", held.line, held.amount, by=by, at=at, commitment=held)
        save(held, by, "funds.agree", "agreed_by", "agreed_officer", "agreed_at")
    return held


def refuse(
    *, by: Actor, commitment: Commitment, reason: str, at: datetime, version: int | None = None
) -> Commitment:
    """The head does not agree, and says why.

    Raises:
        InputError: `reason_missing`.
        NotAllowedError: not the actor's to judge.
        StateError: it is no longer proposed.
    """
    if not reason.strip():
        raise InputError("reason_missing", field="reason")
    with acting(by):
        held = lock(commitment, version, by=by, at=at)
        permissions.check_can_agree(by, held)
        move(held, CommitmentState.REFUSED)
        end(held, by, at, check_text(reason, field="reason"))
        save(held, by, "funds.refuse", "ended_by", "ended_at", "reason")
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
        InputError: `reference_missing`, `reference_like_number`, or `paid_in_future`, by the district's own
            day.
        NotAllowedError: not the actor's to pay.
        StateError: it was not agreed, or is paid already.
    """
    if not refuse_possible_number(book_reference, field="book_reference").strip():
        raise InputError("reference_missing", field="book_reference")
    if paid_on > local_day(by.district, at):
        raise InputError("paid_in_future", field="paid_on")
    with acting(by):
        held = lock(commitment, version, by=by, at=at)
        permissions.check_can_pay(by, held)
        move(held, CommitmentState.PAID)
        held.line.committed -= held.amount
        held.line.paid += held.amount
        held.line.save(update_fields=["committed", "paid"])
        held.book_reference, held.paid_on = book_reference.strip()[:80], paid_on
        held.paid_officer = by.officer
        end(held, by, at, "")
        post("pay", held.line, held.amount, by=by, at=at, commitment=held)
        save(held, by, "funds.pay", "book_reference", "paid_on", "paid_officer", "ended_by", "ended_at")
    return held


def _check_room(line: BudgetLine, amount: int) -> None:
    if amount <= 0:
        raise InputError("amount_not_positive", field="amount")
    if line.retired_at is not None:
        raise InputError("line_retired", field="line")
    if line.left is None:
        raise InputError("ceiling_unknown", field="line")
    if amount > line.left:
        raise InputError("not_enough_left", field="amount", left=line.left)
