"""What the catalogue answers."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from simpul.programmes.rules import CriterionResult
from simpul.programmes.rules import Fit as Overall


@dataclass(frozen=True)
class Fit:
    """A programme held against one person: never a decision, only how the criteria look from here.

    `quota_left` is None while nobody knows the quota of the year; then nothing is promised.
    """

    programme: UUID
    code: str
    name: str
    rung_code: str
    rung_name: str
    rung_kind: str
    owner_name: str
    overall: Overall
    results: tuple[CriterionResult, ...]
    quota_left: int | None
    documents: tuple[str, ...]
    benefit: str
    warning: str
    source: str
    criteria_version: UUID

    @property
    def open(self) -> bool:
        """Seems to fit, and no quota is known to be used up."""
        return self.overall == "fits" and self.quota_left != 0
