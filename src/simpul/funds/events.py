"""What happened to money."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class CommitmentMoved:
    """A commitment came to a new state (`agreed`, `paid`, `refused`, `released`)."""

    commitment: UUID
    state: str
    by: str
