"""The small steps closures are made of: answers that may be unknown, and the arithmetic of CEL."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

# facts, the member at hand -> value, None when unknown
Run = Callable[[Any, Any], Any]


def pair(left: Run, right: Run, join: Callable[[Any, Any], Any]) -> Run:
    """Join two values that are both known; unknown when one of them is not."""

    def run(facts: Any, member: Any) -> Any:
        first = left(facts, member)
        if first is None:
            return None
        second = right(facts, member)
        return None if second is None else join(first, second)

    return run


def negated(item: Run) -> Run:
    """Turn yes and no round; unknown stays."""

    def run(facts: Any, member: Any) -> bool | None:
        value = item(facts, member)
        return None if value is None else not value

    return run


def spans_equal(first: tuple[Any, Any], second: tuple[Any, Any]) -> bool | None:
    """Whether two amounts known within (least, greatest) are equal."""
    if first[1] < second[0] or first[0] > second[1]:
        return False
    return True if first[0] == second[1] and first[1] == second[0] else None


def _divide_whole(left: int, right: int) -> int | None:
    """Divide towards zero, as CEL does; Python divides downwards."""
    if right == 0:
        return None
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _remainder(left: int, right: int) -> int | None:
    quotient = _divide_whole(left, right)
    return None if quotient is None else left - quotient * right


def _divide(left: float, right: float) -> float | None:
    return None if right == 0 else left / right


_SUMS: Mapping[str, Callable[[Any, Any], Any]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
WHOLE_STEPS = MappingProxyType({**_SUMS, "/": _divide_whole, "%": _remainder})
FRACTION_STEPS = MappingProxyType({**_SUMS, "/": _divide})
