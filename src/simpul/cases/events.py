"""What happened on this floor. Keys only: whoever listens reads what it may see."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True)
class CaseOpened:
    """A service was opened for a person."""

    case_id: UUID


@dataclass(frozen=True)
class NeedOpened:
    """A need was opened, by an officer or by itself (a missing number)."""

    need_id: UUID
    case_id: UUID


@dataclass(frozen=True)
class NeedMoved:
    """A need changed rung, owner or state without being closed; `kind` is a `MovementKind`."""

    need_id: UUID
    kind: str


@dataclass(frozen=True)
class NeedClosed:
    """A need was closed with a result; `died` says that the person's death closed it."""

    need_id: UUID
    case_id: UUID
    at: datetime
    died: bool = False
