"""Letters about a need: those that go with a referral, and those an office writes by itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from simpul.cases.models import Need
from simpul.cases.permissions import check_can_open
from simpul.cases.queries.needs import find_need
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import StateError
from simpul.ground.masking import initials
from simpul.letters import actions as letters
from simpul.letters.models import Letter
from simpul.letters.types import Draft
from simpul.offices.models import Office
from simpul.offices.queries import check_still_seated
from simpul.places.queries import names_of
from simpul.referrals.actions.keeping import written
from simpul.referrals.queries import own_office
from simpul.referrals.types import LetterWish
from simpul.registry.models import Family, Person
from simpul.registry.queries import family_of, last4_of
from simpul.registry.rules import check_text

LONGEST_LINE = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Occasion:
    """What a letter is written for: the thing it is about, its head, and the office it is for, if any."""

    kind: str
    key: UUID
    subject: str
    recipient: str
    asked: dict[str, str]
    receiver: Office | None = None


def write_letter(
    *, by: Actor, need: UUID, wish: LetterWish, subject: str, recipient: str, at: datetime
) -> Letter:
    """Write a letter of the own office about a need (a recommendation, a certificate, a power of attorney).

    Raises:
        NotVisibleError: the actor sees no such need.
        NotAllowedError: the actor writes no letters, reads only referrals, or the seat has ended.
        StateError: `person_died`: no letter goes to the dead.
        InputError: `text_missing`, `text_long`, `number_in_text`, `no_such_template`, `choose_hand`.
    """
    with acting(by):
        check_still_seated(by, at=at)
        check_can_open(by)
        row = find_need(need)
        if row.case.person.died_on is not None:
            raise StateError("person_died")
        for name, text in wish.body.items():
            check_text(text, field=name)
        occasion = Occasion(
            kind="need",
            key=row.pk,
            subject=written(subject, field="subject", most=LONGEST_LINE),
            recipient=written(recipient, field="recipient", most=LONGEST_LINE),
            asked={"service": row.category.name, "asked": row.words},
        )
        return draft_about(row, wish, occasion, by=by, at=at)


def draft_about(need: Need, wish: LetterWish, occasion: Occasion, *, by: Actor, at: datetime) -> Letter:
    """Draft a letter of the actor's office about a need, with what may be said of its person."""
    office = own_office(by)
    person = need.case.person
    year = person.birth_date.year if person.birth_date else person.birth_year
    last4 = last4_of([person.pk]).get(person.pk, "")
    outside = occasion.receiver is not None and occasion.receiver.outside_government
    draft = Draft(
        template_code=wish.template_code,
        about_kind=occasion.kind,
        about=occasion.key,
        subject=occasion.subject,
        recipient=occasion.recipient,
        body=wish.body,
        person=_person_words(person, outside=outside, last4=last4, year=year),
        need=occasion.asked,
        initials=initials(person.name),
        birth_year=year,
        last4=last4,
        scope_code=need.scope_code,
        shared_with=(need.office_id,),
        hands=wish.hands,
        on_behalf=wish.on_behalf,
        receiver=occasion.receiver.pk if occasion.receiver else None,
    )
    return letters.draft(by=by, office=office, draft=draft, at=at)


def _person_words(person: Person, *, outside: bool, last4: str, year: int | None) -> dict[str, str]:
    """What the letter says of the person; to a partner neither a digit of a number nor the address."""
    return {
        "name": person.name,
        "nik_masked": f"•••• {last4}" if last4 and not outside else "",
        "birth": str(year or ""),
        "address": "" if outside else _address(family_of(person.pk)),
        "village": names_of([person.village_code]).get(person.village_code, ""),
    }


def _address(family: Family | None) -> str:
    if family is None or family.house is None:
        return ""
    house = family.house
    parts = (house.address, house.hamlet, house.rt and f"RT {house.rt}", house.rw and f"RW {house.rw}")
    return ", ".join(part for part in parts if part)
