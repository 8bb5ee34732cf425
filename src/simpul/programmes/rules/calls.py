"""The functions of the profile: has, age, date, and the loops over the members."""

from __future__ import annotations

from datetime import date

from simpul.programmes.rules.faults import KIND_WORDS
from simpul.programmes.rules.scope import Node, Scope, fact_of, kind_of
from simpul.programmes.rules.syntax import Call, Field, Name, Syntax, Text
from simpul.programmes.rules.tree import Age, Compare, Condition, Constant, Count, Has, Members, Value

USAGE = {
    "has": "has(person.age)",
    "age": "age(person.birth_date, today.date)",
    "date": 'date("2026-07-01")',
    "exists": "members.exists(m, m.age >= 60)",
    "all": "members.all(m, m.age >= 15)",
    "exists_one": "members.exists_one(m, m.works)",
    "filter": "members.filter(m, m.in_school).size()",
    "size": "members.size()",
}


def call(shape: Call, scope: Scope) -> Node:
    """Understand a call.

    Raises:
        RuleError: the profile has no such function, or it is written another way.
    """
    if shape.name not in USAGE:
        raise scope.fault("unknown_function", shape, name=shape.name, known=", ".join(USAGE.values()))
    if shape.name == "size":
        return _size(shape, scope)
    on_members = isinstance(shape.base, Name) and shape.base.name == "members"
    if shape.base is None and shape.name in ("has", "age", "date"):
        return _alone(shape, scope)
    if on_members and shape.name in ("exists", "all", "exists_one"):
        return _loop(shape, scope)
    raise _wrong(shape, scope)


def _alone(shape: Call, scope: Scope) -> Node:
    if shape.name == "has":
        return _has(shape, scope)
    return _age(shape, scope) if shape.name == "age" else _date(shape, scope)


def _has(shape: Call, scope: Scope) -> Has:
    if len(shape.arguments) != 1 or not isinstance(shape.arguments[0], Field):
        raise scope.fault("has_needs_fact", shape)
    return Has(fact_of(shape.arguments[0], scope))


def _age(shape: Call, scope: Scope) -> Age:
    match shape.arguments:
        case (born, on):
            return Age(_dated(born, scope), _dated(on, scope))
    raise _wrong(shape, scope)


def _dated(shape: Syntax, scope: Scope) -> Value:
    node = scope.understand(shape)
    kind = kind_of(node)
    if kind != "date":
        raise scope.fault("not_a_date", shape, found=KIND_WORDS[kind])
    return node  # type: ignore[return-value]  # a node of kind date is a Value


def _date(shape: Call, scope: Scope) -> Constant:
    if len(shape.arguments) != 1 or not isinstance(shape.arguments[0], Text):
        raise _wrong(shape, scope)
    written = shape.arguments[0]
    try:
        day = date.fromisoformat(written.value)
    except ValueError:
        day = None
    # fromisoformat reads other forms too, such as 20260701 and 2026-W27-3
    if day is None or day.isoformat() != written.value:
        raise scope.fault("bad_date", written, found=written.value)
    return Constant(day, "date")


def _size(shape: Call, scope: Scope) -> Count:
    if shape.base is not None and shape.arguments:
        raise _wrong(shape, scope)
    counted = (shape.base,) if shape.base is not None else shape.arguments
    if len(counted) != 1:
        raise _wrong(shape, scope)
    of = counted[0]
    if isinstance(of, Name) and of.name == "members":
        _refuse_nested(shape, scope)
        return Count(Constant(True, "bool"))  # noqa: FBT003  # the value of a constant, not a switch
    if (
        isinstance(of, Call)
        and of.name == "filter"
        and isinstance(of.base, Name)
        and of.base.name == "members"
    ):
        return Count(_looped(of, scope))
    raise _wrong(shape, scope)


def _loop(shape: Call, scope: Scope) -> Condition:
    condition = _looped(shape, scope)
    if shape.name == "exists_one":
        return Compare("==", Count(condition), Constant(1, "int"))
    return Members("exists" if shape.name == "exists" else "all", condition)


def _looped(shape: Call, scope: Scope) -> Condition:
    """Understand the condition of a loop over the members."""
    _refuse_nested(shape, scope)
    match shape.arguments:
        case (Name() as variable, condition):
            if variable.name in scope.vocabulary.roots | {"members", "true", "false", "null"}:
                raise scope.fault("name_taken", variable, name=variable.name)
            return scope.with_member(variable.name).condition(condition)
    raise _wrong(shape, scope)


def _refuse_nested(shape: Call, scope: Scope) -> None:
    if scope.member is not None:
        raise scope.fault("nested_members", shape)


def _wrong(shape: Call, scope: Scope) -> Exception:
    return scope.fault("wrong_arguments", shape, name=shape.name, usage=USAGE[shape.name])
