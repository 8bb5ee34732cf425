"""Facts for the rules of programmes, flat and by the rules' own names. What nobody knows is absent.

From the current edition, the numbers and memberships of today, and a look-up by hand newer than the edition;
what these leave open is filled by what officers found out.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from simpul.ground.actor import Actor, seeing
from simpul.ground.clock import day_begins
from simpul.places.queries import area, zone_of
from simpul.registry.models import (
    Edition,
    Family,
    Membership,
    Person,
    PersonFacts,
    RegistryCheck,
)
from simpul.registry.queries.editions import current_edition, facts_of_family
from simpul.registry.queries.findings import latest
from simpul.registry.queries.numbers import who_have_numbers
from simpul.registry.queries.people import family_of, members_of
from simpul.registry.queries.people import person as seen_person
from simpul.registry.rules import age, house_facts, known, looked_facts, person_edition_facts


def facts_of(person_id: UUID, *, by: Actor, today: date) -> dict[str, Any]:
    """What is known of a person, their family and house, as `programmes.rules` reads facts.

    Returns:
        Keys such as `person.age`, `family.decile`, `house.floor`, and `members` (a list with one mapping of
        bare names for each member) when the edition's family size agrees with who is known to belong to it.

    Raises:
        NotVisibleError: the actor does not see the person.
    """
    with seeing(by):
        person = seen_person(person_id, by=by)
        family = family_of(person_id)
        edition = current_edition(person.district_code)
        members = members_of(family.pk) if family else []
        edition_rows = _person_rows(edition, [person_id, *(member.person_id for member in members)])
        found = _found([person_id, *(member.person_id for member in members)], person_id)
        facts: dict[str, Any] = {"today.date": today, "today.year": today.year, "today.month": today.month}
        with_nik, has_kk = who_have_numbers([person_id, *(member.person_id for member in members)], family)
        own = _person_facts(person, members, today, with_nik)
        facts |= _prefixed(own | edition_rows.get(person_id, {}))
        facts |= _family_facts(person, family, edition, has_kk=has_kk)
        facts |= _looked(person_id, edition)
        facts = found.get(person_id, {}) | facts
        if members and facts.get("family.size") == len(members):
            everybody = [
                _bare(found.get(each.person_id, {}))
                | _person_facts(each.person, [each], today, with_nik)
                | edition_rows.get(each.person_id, {})
                for each in members
            ]
            facts |= {"members": everybody, "family.single_elderly": _single_elderly(everybody)}
        return known(facts)


def _person_facts(
    person: Person, members: Sequence[Membership], today: date, with_nik: Container[UUID]
) -> dict[str, Any]:
    relation = next((member.relation for member in members if member.person_id == person.pk), None)
    return known(
        {
            "age": age(
                today=today,
                birth_date=person.birth_date,
                birth_year=person.birth_year,
                precision=person.birth_precision,
            ),
            "birth_date": person.birth_date,
            "sex": person.sex,
            "relation": relation,
            "has_nik": person.pk in with_nik or None,
        }
    )


def _family_facts(
    person: Person, family: Family | None, edition: Edition | None, *, has_kk: bool
) -> dict[str, Any]:
    home = area(person.village_code) if person.village_code else None
    facts: dict[str, Any] = {
        "family.resident": True if home else None,
        "family.area_kind": None if home is None else "kelurahan" if home.kind == "kelurahan" else "desa",
        "family.has_kk": has_kk or None,
    }
    if family is None:
        return known(facts)
    facts["family.kk_local"] = family.local_card
    row = facts_of_family(edition, family) if edition else None
    if edition is not None:
        facts["family.in_registry"] = row is not None
    if row is not None:
        facts |= {
            f"family.{name}": row[name]
            for name in ("decile", "size", "receives", "has_civil_servant", "income_lost")
        } | house_facts(row)
    return known(facts)


def _person_rows(edition: Edition | None, persons: Sequence[UUID]) -> dict[UUID, dict[str, Any]]:
    if edition is None:
        return {}
    rows = PersonFacts.objects.filter(edition=edition, person__in=persons).values()
    return {row["person_id"]: person_edition_facts(row) for row in rows}


def _looked(person_id: UUID, edition: Edition | None) -> dict[str, Any]:
    """The latest look-up by hand, if it is newer than the edition."""
    looks = RegistryCheck.objects.filter(person=person_id, manual_at__isnull=False)
    if edition is not None:
        looks = looks.filter(manual_at__gte=day_begins(zone_of(edition.district_id), edition.as_of))
    look = looks.order_by("-manual_at", "-id").values().first()
    return looked_facts(look) if look else {}


def _found(persons: Sequence[UUID], person_id: UUID) -> dict[UUID, dict[str, Any]]:
    known = latest(persons, family_of_person=person_id)
    return {key: {path: row.value for path, row in rows.items()} for key, rows in known.items()}


def _bare(found: dict[str, Any]) -> dict[str, Any]:
    own = {path: value for path, value in found.items() if path.startswith("person.")}
    return {path.removeprefix("person."): value for path, value in own.items()}


def _single_elderly(members: Sequence[dict[str, Any]]) -> bool | None:
    elderly = 60  # UU 13/1998 art. 1(2): lanjut usia is 60 years and above
    if len(members) > 1:
        return False
    years = members[0].get("age")
    return None if years is None else years >= elderly


def _prefixed(facts: dict[str, Any]) -> dict[str, Any]:
    return {f"person.{name}": value for name, value in facts.items()}
