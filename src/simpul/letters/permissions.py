"""Who may write, number, initial, sign, send and withdraw a letter.

A hand of the chain belongs to a role in an office, not to a person: whoever sits there today may give it, and
somebody else who was named for it (a.n., Plt. of another office) may too.
"""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.letters.models import Letter, LetterStep
from simpul.offices.models import Office
from simpul.offices.types import Right

RIGHT_OF = {"initial": Right.LETTER_INITIAL, "sign": Right.LETTER_SIGN}


def can_draft(actor: Actor, office: Office) -> bool:
    """Whether the actor may write letters of this office."""
    return actor.may(Right.LETTER_DRAFT) and actor.office == office.pk


def check_can_draft(actor: Actor, office: Office) -> None:
    """Raise unless the actor may write letters of this office."""
    if not can_draft(actor, office):
        raise NotAllowedError("not_allowed")


def can_keep(actor: Actor, letter: Letter) -> bool:
    """Whether the actor may number this letter, attach its scan and send it: the writing office does."""
    return actor.may(Right.LETTER_DRAFT) and actor.office == letter.office_id


def check_can_keep(actor: Actor, letter: Letter) -> None:
    """Raise unless the actor may number this letter, attach its scan and send it."""
    if not can_keep(actor, letter):
        raise NotAllowedError("not_allowed")


def can_withdraw(actor: Actor, letter: Letter) -> bool:
    """Whether the actor may withdraw this letter: the writing office, or whoever is to sign it."""
    signer = next((step for step in letter.steps.all() if step.kind == "sign"), None)
    return can_keep(actor, letter) or (signer is not None and can_give(actor, signer))


def check_can_withdraw(actor: Actor, letter: Letter) -> None:
    """Raise unless the actor may withdraw this letter."""
    if not can_withdraw(actor, letter):
        raise NotAllowedError("not_allowed")


def can_give(actor: Actor, step: LetterStep) -> bool:
    """Whether this initial or signature is the actor's to give; whose turn it is the state table knows."""
    if not actor.may(RIGHT_OF[step.kind]):
        return False
    named = step.seat
    return named is not None and (
        actor.seat == named.pk or (actor.role == named.role and actor.office == named.office_id)
    )


def check_can_give(actor: Actor, step: LetterStep) -> None:
    """Raise unless this initial or signature is the actor's to give."""
    if not can_give(actor, step):
        raise NotAllowedError("not_your_hand")
