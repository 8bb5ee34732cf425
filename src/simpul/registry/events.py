"""What happened to persons. Ids and kinds only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class NumberRecorded:
    """A number was recorded for a person or a family (`kind`: nik, kk, bpjs, phone, other), `at` a moment."""

    person_id: UUID | None
    family_id: UUID | None
    kind: str
    at: datetime


@dataclass(frozen=True, slots=True)
class ProposalOpened:
    """It was proposed that a person enter the registry."""

    person_id: UUID
    proposal_id: UUID


@dataclass(frozen=True, slots=True)
class PersonDied:
    """A death was recorded, at this moment."""

    person_id: UUID
    at: datetime
