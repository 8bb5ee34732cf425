"""Who may do what with a need. Each verb has one door; the table is held against people in the tests.

A seat has a need *in hand* when it sits on the need's rung: the village's seats for needs of the village, the
sub-district's, the desk's for its own and for rungs on which nobody of the district sits. An *office* has it
in hand when it is the office that holds the need there.
"""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from simpul.cases.models import Need
from simpul.cases.rules import VILLAGE, holds, level_of, may_settle
from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.offices.types import Right


@dataclass(frozen=True)
class Door:
    """What a verb asks for: a right, and whether the need must be in the seat's hand.

    `office`: an office that may answer may do it too with the needs it holds.
    """

    right: Right
    in_hand: bool = True
    office: bool = False


DOORS: dict[str, Door] = {
    "act": Door(Right.ACT, in_hand=False, office=True),
    "attempt": Door(Right.ACT, office=True),
    "assign": Door(Right.ACT),
    "errand": Door(Right.ACT, in_hand=False),
    "certificate": Door(Right.ACT),
    "help": Door(Right.PROPOSE_SPENDING),
    "handover": Door(Right.ACT),
    "climb": Door(Right.CLIMB, office=True),
    "descend": Door(Right.DESCEND, office=True),
    "rest": Door(Right.ACT, office=True),
    "reorder": Door(Right.REORDER),
    "refer": Door(Right.REFER),
    "close": Door(Right.CLOSE, office=True),
    "confirm": Door(Right.CONFIRM, in_hand=False),
    "deliver": Door(Right.ANSWER, office=True),
}


def in_hand(by: Actor, need: Need) -> bool:
    """Whether the need waits for this seat or for its office. `need.rung` should be loaded."""
    if by.may(Right.ANSWER) and need.office_id in by.offices:
        return True
    return holds(level_of(by.areas), need.rung.kind)


def can(verb: str, by: Actor, need: Need) -> bool:
    """Whether this seat may do this with a need it sees. `need.rung` should be loaded."""
    door = DOORS[verb]
    if door.office and by.may(Right.ANSWER) and need.office_id in by.offices:
        return True
    return by.may(door.right) and (not door.in_hand or in_hand(by, need))


def check_can(verb: str, by: Actor, need: Need) -> None:
    """Stop who may not.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if not can(verb, by, need):
        raise NotAllowedError("not_allowed")


def can_settle(need: Need) -> bool:
    """Whether help may be given where this need stands. `need.rung` should be loaded."""
    return may_settle(need.rung.kind, village_may=need.village_may_settle)


def check_can_settle(need: Need) -> None:
    """Stop a village from giving help that the pack leaves to others; it may send the need on.

    Raises:
        NotAllowedError: `village_may_not_settle`.
    """
    if not can_settle(need):
        raise NotAllowedError("village_may_not_settle")


def can_take_in(by: Actor, village_code: str) -> bool:
    """Whether this seat may open a service for somebody served in a village."""
    return by.may(Right.TAKE_IN) and by.serves(village_code)


def check_can_take_in(by: Actor, village_code: str) -> None:
    """Stop who may not open a service there.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if not can_take_in(by, village_code):
        raise NotAllowedError("not_allowed")


def drafting_seat(by: Actor) -> UUID:
    """The seat that keeps what it was told until it is saved: one that takes people in.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if by.seat is None or not by.may(Right.TAKE_IN):
        raise NotAllowedError("not_allowed")
    return by.seat


def can_answer(by: Actor, need: Need) -> bool:
    """Whether this seat's office was asked about the need, or holds it, and may answer."""
    asked = (need.office_id, *need.shared_with)
    return by.may(Right.ANSWER) and any(office in by.offices for office in asked)


def check_can_answer(by: Actor, need: Need) -> None:
    """Stop an office that was not asked.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if not can_answer(by, need):
        raise NotAllowedError("not_allowed")


def check_can_take_back(by: Actor) -> None:
    """Stop who asks no offices. Whose request it was, the floor above has judged.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if not by.may(Right.REFER):
        raise NotAllowedError("not_allowed")


def can_open(by: Actor) -> bool:
    """Whether this seat reads the whole letter of a service. A partner reads its referral and no more."""
    return "casework" in by.reads


def check_can_open(by: Actor) -> None:
    """Stop who reads only a referral.

    Raises:
        NotAllowedError: `not_allowed`.
    """
    if not can_open(by):
        raise NotAllowedError("not_allowed")


def reads_above(by: Actor) -> bool:
    """Whether this seat sees reasons meant for those above the village alone."""
    return level_of(by.areas) != VILLAGE
