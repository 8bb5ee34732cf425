"""Known enrolments among the facts that rules ask for, and what they say of a programme itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class Held:
    """A programme somebody takes part in, or took part in this year: by its code, and for whom it is.

    `person` is None where the family as a whole was enrolled; `until` is the last day, None while it is open.
    """

    code: str
    name: str
    unit: str
    person: UUID | None
    since: date | None
    until: date | None

    def runs_on(self, day: date) -> bool:
        """Whether it has not ended by this day."""
        return self.until is None or self.until >= day

    def is_of(self, person: UUID) -> bool:
        """Whether it counts for this person: help for a family or house counts for everybody in it."""
        return self.unit != "person" or self.person == person


def with_enrolments(
    facts: Mapping[str, Any], held: Iterable[Held], *, person: UUID, today: date
) -> dict[str, Any]:
    """Add what is known of enrolments to the lists of what a family and a person receive.

    A list nobody knows stays unknown: receiving one programme does not say which others are not received.

    >>> mine = Held("pkh", "PKH", "family", None, None, None)
    >>> day, me = date(2026, 11, 24), UUID(int=1)
    >>> with_enrolments({"family.receives": ["sembako"]}, [mine], person=me, today=day)
    {'family.receives': ['pkh', 'sembako']}
    >>> with_enrolments({}, [mine], person=me, today=day)
    {}
    """
    running = [each for each in held if each.runs_on(today)]
    codes = {
        "family.receives": {each.code for each in running if each.unit != "person"},
        "person.receives": {each.code for each in running if each.unit == "person" and each.person == person},
    }
    added = {path: sorted({*facts[path], *known}) for path, known in codes.items() if path in facts}
    return {**facts, **added}


def already(held: Iterable[Held], code: str, *, person: UUID) -> Held | None:
    """What is known of this person and this programme; what runs on before what was given once this year."""
    found = [each for each in held if each.code == code and each.is_of(person)]
    return max(found, key=lambda each: (each.until or date.max, each.since or date.min), default=None)
