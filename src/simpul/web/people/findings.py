"""What officers found out of somebody, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.programmes.rules import DEFAULT_VOCABULARY
from simpul.registry import queries
from simpul.web.services.fact_words import source_words, value_of
from simpul.web.services.story import post_of


@dataclass(frozen=True)
class Found:
    """One fact as the person's page tells it."""

    label: str
    value: str
    seen_on: date
    source: str
    by: str


def found_lines(person: UUID) -> list[Found]:
    """The latest finding of each fact, in the order of the vocabulary."""
    found = queries.findings_of(person)
    return [
        Found(
            spec.label,
            value_of(spec, row.value),
            row.seen_on,
            source_words(row.source),
            post_of(row.by),
        )
        for spec in DEFAULT_VOCABULARY
        if (row := found.get(spec.path)) is not None
    ]
