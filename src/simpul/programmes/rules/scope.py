"""What is needed to understand a part of a rule: the vocabulary, the member at hand, the whole text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType

from simpul.programmes.rules.faults import KIND_WORDS, RuleError, fault
from simpul.programmes.rules.syntax import Field, Name, Syntax
from simpul.programmes.rules.tree import (
    Age,
    Arithmetic,
    Choose,
    Condition,
    Constant,
    Count,
    Fact,
    Kind,
    ToDouble,
    Value,
)
from simpul.programmes.rules.vocabulary import Vocabulary

Node = Condition | Value

_COMPARED: Mapping[Kind, str] = MappingProxyType(
    {
        "int": "family.decile <= 4",
        "double": "house.area_m2 < 7.2",
        "string": 'person.sex == "P"',
        "date": "age(person.birth_date, today.date) >= 60",
        "list": '"pkh" in family.receives',
    }
)


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a part of a rule stands.

    Attributes:
        text: The whole rule, for the position of a mistake.
        vocabulary: The facts it may ask for.
        understand_in: How a part is understood; handed in so that every module of the profile can call it.
        member: The name of the member at hand inside `members.exists(m, ...)`; None outside.
    """

    text: str
    vocabulary: Vocabulary
    understand_in: Callable[[Syntax, Scope], Node]
    member: str | None = None

    def fault(self, code: str, shape: Syntax, **values: object) -> RuleError:
        """Build the error for a part of the rule."""
        return fault(code, self.text, shape.at, **values)

    def understand(self, shape: Syntax) -> Node:
        """Check the names and types of a part of the rule."""
        return self.understand_in(shape, self)

    def with_member(self, name: str) -> Scope:
        """The scope inside a loop over the members."""
        return replace(self, member=name)

    def condition(self, shape: Syntax) -> Condition:
        """Understand a part that must be yes or no.

        Raises:
            RuleError: it has another kind.
        """
        node = self.understand(shape)
        kind = kind_of(node)
        if kind != "bool":
            raise self.fault("not_yes_or_no", shape, found=KIND_WORDS[kind], instead=_COMPARED[kind])
        return node  # type: ignore[return-value]  # a node of kind bool is a Condition

    def number(self, shape: Syntax) -> Value:
        """Understand a part that must be a number.

        Raises:
            RuleError: it has another kind.
        """
        node = self.understand(shape)
        kind = kind_of(node)
        if kind not in ("int", "double"):
            raise self.fault("not_a_number", shape, found=KIND_WORDS[kind])
        return node  # type: ignore[return-value]  # a node of kind int or double is a Value


def kind_of(node: Node) -> Kind:
    """Return the kind of a checked part."""
    if isinstance(node, Constant | Fact | Choose | Arithmetic):
        return node.kind
    if isinstance(node, Age | Count):
        return "int"
    return "double" if isinstance(node, ToDouble) else "bool"


def fact_of(shape: Field, scope: Scope) -> Fact:
    """Return the fact that `root.name` stands for.

    Raises:
        RuleError: the vocabulary has no such fact, or a member's fact is asked for outside a loop.
    """
    base = shape.base
    written = f"{base.name}.{shape.name}" if isinstance(base, Name) else shape.name
    if not isinstance(base, Name):
        raise _unknown(shape, scope, written)
    if base.name == "members":
        raise scope.fault("members_need_loop", base)
    path = f"members.{shape.name}" if base.name == scope.member else written
    spec = scope.vocabulary.find(path)
    if spec is None:
        raise _unknown(shape, scope, written, path)
    return Fact(path, spec.kind)


def name_alone(shape: Name, scope: Scope) -> RuleError:
    """Build the error for a name that stands without its root."""
    if shape.name == "members":
        return scope.fault("members_need_loop", shape)
    if shape.name == "null":
        return scope.fault("null_not_used", shape, instead="has(person.age) / !has(person.age)")
    root = f"members.{shape.name}" if scope.member and shape.name != scope.member else shape.name
    looked_for = "members.age" if shape.name == scope.member else root
    nearest = _listed(scope.vocabulary.nearest(looked_for), scope)
    return scope.fault("fact_needs_root", shape, name=shape.name, nearest=nearest)


def _unknown(shape: Field, scope: Scope, written: str, path: str = "") -> RuleError:
    nearest = _listed(scope.vocabulary.nearest(path or written), scope)
    return scope.fault("unknown_fact", shape, name=written, nearest=nearest)


def _listed(paths: tuple[str, ...], scope: Scope) -> str:
    """List facts as they would be written here: with the member's own name inside a loop."""
    return ", ".join(
        f"{scope.member}.{path.partition('.')[2]}" if path.startswith("members.") else path for path in paths
    )
