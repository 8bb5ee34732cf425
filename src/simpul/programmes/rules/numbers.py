"""Numbers in rules: whole and fractional ones meet, and no result can leave what 64 bits hold."""

from __future__ import annotations

import math

from simpul.programmes.rules.scope import Scope, kind_of
from simpul.programmes.rules.syntax import Chain, Syntax, Unary
from simpul.programmes.rules.tree import Age, Arithmetic, Choose, Constant, Count, ToDouble, Value
from simpul.programmes.rules.vocabulary import MAX_FACT, MAX_MEMBERS

_LIMIT = {"int": float(2**62), "double": 1e300}
_MAX_AGE = 10_000  # years; dates have four-digit years


def arithmetic(shape: Chain, scope: Scope) -> Arithmetic:
    """Understand `a + b - c` or `a * b / c`.

    Operands become fractions when one of them is a fraction. Whole numbers divide towards zero, as CEL does.

    Raises:
        RuleError: an operand is no number, a division by zero, or a result that could be too large.
    """
    items = alike(*(scope.number(item) for item in shape.items))
    kind = kind_of(items[0])
    bound = _bound(items[0])
    for sign, item, written in zip(shape.signs, items[1:], shape.items[1:], strict=True):
        if sign in "/%" and isinstance(item, Constant) and item.value == 0:
            raise scope.fault("divided_by_zero", written)
        if sign == "%" and kind == "double":
            raise scope.fault("fraction_remainder", written)
        bound = _bounded(bound, sign, item, scope, written)
    return Arithmetic(items, shape.signs, kind, bound)


def negative(shape: Unary, scope: Scope) -> Value:
    """Understand `-item`.

    Raises:
        RuleError: the item is no number, or could be too large.
    """
    item = scope.number(shape.item)
    if isinstance(item, Constant):
        return Constant(-item.value, item.kind)  # type: ignore[operator]  # a constant of kind int or double
    kind = kind_of(item)
    zero = Constant(0, "int") if kind == "int" else Constant(0.0, "double")
    return Arithmetic((zero, item), ("-",), kind, _bounded(0.0, "-", item, scope, shape.item))


def alike(*values: Value) -> tuple[Value, ...]:
    """Turn whole numbers into fractions when a fraction is among the values; leave other kinds alone."""
    kinds = {kind_of(value) for value in values}
    return tuple(map(_to_double, values)) if kinds == {"int", "double"} else values


def _to_double(value: Value) -> Value:
    if kind_of(value) == "double":
        return value
    if isinstance(value, Constant):
        return Constant(float(value.value), "double")  # type: ignore[arg-type]  # a constant of kind int
    return ToDouble(value)


def _bounded(bound: float, sign: str, item: Value, scope: Scope, written: Syntax) -> float:
    """Return the greatest absolute value after one more step.

    A quotient of fractions may be infinite; nothing may be reckoned with it then.
    """
    kind, right = kind_of(item), _bound(item)
    steps = {"+": bound + right, "-": bound + right, "*": bound * right, "/": bound, "%": min(bound, right)}
    result = steps[sign]
    if max(bound, right, result) > _LIMIT[kind]:
        raise scope.fault("too_large", written)
    if sign == "/" and kind == "double":
        smallest = _smallest(item)
        return bound / smallest if smallest else math.inf
    return result


def _bound(value: Value) -> float:
    if isinstance(value, Constant):
        return abs(float(value.value))  # type: ignore[arg-type]  # a constant of kind int or double
    if isinstance(value, Arithmetic):
        return value.bound
    if isinstance(value, Choose):
        return max(_bound(value.then), _bound(value.other))
    if isinstance(value, ToDouble):
        return _bound(value.item)
    return float({Count: MAX_MEMBERS, Age: _MAX_AGE}.get(type(value), MAX_FACT))


def _smallest(divisor: Value) -> float:
    """The smallest absolute value of a divisor that is not zero; zero when there is none."""
    if isinstance(divisor, Constant):
        return abs(float(divisor.value))  # type: ignore[arg-type]  # a constant of kind double
    return 1.0 if isinstance(divisor, ToDouble) else 0.0
