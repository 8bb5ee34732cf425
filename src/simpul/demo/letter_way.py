"""The way of a letter about a referral: written, numbered, initialled, signed, scanned back, sent."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from simpul.demo.stage import NotOnStageError, picture
from simpul.demo.telling import Telling
from simpul.ground.actor import Actor, acting
from simpul.ground.masking import initials
from simpul.letters import actions as letters
from simpul.letters.models import Letter, LetterStep
from simpul.letters.queries.chain import hands_open_to, template_of
from simpul.letters.types import Draft
from simpul.offices import queries as offices
from simpul.offices.models import Seat
from simpul.offices.queries import actor_of
from simpul.places.queries import names_of
from simpul.registry.queries import last4_of


def letter_about(
    told: Telling, by: Actor, referral: UUID, template: str, *, subject: str, at: dt.datetime
) -> Letter:
    """Write a letter of the actor's office about a referral to it.

    Raises:
        NotOnStageError: the pack has no such template, or nobody sits where its chain asks.
    """
    office = offices.office(by.office) if by.office else None
    found = template_of(by.district, template)
    if office is None or found is None:
        raise NotOnStageError("letter", template)
    hands = hands_open_to(found, office, today=told.stage.calendar.day_of(at))
    if any(not hand.seats for hand in hands):
        raise NotOnStageError("letter", template, "hands")
    with acting(told.stage.by):
        person = told.referral_of(referral).need.case.person
        last4 = last4_of([person.pk]).get(person.pk, "")
    year = person.birth_date.year if person.birth_date else person.birth_year
    draft = Draft(
        template_code=template,
        about_kind="referral",
        about=referral,
        subject=subject,
        recipient="Kepala kantor yang dituju",
        person={
            "name": person.name,
            "nik_masked": f"•••• {last4}" if last4 else "",
            "birth": str(year or ""),
            "address": "",
            "village": names_of([person.village_code]).get(person.village_code, ""),
        },
        need={"service": subject, "asked": subject},
        initials=initials(person.name),
        birth_year=year,
        last4=last4,
        scope_code=person.scope_code,
        hands={hand.position: hand.seats[0].pk for hand in hands},
    )
    return letters.draft(by=by, office=office, draft=draft, at=at)


def initial_and_sign(told: Telling, letter: Letter, keeper: Actor, *, at: dt.datetime) -> None:
    """Number it, give every hand in its turn a quarter of an hour apart, scan the paper back, send it."""
    day = told.stage.calendar.day_of(at)
    letters.give_number(by=keeper, letter=letter.pk, dated=day, at=at)
    moment = at
    for step in steps_of(told, letter):
        moment += dt.timedelta(minutes=15)
        give = letters.initial if step.kind == "initial" else letters.sign
        give(by=hand_of(step), letter=letter.pk, at=moment)
    letters.scan_back(
        by=keeper, letter=letter.pk, upload=picture("Surat yang sudah ditandatangani"), at=moment
    )
    letters.send(by=keeper, letter=letter.pk, at=moment)


def steps_of(told: Telling, letter: Letter) -> list[LetterStep]:
    """The hands of a letter in their order."""
    with acting(told.stage.by):
        return list(letter.steps.select_related("seat__officer", "seat__office").order_by("position"))


def hand_of(step: LetterStep) -> Actor:
    """Who gives a hand."""
    seat: Seat | None = step.seat
    if seat is None or seat.officer is None:
        raise NotOnStageError("hand", step.role)
    return actor_of(seat, seat.officer)
