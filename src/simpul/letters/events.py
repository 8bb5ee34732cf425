"""What happened to a letter, for the floors above: keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSigned:
    """A letter was signed."""

    letter: UUID
    about_kind: str
    about: UUID


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterSent:
    """A letter left, with its scan; what it is about may now be opened to its receiver."""

    letter: UUID
    about_kind: str
    about: UUID
