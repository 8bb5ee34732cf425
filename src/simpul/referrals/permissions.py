"""Who may send, answer, take back and confirm a referral.

It goes to an office: any seat of that office with the right to answer may answer. Whoever owns the need sends
it and takes it back; whoever looks after the family confirms.
"""

from __future__ import annotations

from simpul.cases.models import Need
from simpul.cases.permissions import can as can_with_need
from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.offices.models import Office
from simpul.offices.types import Right
from simpul.referrals.models import Referral
from simpul.referrals.states import Move, allowed


def can_send(actor: Actor, need: Need) -> bool:
    """Whether the actor may send this need to an office. `need.rung` should be loaded."""
    return can_with_need("refer", actor, need)


def check_can_send(actor: Actor, need: Need) -> None:
    """Raise unless the actor may send this need to an office."""
    if not can_send(actor, need):
        raise NotAllowedError("not_allowed")


def can_receive(office: Office, district: str) -> bool:
    """Whether an office may be asked: of this district, in use, and none behind the wall."""
    return office.district_id == district and office.retired_at is None and not office.confidential


def can_answer(actor: Actor, referral: Referral) -> bool:
    """Whether the actor sits in the asked office and may answer for it."""
    return actor.may(Right.ANSWER) and actor.office == referral.to_office_id


def check_can_answer(actor: Actor, referral: Referral) -> None:
    """Raise unless the actor may answer for the asked office."""
    if not can_answer(actor, referral):
        raise NotAllowedError("not_allowed")


def can_cancel(actor: Actor, referral: Referral) -> bool:
    """Whether the actor's office sent it, or the need is in the actor's hand by now."""
    return actor.may(Right.REFER) and (
        actor.office == referral.from_office_id or can_with_need("refer", actor, referral.need)
    )


def check_can_cancel(actor: Actor, referral: Referral) -> None:
    """Raise unless the actor may take the referral back."""
    if not can_cancel(actor, referral):
        raise NotAllowedError("not_allowed")


def can_confirm(actor: Actor, referral: Referral) -> bool:
    """Whether the actor looks after the family and did not deliver the help."""
    return (
        actor.may(Right.CONFIRM)  # first: a partner does not read the need
        and actor.office != referral.to_office_id
        and can_with_need("confirm", actor, referral.need)
    )


def check_can_confirm(actor: Actor, referral: Referral) -> None:
    """Raise unless the actor may say what the family said."""
    if not can_confirm(actor, referral):
        raise NotAllowedError("not_allowed")


def moves_of(actor: Actor, referral: Referral) -> frozenset[str]:
    """What this actor may do with this referral now."""
    resting = referral.resting_since is not None
    may = {
        Move.ACCEPT: can_answer,
        Move.DECLINE: can_answer,
        Move.REST: lambda by, it: not resting and can_answer(by, it),
        Move.RESUME: lambda by, it: resting and can_answer(by, it),
        Move.DELIVER: can_answer,
        Move.ARRIVE: can_confirm,
        Move.RETURN: can_confirm,
        Move.CANCEL: can_cancel,
    }
    return frozenset(
        str(move) for move, ask in may.items() if allowed(referral.state, move) and ask(actor, referral)
    )
