"""Comparisons in rules: of what with what, and what to write instead."""

from __future__ import annotations

from simpul.programmes.rules.faults import KIND_WORDS
from simpul.programmes.rules.numbers import alike
from simpul.programmes.rules.scope import Node, Scope, kind_of
from simpul.programmes.rules.syntax import ListOf, Relation, Syntax
from simpul.programmes.rules.tree import (
    Compare,
    Condition,
    Constant,
    Fact,
    Holds,
    Not,
    OneOf,
    Same,
    Value,
)

_LISTED = ("int", "double", "string")


def relation(shape: Relation, scope: Scope) -> Condition:
    """Understand `left < right` and its sisters, and `in`.

    Raises:
        RuleError: the two sides cannot be compared in this way.
    """
    if shape.sign == "in":
        return _membership(shape, scope)
    left, right = scope.understand(shape.left), scope.understand(shape.right)
    kinds = kind_of(left), kind_of(right)
    if "list" in kinds:
        raise scope.fault("list_misplaced", shape)
    if kinds[0] != kinds[1] and not set(kinds) <= {"int", "double"}:
        raise scope.fault("types_differ", shape, left=KIND_WORDS[kinds[0]], right=KIND_WORDS[kinds[1]])
    if shape.sign not in ("==", "!=") and kinds[0] in ("bool", "string"):
        raise scope.fault("no_order", shape, found=KIND_WORDS[kinds[0]])
    if kinds[0] == "bool":
        return _same(left, right, shape.sign)  # type: ignore[arg-type]  # both are of kind bool
    _check_choice(left, right, shape.right, scope)
    _check_choice(right, left, shape.left, scope)
    left, right = alike(left, right)  # type: ignore[arg-type]  # neither is of kind bool
    return Compare(shape.sign, left, right)  # type: ignore[arg-type]  # one of the six signs of order


def _same(left: Condition, right: Condition, sign: str) -> Condition:
    """`a == b` of two conditions; `a == true` is just `a`."""
    if isinstance(left, Constant):
        left, right = right, left
    if not isinstance(right, Constant):
        return Same(left, right) if sign == "==" else Not(Same(left, right))
    return left if bool(right.value) == (sign == "==") else Not(left)


def _membership(shape: Relation, scope: Scope) -> Condition:
    item = scope.understand(shape.left)
    kind = kind_of(item)
    if kind not in _LISTED:
        raise scope.fault("types_differ", shape, left=KIND_WORDS[kind], right=KIND_WORDS["list"])
    if isinstance(shape.right, ListOf):
        return _one_of(item, shape.right, scope)  # type: ignore[arg-type]  # a listed kind is a Value
    fact = scope.understand(shape.right)
    if not (isinstance(fact, Fact) and fact.kind == "list"):
        raise scope.fault("in_needs_list", shape.right)
    if kind != "string":
        raise scope.fault("types_differ", shape, left=KIND_WORDS[kind], right=KIND_WORDS["string"])
    return Holds(item, fact)  # type: ignore[arg-type]  # a listed kind is a Value


def _one_of(item: Value, listed: ListOf, scope: Scope) -> OneOf:
    if not listed.items:
        raise scope.fault("list_empty", listed)
    options = [_option(item, written, scope) for written in listed.items]
    item, *constants = alike(item, *options)
    return OneOf(item, tuple(constants))  # type: ignore[arg-type]  # alike keeps constants constant


def _option(item: Value, written: Syntax, scope: Scope) -> Constant:
    option = scope.understand(written)
    if not isinstance(option, Constant):
        raise scope.fault("list_needs_constants", written)
    kinds = kind_of(item), option.kind
    if kinds[0] != kinds[1] and not set(kinds) <= {"int", "double"}:
        raise scope.fault("types_differ", written, left=KIND_WORDS[kinds[0]], right=KIND_WORDS[kinds[1]])
    _check_choice(item, option, written, scope)
    return option


def _check_choice(fact: Node, constant: Node, written: Syntax, scope: Scope) -> None:
    """A text that a fact can never hold is a mistake, not a criterion that nobody meets."""
    if not (isinstance(fact, Fact) and isinstance(constant, Constant)):
        return
    spec = scope.vocabulary.find(fact.path)
    if spec and spec.choices and constant.value not in spec.choices:
        choices = ", ".join(spec.choices)
        raise scope.fault("unknown_choice", written, value=constant.value, fact=fact.path, choices=choices)
