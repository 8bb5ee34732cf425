"""A rule whose names and types were checked: what closures and plain expressions are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Kind = Literal["bool", "int", "double", "string", "date", "list"]
Order = Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True)
class Constant:
    """A value written in the rule."""

    value: bool | int | float | str | date
    kind: Kind


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact by its path: `family.decile`, or `members.age` for the member at hand."""

    path: str
    kind: Kind

    @property
    def of_member(self) -> bool:
        return self.path.startswith("members.")

    @property
    def name(self) -> str:
        return self.path.partition(".")[2]


@dataclass(frozen=True, slots=True)
class Has:
    """Whether a fact is known; never itself unknown."""

    fact: Fact


@dataclass(frozen=True, slots=True)
class Not:
    item: Condition


@dataclass(frozen=True, slots=True)
class AllOf:
    """`a && b && c`."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """`a || b || c`."""

    items: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Same:
    """`a == b` of two conditions."""

    left: Condition
    right: Condition


@dataclass(frozen=True, slots=True)
class Compare:
    """A comparison of two values of one kind."""

    order: Order
    left: Value
    right: Value


@dataclass(frozen=True, slots=True)
class OneOf:
    """`item in [constants]`, all of one kind."""

    item: Value
    options: tuple[Constant, ...]


@dataclass(frozen=True, slots=True)
class Holds:
    """`item in fact`, the fact being a list of texts."""

    item: Value
    fact: Fact


@dataclass(frozen=True, slots=True)
class Members:
    """`members.exists(m, condition)` or `members.all(m, condition)`."""

    how: Literal["exists", "all"]
    condition: Condition


@dataclass(frozen=True, slots=True)
class ChooseCondition:
    """`condition ? then : other` between conditions."""

    condition: Condition
    then: Condition
    other: Condition


@dataclass(frozen=True, slots=True)
class Choose:
    """`condition ? then : other` between values of one kind."""

    condition: Condition
    then: Value
    other: Value
    kind: Kind


@dataclass(frozen=True, slots=True)
class Count:
    """How many members fulfil a condition."""

    condition: Condition


@dataclass(frozen=True, slots=True)
class ToDouble:
    """A whole number taken as a fraction, because it meets one."""

    item: Value


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """Operands of one kind, worked from left to right.

    Attributes:
        items: At least two operands.
        signs: One sign before each operand but the first.
        kind: `int` or `double`.
        bound: No result is greater than this in absolute value.
    """

    items: tuple[Value, ...]
    signs: tuple[str, ...]
    kind: Kind
    bound: float


@dataclass(frozen=True, slots=True)
class Age:
    """Full years from a birth date to a day; unknown when the day lies before the birth."""

    born: Value
    on: Value


Condition = (
    Constant | Fact | Has | Not | AllOf | AnyOf | Same | Compare | OneOf | Holds | Members | ChooseCondition
)
Value = Constant | Fact | Choose | Count | ToDouble | Arithmetic | Age
