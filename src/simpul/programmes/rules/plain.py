"""Write a rule as two ordinary CEL expressions, *surely true* and *surely false*; neither = unknown.

Each asks with `has` before it reads, so it never fails and any two-valued engine gives the same answer.
They read facts in the form of `Vocabulary.plain`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from simpul.programmes.rules.pieces import (
    ATOM,
    FALSE,
    OR,
    PRODUCT,
    SUM,
    TERNARY,
    TRUE,
    Piece,
    all_of,
    any_of,
    limited,
    literal,
    negated,
    related,
)
from simpul.programmes.rules.tree import (
    Age,
    AllOf,
    AnyOf,
    Arithmetic,
    Choose,
    ChooseCondition,
    Compare,
    Condition,
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

_MEMBERS = "family.members"
_OPPOSITES: Mapping[Order, Order] = MappingProxyType({"<": ">=", "<=": ">", ">": "<=", ">=": "<"})


class Both(NamedTuple):
    """The two expressions of a condition."""

    yes: Piece
    no: Piece


class Span(NamedTuple):
    """A value: whether it is known, its least and greatest amount (the same unless members are unknown)."""

    known: Piece
    low: Piece
    high: Piece


_HAS_MEMBERS = Piece(f"has({_MEMBERS})", ATOM)


def both(node: Condition) -> Both:
    """Write the two expressions of a condition.

    Raises:
        TooLongError: one of them is longer than `MAX_PLAIN`.
    """
    return _CONDITIONS[type(node)](node)


def _span(node: Value) -> Span:
    return _VALUES[type(node)](node)


def _exact(node: Value) -> tuple[Piece, Piece]:
    """Whether a value is known exactly, and the value."""
    known, low, high = _span(node)
    return (known if low == high else all_of(known, related(low, "==", high))), low


def _path(fact: Fact) -> Piece:
    return Piece(f"m.{fact.name}" if fact.of_member else fact.path, ATOM)


def _has(fact: Fact) -> Piece:
    return Piece(f"has({_path(fact).text})", ATOM)


def _constant_condition(node: Constant) -> Both:
    return Both(TRUE, FALSE) if node.value else Both(FALSE, TRUE)


def _constant(node: Constant) -> Span:
    piece = literal(node.value)
    return Span(TRUE, piece, piece)


def _fact_condition(node: Fact) -> Both:
    return Both(all_of(_has(node), _path(node)), all_of(_has(node), negated(_path(node))))


def _fact(node: Fact) -> Span:
    return Span(_has(node), _path(node), _path(node))


def _has_condition(node: Has) -> Both:
    return Both(_has(node.fact), negated(_has(node.fact)))


def _opposite(node: Not) -> Both:
    yes, no = both(node.item)
    return Both(no, yes)


def _every(node: AllOf) -> Both:
    items = [both(item) for item in node.items]
    return Both(all_of(*(item.yes for item in items)), any_of(*(item.no for item in items)))


def _some(node: AnyOf) -> Both:
    items = [both(item) for item in node.items]
    return Both(any_of(*(item.yes for item in items)), all_of(*(item.no for item in items)))


def _same(node: Same) -> Both:
    left, right = both(node.left), both(node.right)
    return Both(
        any_of(all_of(left.yes, right.yes), all_of(left.no, right.no)),
        any_of(all_of(left.yes, right.no), all_of(left.no, right.yes)),
    )


def _compare(node: Compare) -> Both:
    left, right = _span(node.left), _span(node.right)
    if node.order in ("==", "!="):
        equal, different = _equal(left, right), _different(left, right)
        yes, no = (equal, different) if node.order == "==" else (different, equal)
    elif node.order in ("<", "<="):
        yes = related(left.high, node.order, right.low)
        no = related(left.low, _OPPOSITES[node.order], right.high)
    else:
        yes = related(left.low, node.order, right.high)
        no = related(left.high, _OPPOSITES[node.order], right.low)
    return Both(all_of(left.known, right.known, yes), all_of(left.known, right.known, no))


def _equal(left: Span, right: Span) -> Piece:
    return all_of(related(left.low, "==", right.high), related(left.high, "==", right.low))


def _different(left: Span, right: Span) -> Piece:
    if left.low == left.high and right.low == right.high:
        return related(left.low, "!=", right.low)
    return any_of(related(left.high, "<", right.low), related(left.low, ">", right.high))


def _one_of(node: OneOf) -> Both:
    known, item = _exact(node.item)
    options = ", ".join(literal(option.value).text for option in node.options)
    return _inside(known, related(item, "in", Piece(f"[{options}]", ATOM)))


def _holds(node: Holds) -> Both:
    known, item = _exact(node.item)
    return _inside(all_of(known, _has(node.fact)), related(item, "in", _path(node.fact)))


def _inside(known: Piece, inside: Piece) -> Both:
    return Both(all_of(known, inside), all_of(known, negated(inside)))


def _loop(how: str, condition: Piece) -> Piece:
    return limited(Piece(f"{_MEMBERS}.{how}(m, {condition.text})", ATOM))


def _members(node: Members) -> Both:
    yes, no = both(node.condition)
    other = "all" if node.how == "exists" else "exists"
    return Both(all_of(_HAS_MEMBERS, _loop(node.how, yes)), all_of(_HAS_MEMBERS, _loop(other, no)))


def _count(node: Count) -> Span:
    yes, no = both(node.condition)
    if yes == TRUE:
        size = Piece(f"{_MEMBERS}.size()", ATOM)
        return Span(_HAS_MEMBERS, size, size)
    low, high = (Piece(f"{_loop('filter', each).text}.size()", ATOM) for each in (yes, negated(no)))
    return Span(_HAS_MEMBERS, low, high)


def _choose_condition(node: ChooseCondition) -> Both:
    condition, then, other = both(node.condition), both(node.then), both(node.other)
    return Both(
        any_of(all_of(condition.yes, then.yes), all_of(condition.no, other.yes), all_of(then.yes, other.yes)),
        any_of(all_of(condition.yes, then.no), all_of(condition.no, other.no), all_of(then.no, other.no)),
    )


def _choose(node: Choose) -> Span:
    condition = both(node.condition)
    (then_known, then), (other_known, other) = _exact(node.then), _exact(node.other)
    known = any_of(all_of(condition.yes, then_known), all_of(condition.no, other_known))
    value = limited(Piece(f"{condition.yes.at(OR)} ? {then.at(OR)} : {other.at(TERNARY)}", TERNARY))
    return Span(known, value, value)


def _to_double(node: ToDouble) -> Span:
    known, low, high = _span(node.item)
    return Span(known, *(limited(Piece(f"double({each.text})", ATOM)) for each in (low, high)))


def _arithmetic(node: Arithmetic) -> Span:
    level = SUM if node.signs[0] in "+-" else PRODUCT
    known, first = _exact(node.items[0])
    knowns, texts = [known], [first.at(level)]
    for sign, item in zip(node.signs, node.items[1:], strict=True):
        known, value = _exact(item)
        knowns.append(known)
        if sign in "/%" and not isinstance(item, Constant):
            zero = Piece("0.0" if node.kind == "double" else "0", ATOM)
            knowns.append(related(value, "!=", zero))
        texts += [sign, value.at(level + 1)]
    result = limited(Piece(" ".join(texts), level))
    return Span(all_of(*knowns), result, result)


def _age(node: Age) -> Span:
    (born_known, born), (on_known, on) = _exact(node.born), _exact(node.on)
    years = limited(Piece(f"({on.at(SUM)} - {born.at(PRODUCT)}) / 10000", PRODUCT))
    return Span(all_of(born_known, on_known, related(born, "<=", on)), years, years)


_CONDITIONS: Mapping[type, Callable[[Any], Both]] = MappingProxyType(
    {
        Constant: _constant_condition,
        Fact: _fact_condition,
        Has: _has_condition,
        Not: _opposite,
        AllOf: _every,
        AnyOf: _some,
        Same: _same,
        Compare: _compare,
        OneOf: _one_of,
        Holds: _holds,
        Members: _members,
        ChooseCondition: _choose_condition,
    }
)
_VALUES: Mapping[type, Callable[[Any], Span]] = MappingProxyType(
    {
        Constant: _constant,
        Fact: _fact,
        Choose: _choose,
        Count: _count,
        ToDouble: _to_double,
        Arithmetic: _arithmetic,
        Age: _age,
    }
)
