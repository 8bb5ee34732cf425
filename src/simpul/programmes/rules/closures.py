"""Run a rule: each part becomes a closure over the facts that answers True, False or None for unknown."""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from simpul.programmes.rules.dates import age_on
from simpul.programmes.rules.scope import Node
from simpul.programmes.rules.steps import FRACTION_STEPS, WHOLE_STEPS, Run, negated, pair, spans_equal
from simpul.programmes.rules.tree import (
    Age,
    AllOf,
    AnyOf,
    Arithmetic,
    Choose,
    ChooseCondition,
    Compare,
    Constant,
    Count,
    Fact,
    Has,
    Holds,
    Members,
    Not,
    OneOf,
    Order,
    Same,
    ToDouble,
    Value,
)

_ORDERS: Mapping[Order, Callable[[Any, Any], bool]] = MappingProxyType(
    {
        "<": operator.lt,
        "<=": operator.le,
        ">": operator.gt,
        ">=": operator.ge,
        "==": operator.eq,
        "!=": operator.ne,
    }
)


def run_of(node: Node) -> Run:
    """Compile a checked part into a closure."""
    return _BY_NODE[type(node)](node)


def _constant(node: Constant) -> Run:
    value = node.value
    return lambda _facts, _member: value


def _fact(node: Fact) -> Run:
    if node.of_member:
        name = node.name
        return lambda _facts, member: member.get(name)
    path = node.path
    return lambda facts, _member: facts.get(path)


def _has(node: Has) -> Run:
    fact = _fact(node.fact)
    return lambda facts, member: fact(facts, member) is not None


def _not(node: Not) -> Run:
    return negated(run_of(node.item))


def _all_of(node: AllOf) -> Run:
    items = tuple(map(run_of, node.items))

    def run(facts: Any, member: Any) -> bool | None:
        result: bool | None = True
        for item in items:
            value = item(facts, member)
            if value is False:
                return False
            if value is None:
                result = None
        return result

    return run


def _any_of(node: AnyOf) -> Run:
    items = tuple(map(run_of, node.items))

    def run(facts: Any, member: Any) -> bool | None:
        result: bool | None = False
        for item in items:
            value = item(facts, member)
            if value is True:
                return True
            if value is None:
                result = None
        return result

    return run


def _same(node: Same) -> Run:
    return pair(run_of(node.left), run_of(node.right), operator.eq)


def _compare(node: Compare) -> Run:
    if _counted(node.left) or _counted(node.right):
        return _compare_ranges(node)
    order = _ORDERS[node.order]
    if isinstance(node.left, Fact) and isinstance(node.right, Constant):
        return _fact_with_constant(node.left, node.right.value, order)
    return pair(run_of(node.left), run_of(node.right), order)


def _fact_with_constant(fact: Fact, constant: Any, order: Callable[[Any, Any], bool]) -> Run:
    """The usual criterion, `family.decile <= 4`: three calls fewer than the general way."""
    if fact.of_member:
        name = fact.name

        def of_member(_facts: Any, member: Any) -> Any:
            value = member.get(name)
            return None if value is None else order(value, constant)

        return of_member
    path = fact.path

    def run(facts: Any, _member: Any) -> Any:
        value = facts.get(path)
        return None if value is None else order(value, constant)

    return run


def _counted(value: Value) -> bool:
    return isinstance(value, Count) or (isinstance(value, ToDouble) and _counted(value.item))


def _range(value: Value) -> Run:
    """A value as (least, greatest); they differ when the answer of some members is unknown."""
    if isinstance(value, Count):
        return _count_range(value)
    if isinstance(value, ToDouble):
        return _range(value.item)
    exact = run_of(value)

    def run(facts: Any, member: Any) -> tuple[Any, Any] | None:
        found = exact(facts, member)
        return None if found is None else (found, found)

    return run


def _count_range(node: Count) -> Run:
    condition = run_of(node.condition)

    def run(facts: Any, _member: Any) -> tuple[int, int] | None:
        members = facts.get("members")
        if members is None:
            return None
        answers = [condition(facts, member) for member in members]
        surely = answers.count(True)
        return surely, surely + answers.count(None)

    return run


def _compare_ranges(node: Compare) -> Run:
    """Compare counts known within limits: two surely and one perhaps are surely at least two."""
    left, right = _range(node.left), _range(node.right)
    if node.order in ("==", "!="):
        equal = pair(left, right, spans_equal)
        return equal if node.order == "==" else negated(equal)
    if node.order in (">", ">="):
        left, right = right, left
    order = operator.lt if node.order in ("<", ">") else operator.le

    def join(first: tuple[Any, Any], second: tuple[Any, Any]) -> bool | None:
        if order(first[1], second[0]):
            return True
        return None if order(first[0], second[1]) else False

    return pair(left, right, join)


def _count(node: Count) -> Run:
    span = _count_range(node)

    def run(facts: Any, member: Any) -> int | None:
        found = span(facts, member)
        return found[0] if found and found[0] == found[1] else None

    return run


def _members(node: Members) -> Run:
    condition = run_of(node.condition)
    # `exists` is settled by the first yes, `all` by the first no
    settled = node.how == "exists"

    def run(facts: Any, _member: Any) -> Any:
        members = facts.get("members")
        if members is None:
            return None
        result: bool | None = not settled
        for member in members:
            value = condition(facts, member)
            if value is settled:
                return settled
            if value is None:
                result = None
        return result

    return run


def _one_of(node: OneOf) -> Run:
    item, options = run_of(node.item), frozenset(option.value for option in node.options)

    def run(facts: Any, member: Any) -> bool | None:
        value = item(facts, member)
        return None if value is None else value in options

    return run


def _holds(node: Holds) -> Run:
    return pair(run_of(node.item), _fact(node.fact), lambda item, listed: item in listed)


def _choose(node: Choose | ChooseCondition) -> Run:
    condition, then, other = run_of(node.condition), run_of(node.then), run_of(node.other)
    conditional = isinstance(node, ChooseCondition)

    def run(facts: Any, member: Any) -> Any:
        answer = condition(facts, member)
        if answer is not None:
            return then(facts, member) if answer else other(facts, member)
        if not conditional:
            return None
        # either way the same answer: then it does not matter which way
        value = then(facts, member)
        return value if value is not None and value is other(facts, member) else None

    return run


def _to_double(node: ToDouble) -> Run:
    item = run_of(node.item)

    def run(facts: Any, member: Any) -> float | None:
        value = item(facts, member)
        return None if value is None else float(value)

    return run


def _arithmetic(node: Arithmetic) -> Run:
    steps = FRACTION_STEPS if node.kind == "double" else WHOLE_STEPS
    runs = [run_of(item if node.kind == "int" else ToDouble(item)) for item in node.items]
    result = runs[0]
    for sign, item in zip(node.signs, runs[1:], strict=True):
        result = pair(result, item, steps[sign])
    return result


def _age(node: Age) -> Run:
    return pair(run_of(node.born), run_of(node.on), age_on)


_BY_NODE: Mapping[type, Callable[[Any], Run]] = MappingProxyType(
    {
        Constant: _constant,
        Fact: _fact,
        Has: _has,
        Not: _not,
        AllOf: _all_of,
        AnyOf: _any_of,
        Same: _same,
        Compare: _compare,
        OneOf: _one_of,
        Holds: _holds,
        Members: _members,
        ChooseCondition: _choose,
        Choose: _choose,
        Count: _count,
        ToDouble: _to_double,
        Arithmetic: _arithmetic,
        Age: _age,
    }
)
