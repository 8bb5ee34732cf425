"""The shape of a rule as written, before its names and types are checked."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    at: int
    value: int | float


@dataclass(frozen=True, slots=True)
class Text:
    at: int
    value: str


@dataclass(frozen=True, slots=True)
class Name:
    at: int
    name: str


@dataclass(frozen=True, slots=True)
class Field:
    """`base.name`."""

    at: int
    base: Syntax
    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """`name(arguments)`, or `base.name(arguments)`."""

    at: int
    base: Syntax | None
    name: str
    arguments: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class ListOf:
    at: int
    items: tuple[Syntax, ...]


@dataclass(frozen=True, slots=True)
class Unary:
    """`!item` or `-item`."""

    at: int
    sign: str
    item: Syntax


@dataclass(frozen=True, slots=True)
class Chain:
    """`a && b && c`, `a || b`, `a + b - c` or `a * b / c`: operands and the signs between them."""

    at: int
    items: tuple[Syntax, ...]
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Relation:
    """`left < right` and its sisters, `in` among them."""

    at: int
    sign: str
    left: Syntax
    right: Syntax


@dataclass(frozen=True, slots=True)
class Ternary:
    """`condition ? then : other`."""

    at: int
    condition: Syntax
    then: Syntax
    other: Syntax


Syntax = Number | Text | Name | Field | Call | ListOf | Unary | Chain | Relation | Ternary
