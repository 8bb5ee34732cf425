"""Write a letter and give it the number of its office's book."""

from __future__ import annotations

import base64
import json
import secrets
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import InputError
from simpul.ground.free_text import refuse_number
from simpul.ground.keys import keyring
from simpul.letters import rules
from simpul.letters.actions.keeping import digits_index, keep, set_down, taken
from simpul.letters.errors import NumberTakenError
from simpul.letters.models import WORDS, Letter, LetterStep, Register, Template
from simpul.letters.permissions import check_can_draft, check_can_keep
from simpul.letters.queries import hands_open_to, template_of
from simpul.letters.queries.chain import HandChoice
from simpul.letters.states import LetterState, Move, after
from simpul.letters.types import Draft
from simpul.offices.models import Office, Seat
from simpul.offices.queries import calendar_of, check_still_seated

KEY_BYTES = 24


def draft(*, by: Actor, office: Office, draft: Draft, at: datetime) -> Letter:
    """Write a letter of an office. It has no number yet and binds nobody.

    Its words are kept sealed; of the NIK's last digits only a keyed hash stays.

    Raises:
        NotAllowedError: `not_allowed`, the actor writes no letters of this office.
        InputError: `no_such_template`, or `choose_hand` with the position for which nobody was named and
            several, or nobody, could be; `number_in_text`.
    """
    for field, text in {"subject": draft.subject, "recipient": draft.recipient, **draft.body}.items():
        refuse_number(text, field=field)
    with acting(by):
        check_still_seated(by, at=at)
        check_can_draft(by, office)
        template = template_of(by.district, draft.template_code)
        if template is None:
            raise InputError("no_such_template", field="template")
        seats = _seats_of_chain(template, office, draft, today=_today(office, at))
        letter = _written(by, office, template, draft, seats)
        audit.record("letters.draft", by=by, kind="letter", key=letter.pk, reason="")
        return letter


def give_number(
    *, by: Actor, letter: UUID, dated: date, at: datetime, number: str = "", version: int | None = None
) -> Letter:
    """Give a letter its number and date: typed from the real book, or the next of the office's pattern.

    The register's row is held while the number is taken, so that two at once get two numbers.

    Args:
        by: an officer of the writing office.
        letter: key of the letter.
        dated: the letter's date, not after today.
        at: now.
        number: as the real book has it; empty: the next one.
        version: that the actor saw.

    Raises:
        InputError: `letter_number_shape`, `letter_date_ahead`, `letter_number_taken`, `number_in_text`.
        StateError: it has its number already, or was withdrawn.
    """
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        check_can_keep(by, found)
        if dated > _today(found.office, at):
            raise InputError("letter_date_ahead", field="dated")
        initials = sum(step.kind == "initial" for step in found.steps.all())
        found.state = after(found.state, Move.NUMBER, initials_left=initials)
        found.dated = dated
        with elevated(by):
            found.number = _number(found, number.strip())
            _keep_number(found)
        if found.state == LetterState.INITIALLED:
            set_down(found, by=by)
            found.save(update_fields=["pdf"])
        audit.record(
            "letters.give_number",
            by=by,
            kind="letter",
            key=found.pk,
            label=found.number,
            fields=["number", "dated", "state"],
        )
        return found


def _keep_number(letter: Letter) -> None:
    try:
        with transaction.atomic():
            keep(letter, "number", "dated", "state")
    except IntegrityError:
        raise NumberTakenError("letter_number_taken", field="number") from None


def _number(letter: Letter, typed: str) -> str:
    assert letter.dated is not None  # noqa: S101  set by the caller
    Register.objects.bulk_create(
        [Register(office=letter.office, year=letter.dated.year, pattern=rules.DEFAULT_PATTERN)],
        ignore_conflicts=True,
    )
    register = Register.objects.select_for_update().get(office=letter.office, year=letter.dated.year)
    places: dict[str, Any] = {
        "classification": letter.template.classification,
        "office": letter.office.code,
        "dated": letter.dated,
    }
    number = _typed(register, typed, places) if typed else _next(register, places)
    if Letter.objects.filter(office=letter.office, number=number).exists():
        raise NumberTakenError("letter_number_taken", field="number")
    register.save(update_fields=["last_number"])
    return number


def _typed(register: Register, typed: str, places: dict[str, Any]) -> str:
    """A number from the real book; the register is kept in step when it can be read."""
    if not rules.is_number(refuse_number(typed, field="number")):
        raise InputError("letter_number_shape", field="number")
    serial = rules.number_in(register.pattern, typed, **places)
    register.last_number = max(register.last_number, serial or 0)
    return typed


def _next(register: Register, places: dict[str, Any]) -> str:
    """The next number nobody has typed already."""
    while True:
        register.last_number += 1
        number = rules.fill_number(register.pattern, number=register.last_number, **places)
        if not Letter.objects.filter(office=register.office_id, number=number).exists():
            return number


def _written(
    by: Actor, office: Office, template: Template, draft: Draft, seats: list[tuple[HandChoice, Seat]]
) -> Letter:
    letter = Letter(
        district_code=by.district,
        scope_code=draft.scope_code,
        shared_with=sorted({office.pk, *draft.shared_with, *(seat.office_id for _, seat in seats)}),
        template=template,
        office=office,
        subject=draft.subject.strip()[:200],
        recipient=draft.recipient.strip()[:200],
        about_kind=draft.about_kind,
        about=draft.about,
        initials=draft.initials[:20],
        birth_year=draft.birth_year,
        verify_key=f"{by.district.replace('.', '')}-{secrets.token_urlsafe(KEY_BYTES)}",
        created_by=by.label,
    )
    letter.values = {
        "sealed": _sealed(letter, draft, template),
        "digits": digits_index(letter.pk, draft.last4) if rules.is_last4(draft.last4) else "",
        "receiver": str(draft.receiver or ""),
    }
    # Several rows at once: no answer is read back, and the writer need not see what was written.
    Letter.objects.bulk_create([letter])
    LetterStep.objects.bulk_create(
        LetterStep(
            letter=letter,
            position=choice.position,
            kind=choice.kind,
            role=choice.role,
            title=seat.title,
            seat=seat,
            capacity=seat.capacity,
        )
        for choice, seat in seats
    )
    return letter


def _sealed(letter: Letter, draft: Draft, template: Template) -> str:
    words = {
        "body": draft.body,
        "person": draft.person,
        "need": draft.need,
        "copies": list(template.copies if draft.copies is None else draft.copies),
        "on_behalf": asdict(draft.on_behalf),
    }
    sealed = WORDS.seal(keyring(), letter.pk, json.dumps(words).encode())
    return base64.b64encode(sealed).decode()


def _seats_of_chain(
    template: Template, office: Office, draft: Draft, *, today: date
) -> list[tuple[HandChoice, Seat]]:
    return [
        (choice, _seat_for(choice, draft.hands.get(choice.position)))
        for choice in hands_open_to(template, office, today=today)
    ]


def _seat_for(choice: HandChoice, named: UUID | None) -> Seat:
    fitting = [seat for seat in choice.seats if named in {None, seat.pk}]
    if len(fitting) != 1:
        raise InputError("choose_hand", field=f"hand_{choice.position}", role=choice.role)
    return fitting[0]


def _today(office: Office, at: datetime) -> date:
    return calendar_of(office).day_of(at)
