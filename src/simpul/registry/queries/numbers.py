"""Identity numbers: who holds one, whether one is there, and its last digits for display."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.db.models import Q

from simpul.ground.actor import Actor, seeing
from simpul.ground.identifiers import Finding, Sex, check_nik
from simpul.ground.masking import last4
from simpul.places.queries import district, knows_subdistrict, local_day
from simpul.registry.adapters import number_index, open_number
from simpul.registry.errors import NumberHeldError
from simpul.registry.models import Family, IdentityNumber, Membership, NumberKind, Person
from simpul.registry.queries.people import members_of
from simpul.registry.rules import checked_person, with_clean_numbers
from simpul.registry.types import NewPerson

SEXES: dict[str, Sex] = {"L": "L", "P": "P"}
FAMILIES_PER_PHONE = 3
"""Practice 21: a number on more than three families is probably a broker's or a facilitator's."""


def holder_of(number: str, *, kind: str, by: Actor) -> Person | None:
    """The person the actor sees who holds this NIK now, or the head of the family with this KK."""
    with seeing(by):
        row = (
            IdentityNumber.objects.filter(kind=kind, index=number_index(number), valid_until=None)
            .select_related("person")
            .first()
        )
        if row is None:
            return None
        if row.person is not None or row.family is None:
            return row.person
        members = members_of(row.family.pk)
        return members[0].person if members else None


def has_number(person_id: UUID, kind: str) -> bool:
    """Whether a current number of this kind of the person (KK: of their family) is seen by the actor."""
    rows = IdentityNumber.objects.filter(kind=kind, valid_until=None)
    if kind == NumberKind.KK:
        return rows.filter(family__memberships__person=person_id, family__memberships__until=None).exists()
    return rows.filter(person=person_id).exists()


def last4_of(persons: Iterable[UUID]) -> dict[UUID, str]:
    """The last four digits of each person's current NIK, for display; persons without one are left out."""
    rows = IdentityNumber.objects.filter(person__in=list(persons), kind=NumberKind.NIK, valid_until=None)
    return {
        person: last4(open_number(key, cipher))
        for key, person, cipher in rows.values_list("pk", "person_id", "cipher")
    }


def phone_families(phone: str) -> int:
    """How many families, or persons without one, of those the current actor sees give this telephone."""
    holders = IdentityNumber.objects.filter(
        kind=NumberKind.PHONE, index=number_index(phone), valid_until=None, person__isnull=False
    ).values_list("person_id", flat=True)
    persons = set(holders)
    families = dict(
        Membership.objects.filter(person__in=persons, until=None).values_list("person_id", "family_id")
    )
    return len({families.get(person, person) for person in persons})


def phone_limit(district_code: str) -> int:
    """How many families may give the same telephone before it is flagged: the pack's, else three."""
    limits = district(district_code).settings.get("limits", {})
    return int(limits.get("families_per_phone", FAMILIES_PER_PHONE))


def warnings_of(nik: str, *, sex: str = "", birth_date: date | None = None) -> tuple[Finding, ...]:
    """What looks odd about a NIK beside what is known of its holder: warnings, never a refusal."""
    return check_nik(
        nik,
        sex=SEXES.get(sex),
        birth_date=birth_date,
        knows_area=knows_subdistrict,
    ).warnings


def check_new(new: NewPerson, *, by: Actor, at: datetime) -> tuple[Finding, ...]:
    """Whether somebody could be added as told; nothing is written.

    Returns:
        What looks odd about the NIK.

    Raises:
        InputError: what `actions.add_person` would refuse, the visible holder of the NIK named.
    """
    today = local_day(by.district, at)
    checked = checked_person(with_clean_numbers(new), today=today)
    if not checked.nik:
        return ()
    holder = holder_of(checked.nik, kind=NumberKind.NIK, by=by)
    if holder is not None:
        raise NumberHeldError(NumberKind.NIK, person=holder.pk)
    return warnings_of(checked.nik, sex=new.sex, birth_date=new.birth_date)


def numbers_of(person: Person, family: Family | None) -> list[IdentityNumber]:
    """The numbers of a person, then those of a family, newest first; those that ended too."""
    held = Q(person=person) | Q(family=family) if family else Q(person=person)
    found = IdentityNumber.objects.filter(held).order_by("-added_at", "-id")
    return sorted(found, key=lambda row: row.person_id is None)


def who_have_numbers(persons: Iterable[UUID], family: Family | None) -> tuple[set[UUID], bool]:
    """Of these persons those with a current NIK, and whether the family has a current KK (1 query)."""
    held = Q(person__in=set(persons), kind=NumberKind.NIK)
    if family is not None:
        held |= Q(family=family, kind=NumberKind.KK)
    found = IdentityNumber.objects.filter(held, valid_until=None)
    rows = set(found.values_list("person_id", "kind"))
    return {person for person, kind in rows if kind == NumberKind.NIK}, any(
        kind == NumberKind.KK for _, kind in rows
    )
