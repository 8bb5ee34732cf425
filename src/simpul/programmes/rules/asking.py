"""Which facts are worth asking a family: those a criterion of a programme still lacks."""

from __future__ import annotations

from collections.abc import Iterable

from simpul.programmes.rules.default_facts import DEFAULT_VOCABULARY
from simpul.programmes.rules.judging import CriterionResult
from simpul.programmes.rules.vocabulary import FactSpec

#: Nobody asks for these: they come from papers, from the registry's copy, or from the look-up of the day.
FROM_ELSEWHERE = frozenset(
    {
        "person.age",
        "person.birth_date",
        "person.sex",
        "person.relation",
        "person.has_nik",
        "person.insured_active",
        "person.insurance_segment",
        "family.decile",
        "family.in_registry",
        "family.size",
        "family.has_kk",
        "family.resident",
        "family.area_kind",
        "family.single_elderly",
        "today.date",
        "today.year",
        "today.month",
    }
)


def missing_facts(results: Iterable[CriterionResult]) -> tuple[FactSpec, ...]:
    """Facts that criteria of these could not be judged for, each once, in the order they were met.

    A fact asked of each member of the family is named as the fact of a person.
    """
    found: dict[str, FactSpec] = {}
    for result in results:
        if result.state != "unknown":
            continue
        for path in result.verdict.missing:
            spec = DEFAULT_VOCABULARY.find(path)
            if spec is not None:
                found.setdefault(spec.path, spec)
    return tuple(found.values())


def is_asked(spec: FactSpec) -> bool:
    """Whether a family is asked for this fact, or an officer can see it."""
    return spec.path not in FROM_ELSEWHERE
