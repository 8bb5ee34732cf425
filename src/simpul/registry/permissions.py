"""Who may look for people, take them in, record numbers and see them in full."""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.offices.types import Right


def can_search(actor: Actor) -> bool:
    """Whether the seat looks for people at all: those who take in, act, or tend the data."""
    return _may(actor, Right.TAKE_IN, Right.ACT, Right.STEWARD)


def check_can_search(actor: Actor) -> None:
    """Raise unless the seat may look for people."""
    _check(can_search(actor))


def can_take_in(actor: Actor) -> bool:
    """Whether the seat may add a person, record consent and check the registry."""
    return _may(actor, Right.TAKE_IN, Right.STEWARD)


def check_can_take_in(actor: Actor) -> None:
    """Raise unless the seat may take a person in."""
    _check(can_take_in(actor))


def can_find_out(actor: Actor) -> bool:
    """Whether the seat may record what it found out of a family: it must be one that reads such facts."""
    return "health" in actor.reads and _may(actor, Right.TAKE_IN, Right.ACT, Right.STEWARD)


def check_can_find_out(actor: Actor) -> None:
    """Raise unless the seat may record what it found out."""
    _check(can_find_out(actor))


def can_record_number(actor: Actor) -> bool:
    """Whether the seat may record numbers: it must be one that reads them."""
    return "identity" in actor.reads and _may(actor, Right.TAKE_IN, Right.ACT, Right.STEWARD)


def check_can_record_number(actor: Actor) -> None:
    """Raise unless the seat may record numbers."""
    _check(can_record_number(actor))


def can_reveal(actor: Actor) -> bool:
    """Whether the seat may see a number in full, with a reason."""
    return "identity" in actor.reads and _may(actor, Right.UNMASK)


def check_can_reveal(actor: Actor) -> None:
    """Raise unless the seat may see a number in full."""
    _check(can_reveal(actor))


def can_record_death(actor: Actor) -> bool:
    """Whether the seat may record a death: those who act in the person's area, and the stewards."""
    return _may(actor, Right.ACT, Right.STEWARD)


def check_can_record_death(actor: Actor) -> None:
    """Raise unless the seat may record a death."""
    _check(can_record_death(actor))


def can_decide_proposal(actor: Actor) -> bool:
    """Whether the seat may type in what became of a proposal."""
    return _may(actor, Right.STEWARD)


def check_can_decide_proposal(actor: Actor) -> None:
    """Raise unless the seat may decide proposals."""
    _check(can_decide_proposal(actor))


def can_publish_edition(actor: Actor) -> bool:
    """Whether the seat may open an edition of the registry."""
    return _may(actor, Right.STEWARD)


def check_can_publish_edition(actor: Actor) -> None:
    """Raise unless the seat may open an edition."""
    _check(can_publish_edition(actor))


def _may(actor: Actor, *rights: Right) -> bool:
    return actor.role == "system" or any(actor.may(right) for right in rights)


def _check(allowed: bool) -> None:  # noqa: FBT001
    if not allowed:
        raise NotAllowedError("not_allowed")
