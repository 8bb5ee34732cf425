"""What a list of areas holds."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NewArea:
    """One area of a district's list.

    `code` is the dotted Kemendagri code; `kind` one of `AreaKind` (`subdistrict`, `desa`, `kelurahan`…).
    """

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class EmergencyNumber:
    """A number to call at once, its name, and the sentence that says when."""

    number: str
    name: str
    sentence: str


@dataclass(frozen=True, slots=True)
class AreasLoaded:
    """What loading a list did: counts of areas added, changed, retired, and those left as they were."""

    added: int
    changed: int
    retired: int
    kept: int
