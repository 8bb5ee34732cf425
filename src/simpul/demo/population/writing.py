"""Writes drawn families into the registry, sealed and guarded as everybody's, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import models

from simpul.demo.population.people import FamilyDraft
from simpul.demo.population.rows import AS_OF, SOURCE, RowMaker
from simpul.ground.actor import Actor, acting
from simpul.ground.identifiers import uuid7
from simpul.programmes.models import Enrolment
from simpul.registry import actions as registry
from simpul.registry.models import (
    Edition,
    Family,
    FamilyFacts,
    House,
    IdentityNumber,
    Membership,
    Person,
    PersonFacts,
)

BATCH = 1000
EDITION = "2026-3-contoh"
EDITION_NAME = "DTSEN 3/2026 (contoh)"
_PERMANENT = (House, Family, Person, Membership, IdentityNumber, Enrolment)
FILLED = (*_PERMANENT, FamilyFacts, PersonFacts)
"""Every table that a drawn family has rows in."""


class Writer:
    """Collects families as rows of one district.

    Args:
        by: the system of the district.
        programmes: as `RowMaker`.
    """

    def __init__(self, by: Actor, programmes: Sequence[tuple[UUID, str]]) -> None:
        self.by = by
        self._maker = RowMaker(by.district, by.label, programmes, uuid7)
        self._rows: dict[type[models.Model], list[Any]] = {}

    def add(self, family: FamilyDraft, village: str, *, chance: float) -> None:
        """Make the rows of one family, as `RowMaker.rows`."""
        for model, columns in self._maker.rows(family, village, chance=chance):
            self._rows.setdefault(model, []).append(model(**columns))

    @property
    def parts(self) -> dict[str, Person]:
        """Persons who play a part in a story, by `story.part`."""
        persons = {person.pk: person for person in self._rows.get(Person, [])}
        return {part: persons[key] for part, key in self._maker.parts.items()}

    def write(self, at: dt.datetime) -> Edition:
        """Write everything and publish the edition that speaks of it."""
        with acting(self.by):
            for model in _PERMANENT:
                model._default_manager.bulk_create(self._rows.get(model, []), batch_size=BATCH)  # noqa: SLF001  of each table
            edition = registry.open_edition(
                by=self.by, code=EDITION, name=EDITION_NAME, source=SOURCE, as_of=AS_OF
            )
            registry.add_facts(
                by=self.by,
                edition=edition,
                families=self._rows.get(FamilyFacts, []),
                persons=self._rows.get(PersonFacts, []),
            )
            return registry.publish_edition(by=self.by, edition=edition, at=at)
