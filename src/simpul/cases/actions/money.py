"""Help from a budget line, and the record that it came into somebody's hands."""

from __future__ import annotations

from datetime import datetime
from typing import Literal
from uuid import UUID

from simpul.cases.actions.referring import told
from simpul.cases.actions.steps import acts, check_not_frozen, lock_need, move, said, written
from simpul.cases.events import NeedClosed
from simpul.cases.models import Handover, Need, NeedCommitment
from simpul.cases.permissions import check_can, check_can_answer, check_can_settle
from simpul.cases.states import MovementKind, NeedState
from simpul.funds import actions as funds
from simpul.funds.models import BudgetLine, Commitment
from simpul.funds.states import Because, CommitmentState
from simpul.ground import audit
from simpul.ground.actor import Actor, current, elevated
from simpul.ground.errors import InputError, StateError


@acts
def propose_help(
    *, by: Actor, need: Need | UUID, line: BudgetLine, amount: int, purpose: str, at: datetime
) -> NeedCommitment:
    """Ask for money of a budget line for a need: proposed here, agreed by the head, paid by the treasurer.

    Args:
        by: who asks; a facilitator cannot (practice 5).
        need: the need or its key.
        line: a line of the seat's own village, or of a fund its office holds.
        amount: whole rupiah.
        purpose: for what; names nobody, because money knows no person.
        at: when.

    Raises:
        NotAllowedError: the need is not in this seat's hand, the line is another's, or
            `village_may_not_settle`.
        NotVisibleError: the need is not in sight.
        InputError: `line_elsewhere`, `line_for_others`, `text_missing`, and what `funds.actions.propose`
            refuses.
        StateError: `need_closed`.
    """
    row = lock_need(need)
    check_can("help", by, row)
    if line.fund.holder_id is None:  # a village's own money; an office gives of its own
        check_can_settle(row)
    return _propose(row, line, amount, purpose, by=by, at=at)


@told
def propose_help_asked(
    *, by: Actor, need: Need | UUID, line: BudgetLine, amount: int, purpose: str, at: datetime
) -> NeedCommitment:
    """An office that accepted a request about a need offers money of its own, a partner too.

    That it accepted, the floor above has judged.

    Raises:
        NotAllowedError: this seat's office was not asked, or the line is another's.
        NotVisibleError: nothing of the need is in sight.
        InputError, StateError: as `propose_help`.
    """
    row = lock_need(need)
    check_can_answer(by, row)
    return _propose(row, line, amount, purpose, by=by, at=at)


@acts
def record_handover(
    *,
    by: Actor,
    need: Need | UUID,
    what: str,
    source_of_funds: str,
    received_by: str,
    relation: str,
    mark: Literal["signature", "thumbprint"],
    witnesses: str = "",
    commitment: Commitment | None = None,
    at: datetime,
) -> Handover:
    """Record help given into somebody's hands; the family is asked afterwards whether all is well.

    Args:
        by: who gave it.
        need: the need or its key.
        what: what was given.
        source_of_funds: from which money.
        received_by: who took it.
        relation: what the receiver is to the person helped; heirs collect too.
        mark: signature or thumbprint; a thumbprint asks for two witnesses.
        witnesses: their names.
        commitment: the money it was bought with, one of this need's, and paid.
        at: when.

    Raises:
        NotAllowedError: the need is not in this seat's hand, or `village_may_not_settle`.
        InputError: `text_missing`, `witnesses_missing`, `commitment_elsewhere`, or `commitment_not_paid`.
        StateError: `need_state`; `handover_frozen`, the district hands nothing over in these days, as before
            an election: an emergency excepted.
    """
    row = lock_need(need)
    check_can("handover", by, row)
    check_can_settle(row)
    check_not_frozen(row, at)
    if mark == "thumbprint" and not witnesses.strip():
        raise InputError("witnesses_missing", field="witnesses")
    if commitment is not None:
        _check_paid(row, commitment)
    given = Handover.objects.create(
        need=row,
        number=f"{row.case.ticket}/ST-{row.handovers.count() + 1}",
        what=written(what, "what"),
        source_of_funds=written(source_of_funds, "source_of_funds"),
        commitment=commitment,
        received_by=written(received_by, "received_by"),
        relation=written(relation, "relation"),
        mark=mark,
        witnesses=said(witnesses, "witnesses"),
        by=by.label,
        at=at,
    )
    move(row, MovementKind.HANDED_OVER, by=by, at=at, changes={}, note=given.number)
    return given


def follow_closed(event: NeedClosed) -> None:
    """A need that ended, however, needs no money more: what is not paid goes back to its line."""
    by = current()
    if by is None:
        return
    because = Because.PERSON_DIED if event.died else Because.NEED_CLOSED
    with elevated(by) as wide:
        links = NeedCommitment.objects.filter(need=event.need_id)
        keys = links.values_list("commitment", flat=True)
        funds.release_ended(by=wide, commitments=keys, because=because, at=event.at)


def _propose(
    need: Need, line: BudgetLine, amount: int, purpose: str, *, by: Actor, at: datetime
) -> NeedCommitment:
    if need.state == NeedState.CLOSED:
        raise StateError("need_closed")
    if not need.village_code.startswith(line.area_code):
        raise InputError("line_elsewhere", field="line")
    if not line.serves(need.category.code):
        raise InputError("line_for_others", field="line")
    commitment = funds.propose(by=by, line=line, amount=amount, purpose=written(purpose, "purpose"), at=at)
    link = NeedCommitment.objects.create(need=need, commitment=commitment)
    if need.state == NeedState.OPEN:
        move(need, MovementKind.STARTED, by=by, at=at, changes={})
    audit.record("cases.propose_help", by=by, kind="need", key=need.pk, label=need.case.ticket)
    return link


def _check_paid(need: Need, commitment: Commitment) -> None:
    """What was not paid has bought nothing that could be handed over."""
    link = need.commitments.filter(commitment=commitment).select_related("commitment").first()
    if link is None:
        raise InputError("commitment_elsewhere", field="commitment")
    if link.commitment.state != CommitmentState.PAID:
        raise InputError("commitment_not_paid", field="commitment")
