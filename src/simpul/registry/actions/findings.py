"""What an officer found out, fact by fact. The national copy stays: a finding fills what it leaves open."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError
from simpul.offices.queries import check_still_seated
from simpul.places.queries import local_day
from simpul.registry.models import Finding
from simpul.registry.permissions import check_can_find_out
from simpul.registry.queries import family_of
from simpul.registry.queries import person as seen_person
from simpul.registry.types import FOUND_BY


def record_findings(
    *, by: Actor, person: UUID, facts: Mapping[str, Any], source: str, seen_on: date, at: datetime
) -> list[Finding]:
    """Keep what was found out about a person, their family and house.

    Args:
        by: who found it out.
        person: key of who was asked about.
        facts: value by the fact's name (`person.pregnant`); the floor above knows which there are.
        source: one of `types.FOUND_BY`.
        seen_on: the day it was so.
        at: now.

    Raises:
        NotAllowedError: `not_allowed`.
        NotVisibleError: the actor does not see the person.
        InputError: `found_by_unknown`, or `seen_in_future`.
    """
    check_can_find_out(by)
    if source not in FOUND_BY:
        raise InputError("found_by_unknown", field="source")
    if seen_on > local_day(by.district, at):
        raise InputError("seen_in_future", field="seen_on")
    with acting(by):
        check_still_seated(by, at=at)
        about = seen_person(person, by=by)
        family = family_of(person)
        found = [
            Finding(
                person=about,
                family=None if path.startswith("person.") else family,
                path=path,
                value=value,
                seen_on=seen_on,
                source=source,
                by=by.label,
                at=at,
            )
            for path, value in facts.items()
        ]
        Finding.objects.bulk_create(found)
        if found:
            audit.record("registry.record_findings", by=by, kind="person", key=person, fields=sorted(facts))
    return found
