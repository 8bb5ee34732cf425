"""Long lists: read from a mark on, and counted only as far as a number says something.

A list that grows is never skipped through: its next page begins after the last line of this one, found by the
index that orders the list. The mark is the line's own place in the order, so it holds when lines come or go.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet, ValidationError
from django.db import connection
from django.db.models import Model, Q, QuerySet

MOST_COUNTED = 999
"""A count goes one further than this and stops; then it means "more"."""
_LONGEST_MARK = 200
_BETWEEN = "~"

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Slice(Generic[Row]):
    """Some lines of a list, and the mark from which the next begin; empty after the last."""

    rows: tuple[Row, ...]
    after: str


def slice_of(chosen: QuerySet[Row], *, order: Sequence[str], mark: str = "", size: int) -> Slice[Row]:
    """The lines after a mark, in an order that no two lines share (one query).

    Args:
        chosen: the list.
        order: columns of its own table, the last one unique; `-` before a column turns it round.
        mark: where the page before ended, as it was given; what is no such mark means the beginning.
        size: how many lines at most.
    """
    values = _values(chosen.model, order, mark)
    rows = list((chosen.filter(_beyond(order, values)) if values else chosen).order_by(*order)[: size + 1])
    more = len(rows) > size
    return Slice(tuple(rows[:size]), _mark(rows[size - 1], order) if more else "")


def count_each(**chosen: QuerySet[Any]) -> dict[str, int]:
    """How many rows of each list are in sight, up to one more than `MOST_COUNTED` (one query for all)."""
    counts = dict.fromkeys(chosen, 0)
    asked: dict[str, str] = {}
    given: list[Any] = []
    for name, rows in chosen.items():
        try:
            text, params = rows.order_by().values("pk")[: MOST_COUNTED + 1].query.sql_with_params()
        except EmptyResultSet:
            continue
        asked[name] = f"(SELECT count(*) FROM ({text}) counted)"  # noqa: S608  # nosec B608 - made by the ORM
        given += params
    if asked:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {', '.join(asked.values())}", given)
            counts |= dict(zip(asked, cursor.fetchone(), strict=True))
    return counts


def _columns(model: type[Model], order: Sequence[str]) -> list[Any]:
    return [
        model._meta.pk if name in {"pk", "-pk"} else model._meta.get_field(name.removeprefix("-"))
        for name in order
    ]


def _mark(row: Model, order: Sequence[str]) -> str:
    return _BETWEEN.join(_word(getattr(row, name.removeprefix("-"))) for name in order)


def _word(value: object) -> str:
    """A value as a word that may stand in an address as it is."""
    return f"{value.astimezone(UTC):%Y%m%dT%H%M%S.%fZ}" if isinstance(value, datetime) else str(value)


def _values(model: type[Model], order: Sequence[str], mark: str) -> list[Any]:
    """The values a mark holds; none where it is no mark of this order."""
    words = mark.split(_BETWEEN) if len(mark) <= _LONGEST_MARK and mark.isprintable() else []
    if len(words) != len(order):
        return []
    try:
        values = [column.to_python(word) for column, word in zip(_columns(model, order), words, strict=True)]
    except (ValidationError, ValueError, OverflowError):
        return []
    naive = any(isinstance(value, datetime) and value.tzinfo is None for value in values)
    return [] if naive or None in values else values


def _beyond(order: Sequence[str], values: Sequence[Any]) -> Q:
    """What comes after these values; the first column also by itself, so that an index is entered there."""
    same, beyond = Q(), Q(pk__in=())
    for name, value in zip(order, values, strict=True):
        column, turned = name.removeprefix("-"), name.startswith("-")
        beyond |= same & Q(**{f"{column}__{'lt' if turned else 'gt'}": value})
        same &= Q(**{column: value})
    first, turned = order[0].removeprefix("-"), order[0].startswith("-")
    return Q(**{f"{first}__{'lte' if turned else 'gte'}": values[0]}) & beyond
