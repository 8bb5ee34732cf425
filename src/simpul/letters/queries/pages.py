"""The desk of whoever initials and signs, and the page of one letter."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from simpul.ground.actor import Actor
from simpul.letters.models import Letter, LetterStep
from simpul.letters.permissions import can_give, can_keep, can_withdraw
from simpul.letters.queries.sheets import words_of
from simpul.letters.rules import next_hand, title_in, valid_until
from simpul.letters.states import MOVES, LetterState, Move

MOST_LINES = 200


@dataclass(frozen=True, slots=True)
class LetterLine:
    """One letter in a list. `whose` is the post whose hand is awaited, empty when none is."""

    id: UUID
    number: str
    kind: str
    subject: str
    recipient: str
    state: str
    since: datetime
    whose: str
    version: int


@dataclass(frozen=True, slots=True)
class LetterDesk:
    """What waits for the actor's initial, what for the signature, and the letters of the own office."""

    to_initial: list[LetterLine]
    to_sign: list[LetterLine]
    to_keep: list[LetterLine]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One hand of the chain on the letter's page."""

    kind: str
    title: str
    who: str
    done_at: datetime | None
    turn: bool


@dataclass(frozen=True, slots=True)
class LetterPage:
    """A letter as its page shows it, and what the reader may do with it now."""

    id: UUID
    version: int
    state: str
    kind: str
    number: str
    dated: date | None
    valid_until: date | None
    classification: str
    subject: str
    recipient: str
    office: str
    person: dict[str, str]
    need: dict[str, str]
    copies: list[str]
    steps: list[StepLine]
    warn: str
    verify_key: str
    about_kind: str
    about: UUID
    has_scan: bool
    created_at: datetime
    created_by: str
    moves: frozenset[Move]


def about(kind: str, key: UUID) -> list[LetterLine]:
    """Letters about one thing that the actor may see, newest first."""
    found = Letter.objects.filter(about_kind=kind, about=key).order_by("-created_at", "-id")
    return [_line(letter) for letter in _with_chain(found)]


def desk(*, by: Actor) -> LetterDesk:
    """What waits for this seat among the letters it may see."""
    mine = Q(steps__done_at=None) & (
        Q(steps__seat=by.seat) | Q(steps__seat__role=by.role, steps__seat__office=by.office)
    )
    waiting = Letter.objects.filter(mine, state__in=[LetterState.NUMBERED, LetterState.INITIALLED])
    awaited = [
        letter
        for letter in _with_chain(waiting.order_by("created_at", "id").distinct())
        if _is_turn(by, letter)
    ]
    own = Letter.objects.filter(
        office=by.office,
        state__in=[LetterState.DRAFT, LetterState.NUMBERED, LetterState.INITIALLED, LetterState.SIGNED],
    )
    return LetterDesk(
        to_initial=[_line(letter) for letter in awaited if letter.state == LetterState.NUMBERED],
        to_sign=[_line(letter) for letter in awaited if letter.state == LetterState.INITIALLED],
        to_keep=[_line(letter) for letter in _with_chain(own.order_by("-created_at", "-id"))],
    )


def letter_page(letter: Letter, *, by: Actor) -> LetterPage:
    """The page of a letter the actor may see, with the moves that are the actor's to make."""
    words = words_of(letter)
    template = letter.template
    steps = list(letter.steps.select_related("seat__officer").order_by("position"))
    return LetterPage(
        id=letter.pk,
        version=letter.version,
        state=letter.state,
        kind=template.title,
        number=letter.number,
        dated=letter.dated,
        valid_until=valid_until(letter.dated, template.valid_days),
        classification=template.classification,
        subject=letter.subject,
        recipient=letter.recipient,
        office=letter.office.name,
        person=words["person"],
        need=words["need"],
        copies=list(words["copies"]),
        steps=_step_lines(letter, steps),
        warn=template.warn,
        verify_key=letter.verify_key,
        about_kind=letter.about_kind,
        about=letter.about,
        has_scan=letter.scan is not None,
        created_at=letter.created_at,
        created_by=letter.created_by,
        moves=frozenset(move for move in Move if _may(by, letter, steps, move)),
    )


def _may(by: Actor, letter: Letter, steps: list[LetterStep], move: Move) -> bool:
    if (LetterState(letter.state), move) not in MOVES:
        return False
    if move in {Move.INITIAL, Move.SIGN}:
        turn = _turn(steps)
        return turn is not None and can_give(by, turn)
    if move == Move.WITHDRAW:
        return can_withdraw(by, letter)
    return can_keep(by, letter) and (move != Move.SEND or letter.scan is not None)


def _turn(steps: list[LetterStep]) -> LetterStep | None:
    index = next_hand(step.done_at is not None for step in steps)
    return None if index is None else steps[index]


def _is_turn(by: Actor, letter: Letter) -> bool:
    turn = _turn(list(letter.steps.all()))
    return turn is not None and can_give(by, turn)


def _with_chain(letters: QuerySet[Letter]) -> list[Letter]:
    return list(
        letters.select_related("template", "office").prefetch_related("steps__seat__officer")[:MOST_LINES]
    )


def _line(letter: Letter) -> LetterLine:
    turn = _turn(list(letter.steps.all())) if letter.number else None
    return LetterLine(
        id=letter.pk,
        number=letter.number,
        kind=letter.template.title,
        subject=letter.subject,
        recipient=letter.recipient,
        state=letter.state,
        since=letter.created_at,
        whose=title_in(turn.capacity, turn.title) if turn else "",
        version=letter.version,
    )


def _step_lines(letter: Letter, steps: list[LetterStep]) -> list[StepLine]:
    turn = _turn(steps) if letter.state in {LetterState.NUMBERED, LetterState.INITIALLED} else None
    return [
        StepLine(
            kind=step.kind,
            title=title_in(step.capacity, step.title),
            who=step.done_by or (step.seat.officer.name if step.seat and step.seat.officer else ""),
            done_at=step.done_at,
            turn=step is turn,
        )
        for step in steps
    ]
