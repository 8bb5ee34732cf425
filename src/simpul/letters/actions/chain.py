"""Initial and sign: each hand in its turn, in the capacity it is held in today."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.events import publish
from simpul.letters.actions.keeping import keep, set_down, taken
from simpul.letters.events import LetterSigned
from simpul.letters.models import Letter, LetterStep
from simpul.letters.permissions import check_can_give
from simpul.letters.states import LetterState, Move, after
from simpul.offices.models import Seat


def initial(*, by: Actor, letter: UUID, at: datetime, version: int | None = None) -> Letter:
    """Give the initial whose turn it is; the last one makes the sheet ready to be signed.

    Raises:
        StateError: `letter_state`: nothing is to be initialled now.
        NotAllowedError: `not_your_hand`.
    """
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        step, left = _turn(found, Move.INITIAL, by)
        found.state = after(found.state, Move.INITIAL, initials_left=left)
        _give(step, by=by, at=at)
        if found.state == LetterState.INITIALLED:
            set_down(found, by=by)
        keep(found, "state", "pdf")
        audit.record(
            "letters.initial", by=by, kind="letter", key=found.pk, label=found.number, fields=["state"]
        )
        return found


def sign(*, by: Actor, letter: UUID, at: datetime, version: int | None = None) -> Letter:
    """Record that the letter was signed: on paper, or with a certified signature outside.

    When somebody else signs than the sheet names (a successor, an acting head), it is set anew first.

    Raises:
        StateError: `letter_state`: initials are missing, or it is signed already.
        NotAllowedError: `not_your_hand`.
    """
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        step, _ = _turn(found, Move.SIGN, by)
        found.state = after(found.state, Move.SIGN)
        if _give(step, by=by, at=at):
            set_down(found, by=by)
        keep(found, "state", "pdf")
        audit.record("letters.sign", by=by, kind="letter", key=found.pk, label=found.number, fields=["state"])
        publish(LetterSigned(letter=found.pk, about_kind=found.about_kind, about=found.about))
        return found


def _turn(letter: Letter, move: Move, by: Actor) -> tuple[LetterStep, int]:
    """The hand whose turn it is, and how many initials are left after it.

    Raises:
        StateError: `letter_state`.
        NotAllowedError: `not_your_hand`.
    """
    after(letter.state, move, initials_left=1)
    steps = list(letter.steps.select_related("seat__officer").order_by("position"))
    turn, *later = [step for step in steps if step.done_at is None]
    check_can_give(by, turn)
    return turn, sum(step.kind == "initial" for step in later)


def _give(step: LetterStep, *, by: Actor, at: datetime) -> bool:
    """Write the hand down; says whether somebody else gives it, or in another capacity, than was expected."""
    assert by.seat is not None  # noqa: S101  a right to give a hand comes from a seat
    seat = Seat.objects.select_related("officer").get(pk=by.seat)
    expected = (step.seat_id, step.title, step.capacity)
    step.seat, step.title, step.capacity = seat, seat.title, seat.capacity
    step.done_by = seat.officer.name if seat.officer else by.label
    step.nip = seat.officer.nip if seat.officer else ""
    step.done_at = at
    step.save(update_fields=["seat", "title", "capacity", "done_by", "nip", "done_at"])
    return expected != (seat.pk, seat.title, seat.capacity)
