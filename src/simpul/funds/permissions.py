"""Who asks for money, who agrees, who pays: three different hands, each over the own budget alone.

A fund belongs to the office that holds it; one that no office holds is each village's own. `line.fund` should
be loaded.
"""

from __future__ import annotations

from uuid import UUID

from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.offices.types import Right


def holds(actor: Actor, line: BudgetLine) -> bool:
    """Whether a line is of the actor's own office or village, not of one it stands above."""
    holder = line.fund.holder_id
    return line.area_code in actor.areas if holder is None else holder in actor.offices


def _over(actor: Actor, line: BudgetLine, right: Right) -> bool:
    return actor.may(right) and holds(actor, line)


def _another(actor: Actor, *hands: UUID | None) -> bool:
    """Somebody else than these officers: a second seat, or a title that changed, is no second hand."""
    return actor.officer is not None and actor.officer not in hands


def can_propose(actor: Actor, line: BudgetLine) -> bool:
    """Whether the actor may ask for money of this line. A hand is an officer's, never the system's."""
    return _over(actor, line, Right.PROPOSE_SPENDING) and _another(actor)


def can_agree(actor: Actor, commitment: Commitment) -> bool:
    """Whether the actor may agree; nobody agrees to what they asked for."""
    return _over(actor, commitment.line, Right.AGREE_SPENDING) and _another(
        actor, commitment.proposed_officer
    )


def can_pay(actor: Actor, commitment: Commitment) -> bool:
    """Whether the actor may pay; nobody pays what they asked for or agreed to."""
    return _over(actor, commitment.line, Right.PAY) and _another(
        actor, commitment.proposed_officer, commitment.agreed_officer
    )


def can_release(actor: Actor, commitment: Commitment) -> bool:
    """Whether the actor may let go of money: whoever could have proposed or agreed."""
    line = commitment.line
    return _over(actor, line, Right.PROPOSE_SPENDING) or _over(actor, line, Right.AGREE_SPENDING)


def check_can_propose(actor: Actor, line: BudgetLine) -> UUID:
    """The officer whose hand asks; raise NotAllowedError unless the actor may ask for money of this line."""
    if actor.officer is None or not can_propose(actor, line):
        raise NotAllowedError("not_your_budget")
    return actor.officer


def check_can_agree(actor: Actor, commitment: Commitment) -> None:
    """Raise NotAllowedError unless the actor may agree."""
    if not can_agree(actor, commitment):
        raise NotAllowedError("not_your_agreement")


def check_can_pay(actor: Actor, commitment: Commitment) -> None:
    """Raise NotAllowedError unless the actor may pay."""
    if not can_pay(actor, commitment):
        raise NotAllowedError("not_your_payment")


def check_can_release(actor: Actor, commitment: Commitment) -> None:
    """Raise NotAllowedError unless the actor may release."""
    if not can_release(actor, commitment):
        raise NotAllowedError("not_your_budget")
