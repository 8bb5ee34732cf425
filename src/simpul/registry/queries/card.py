"""A person as one page shows them, masked for the seat that looks."""

from __future__ import annotations

from typing import Any, TypeVar
from uuid import UUID

from simpul.ground.actor import Actor, seeing
from simpul.ground.masking import last4, mask_phone
from simpul.places.queries import area, local_day
from simpul.registry.adapters import open_number
from simpul.registry.models import (
    Consent,
    Family,
    IdentityNumber,
    NumberKind,
    Person,
    Proposal,
    RegistryCheck,
)
from simpul.registry.queries.editions import current_edition, facts_of_family
from simpul.registry.queries.numbers import numbers_of, phone_families, phone_limit
from simpul.registry.queries.people import OPEN, entered_before, family_of, members_of
from simpul.registry.queries.people import person as seen_person
from simpul.registry.types import (
    CheckLine,
    ConsentLine,
    MemberLine,
    NumberLine,
    PersonCard,
    ProposalLine,
)

Line = TypeVar("Line")


def person_card(person_id: UUID, *, by: Actor, brief: bool = False) -> PersonCard:
    """The person with family, numbers (masked), standing in the registry, proposals and consent.

    Args:
        person_id: whom.
        by: who looks.
        brief: leave out look-ups, proposals and consents, and whose telephone it is.

    A view of a person is recorded: pages call `actions.view_person`, which does, and not this.

    Raises:
        NotVisibleError: the actor does not see the person.
    """
    with seeing(by):
        person = seen_person(person_id, by=by)
        family = family_of(person_id)
        numbers = numbers_of(person, family)
        more = {} if brief else _records(person) | _phone(numbers, person.district_code)
        return PersonCard(
            **_who(person),
            **_family(family),
            **_standing(person, family),
            **more,
            numbers=tuple(_line(row) for row in numbers),
            has_nik=any(row.kind == NumberKind.NIK and row.valid_until is None for row in numbers),
            has_kk=any(row.kind == NumberKind.KK and row.valid_until is None for row in numbers),
            sees_numbers="identity" in by.reads,
        )


def number_lines(person: Person) -> tuple[NumberLine, ...]:
    """The numbers of a person and of their family that the current actor sees, masked, newest first."""
    return tuple(_line(row) for row in numbers_of(person, family_of(person.pk)))


def _who(person: Person) -> dict[str, Any]:
    home = area(person.village_code) if person.village_code else None
    return {
        "id": person.pk,
        "name": person.name,
        "is_label": person.is_label,
        "met_at": person.met_at,
        "sex": person.sex,
        "birth_year": person.birth_date.year if person.birth_date else person.birth_year,
        "birth_precision": person.birth_precision,
        "village_code": person.village_code,
        "village": home.name if home else "",
        "died_on": person.died_on,
        "version": person.version,
    }


def _family(family: Family | None) -> dict[str, Any]:
    if family is None:
        return {}
    house = family.house
    where = (
        [house.address, house.hamlet, house.rt and f"RT {house.rt}", house.rw and f"RW {house.rw}"]
        if house
        else []
    )
    return {
        "family": family.pk,
        "local_card": family.local_card,
        "address": ", ".join(part for part in where if part),
        "members": tuple(
            MemberLine(
                person=member.person_id,
                name=member.person.name,
                relation=member.relation,
                birth_year=member.person.birth_date.year
                if member.person.birth_date
                else member.person.birth_year,
                died=member.person.died_on is not None,
            )
            for member in members_of(family.pk)
        ),
    }


def _standing(person: Person, family: Family | None) -> dict[str, Any]:
    edition = current_edition(person.district_code)
    row = None
    if edition is not None and family is not None:
        row = facts_of_family(edition, family)
    return {
        "decile": row["decile"] if row else None,
        "edition_name": edition.name if edition else "",
        "as_of": edition.as_of if edition else None,
    }


def _records(person: Person) -> dict[str, Any]:
    checks = RegistryCheck.objects.filter(person=person).order_by("-at", "-id")
    proposals = Proposal.objects.filter(person=person).order_by("-at", "-id")
    consents = Consent.objects.filter(person=person).order_by("-at", "-id")
    return {
        "checks": tuple(_copied(CheckLine, check) for check in checks),
        "proposals": tuple(_proposed(proposal, person.district_code) for proposal in proposals),
        "consents": tuple(_copied(ConsentLine, consent) for consent in consents),
    }


def _proposed(row: Proposal, district_code: str) -> ProposalLine:
    made_on = local_day(district_code, row.at)
    before = entered_before(district_code, made_on) if row.state == OPEN else None
    return ProposalLine(
        id=row.pk,
        basis=row.basis,
        state=row.state,
        reason=row.reason,
        made_by=row.made_by,
        at=row.at,
        result=row.result,
        enter_before=before,
    )


def _copied(kind: type[Line], row: object) -> Line:
    """A line with the same-named columns of a row."""
    return kind(**{name: getattr(row, name) for name in kind.__annotations__})


def _line(row: IdentityNumber) -> NumberLine:
    number = open_number(row.pk, row.cipher)
    return NumberLine(
        kind=row.kind,
        label=NumberKind(row.kind).label,
        shown=mask_phone(number) if row.kind == NumberKind.PHONE else last4(number),
        source=row.source,
        added_at=row.added_at,
        old=row.valid_until is not None,
    )


def _phone(numbers: list[IdentityNumber], district_code: str) -> dict[str, Any]:
    phone = next((row for row in numbers if row.kind == NumberKind.PHONE and row.valid_until is None), None)
    if phone is None:
        return {}
    families = phone_families(open_number(phone.pk, phone.cipher))
    return {"phone_families": families, "phone_shared": families > phone_limit(district_code)}
