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


@dataclass(frozen=True, slots=True)
class Shape:
    """The shape of one area on its district's sheet.

    `path` is an SVG path in whole units of the sheet; (`x`, `y`) a point inside it.
    """

    code: str
    path: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """Shapes drawn on one sheet of `width` by `height` units, and what was noticed on the way.

    `unknown` are codes that are no villages of the district; `mended` counts shapes whose lines crossed
    themselves; `apart` says whether neighbours overlap or leave gaps.
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    unknown: tuple[str, ...]
    mended: int
    apart: bool


@dataclass(frozen=True, slots=True)
class BoundariesLoaded:
    """What loading boundaries did: villages with a shape, and those still without, by (code, name)."""

    drawn: int
    missing: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MapSheet:
    """What a page needs to draw a district's map: its size, whose lines they are, a point in each village."""

    width: int
    height: int
    source: str
    digest: str
    points: dict[str, tuple[int, int]]
