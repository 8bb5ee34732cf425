"""Everything that is looked at, in the order in which it is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from simpul.config.doctor import judging_district, judging_technical
from simpul.config.doctor.facts import Facts, Finding, Level

JUDGES: tuple[Callable[[Facts], Iterator[Finding]], ...] = (
    judging_technical.database,
    judging_technical.keys,
    judging_technical.backup,
    judging_technical.machine,
    judging_technical.jobs,
    judging_technical.clock,
    judging_technical.site,
    judging_district.districts,
)


def examine(facts: Facts) -> list[Finding]:
    """What is found, well or not."""
    return [finding for judge in JUDGES for finding in judge(facts)]


def gravest(findings: Iterable[Finding]) -> Level:
    """The level of the worst finding."""
    return max((finding.level for finding in findings), default=Level.WELL)
