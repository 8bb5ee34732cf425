"""One box: a number finds exactly, a name finds within a village. Nobody lists everybody."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from simpul.ground.actor import Actor, seeing
from simpul.ground.errors import InputError
from simpul.ground.identifiers import clean_digits
from simpul.ground.names import rank
from simpul.places.queries import names_of, villages_for
from simpul.registry.adapters import number_index
from simpul.registry.models import IdentityNumber, Membership, Person
from simpul.registry.permissions import check_can_search
from simpul.registry.queries.numbers import last4_of
from simpul.registry.rules import SHORTEST_PHONE, phone_number
from simpul.registry.types import Found, SearchResult

SHORTEST_NUMBER = 8
SHORTEST_NAME = 3
LONGEST_TEXT = 120
MOST_ROWS = 20


def search(text: str, *, by: Actor, village_code: str | None = None) -> SearchResult:
    """Look for a person by NIK, KK, JKN card or telephone (exact), or by name within one village.

    Args:
        text: as typed.
        by: who looks; only persons this seat sees are found.
        village_code: where to look for a name; left out, the only village of the seat's area.

    Returns:
        At most 20 masked rows. `needs_village` when a name was typed in a seat with several villages.

    Raises:
        InputError: `search_short` (under 8 digits or 3 letters), `search_village` (not of this seat's area).
        NotAllowedError: the seat does not look for people.
    """
    check_can_search(by)
    text = text[:LONGEST_TEXT]
    digits = clean_digits(text).removeprefix("+")
    with seeing(by):
        if digits.isdecimal():
            return _by_number(digits, by)
        return _by_name(text, by, village_code)


def _by_number(digits: str, by: Actor) -> SearchResult:
    if len(digits) < SHORTEST_NUMBER:
        raise InputError("search_short", field="q")
    if "identity" not in by.reads:
        return SearchResult(by="number")
    indexes = {number_index(digits)}
    if len(digits) >= SHORTEST_PHONE and digits.startswith("62"):
        indexes.add(number_index(phone_number(digits[:14], field="q")))
    rows = IdentityNumber.objects.filter(index__in=indexes, valid_until=None)
    persons: set[UUID] = set(rows.filter(person__isnull=False).values_list("person_id", flat=True)) | set(
        Membership.objects.filter(family__in=rows.values("family"), until=None).values_list(
            "person_id", flat=True
        )
    )
    found = Person.objects.filter(pk__in=persons).order_by("birth_year", "id")[:MOST_ROWS]
    return SearchResult(by="number", rows=_rows(list(found), by))


def _by_name(text: str, by: Actor, village_code: str | None) -> SearchResult:
    if sum(mark.isalpha() for mark in text) < SHORTEST_NAME:
        raise InputError("search_short", field="q")
    villages = {area.code for area in villages_for(by)}
    if village_code is None and len(villages) == 1:
        (village_code,) = villages
    if not village_code:
        return SearchResult(by="name", needs_village=True)
    if village_code not in villages:
        raise InputError("search_village", field="village")
    names = Person.objects.filter(village_code=village_code, merged_into=None).values_list("pk", "name_key")
    best = [key for key, _ in rank(text, list(names), limit=MOST_ROWS)]
    found = Person.objects.in_bulk(best)
    return SearchResult(by="name", village_code=village_code, rows=_rows([found[key] for key in best], by))


def _rows(persons: Sequence[Person], by: Actor) -> tuple[Found, ...]:
    shown = last4_of([person.pk for person in persons]) if "identity" in by.reads else {}
    villages = names_of(person.village_code for person in persons)
    return tuple(
        Found(
            person=person.pk,
            name=person.name,
            village=villages.get(person.village_code, ""),
            birth_year=person.birth_date.year if person.birth_date else person.birth_year,
            nik_last4=shown.get(person.pk, ""),
            is_label=person.is_label,
            died=person.died_on is not None,
        )
        for person in persons
    )
