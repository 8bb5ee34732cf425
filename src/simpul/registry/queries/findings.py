"""What officers found out: the latest of each fact."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.db.models import Q

from simpul.registry.models import Finding
from simpul.registry.queries.people import family_of


def findings_of(person: UUID) -> dict[str, Finding]:
    """The latest finding of each fact about a person, their family and house, that the actor sees."""
    return latest([person], family_of_person=person)[person]


def latest(persons: Iterable[UUID], *, family_of_person: UUID) -> dict[UUID, dict[str, Finding]]:
    """The latest finding of each fact about each of these persons; of the family for the one who is named.

    What was found out of a family before it was known to be one belongs to who was asked about.
    """
    keys = list(persons)
    family = family_of(family_of_person)
    known: dict[UUID, dict[str, Finding]] = {key: {} for key in keys}
    about = Q(person__in=keys) if family is None else Q(person__in=keys) | Q(family=family)
    for row in Finding.objects.filter(about).order_by("at", "id"):
        whose = row.person_id if row.path.startswith("person.") else family_of_person
        known.setdefault(whose, {})[row.path] = row
    return known
