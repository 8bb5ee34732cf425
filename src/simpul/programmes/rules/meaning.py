"""Give the shape of a rule its meaning: every name is a known fact, every part has its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from simpul.programmes.rules.calls import call
from simpul.programmes.rules.comparisons import relation
from simpul.programmes.rules.faults import KIND_WORDS
from simpul.programmes.rules.numbers import alike, arithmetic, negative
from simpul.programmes.rules.scope import Node, Scope, fact_of, kind_of, name_alone
from simpul.programmes.rules.syntax import (
    Call,
    Chain,
    Field,
    ListOf,
    Name,
    Number,
    Relation,
    Syntax,
    Ternary,
    Text,
    Unary,
)
from simpul.programmes.rules.tree import AllOf, AnyOf, Choose, ChooseCondition, Condition, Constant, Not
from simpul.programmes.rules.vocabulary import Vocabulary


def mean(shape: Syntax, text: str, vocabulary: Vocabulary) -> Condition:
    """Check a whole rule, which must be yes or no.

    Raises:
        RuleError: a name, a kind or a form outside the profile.
    """
    return Scope(text, vocabulary, _understand).condition(shape)


def _understand(shape: Syntax, scope: Scope) -> Node:
    return _BY_SHAPE[type(shape)](shape, scope)


def _number(shape: Number, _: Scope) -> Constant:
    return Constant(shape.value, "int" if isinstance(shape.value, int) else "double")


def _text(shape: Text, _: Scope) -> Constant:
    return Constant(shape.value, "string")


def _name(shape: Name, scope: Scope) -> Constant:
    if shape.name not in ("true", "false"):
        raise name_alone(shape, scope)
    return Constant(shape.name == "true", "bool")


def _list(shape: ListOf, scope: Scope) -> Node:
    raise scope.fault("list_misplaced", shape)


def _unary(shape: Unary, scope: Scope) -> Node:
    return Not(scope.condition(shape.item)) if shape.sign == "!" else negative(shape, scope)


def _chain(shape: Chain, scope: Scope) -> Node:
    if shape.signs[0] not in ("&&", "||"):
        return arithmetic(shape, scope)
    items = tuple(scope.condition(item) for item in shape.items)
    return AllOf(items) if shape.signs[0] == "&&" else AnyOf(items)


def _ternary(shape: Ternary, scope: Scope) -> Node:
    condition = scope.condition(shape.condition)
    then, other = scope.understand(shape.then), scope.understand(shape.other)
    kinds = kind_of(then), kind_of(other)
    if "list" in kinds:
        raise scope.fault("list_misplaced", shape.then)
    if kinds[0] != kinds[1] and not set(kinds) <= {"int", "double"}:
        raise scope.fault("types_differ", shape.other, left=KIND_WORDS[kinds[0]], right=KIND_WORDS[kinds[1]])
    if kinds[0] == "bool":
        return ChooseCondition(condition, then, other)  # type: ignore[arg-type]  # both of kind bool
    then, other = alike(then, other)  # type: ignore[arg-type]  # neither is of kind bool
    return Choose(condition, then, other, kind_of(then))


_BY_SHAPE: Mapping[type, Callable[[Any, Scope], Node]] = MappingProxyType(
    {
        Number: _number,
        Text: _text,
        Name: _name,
        Field: fact_of,
        Call: call,
        ListOf: _list,
        Unary: _unary,
        Chain: _chain,
        Relation: relation,
        Ternary: _ternary,
    }
)
