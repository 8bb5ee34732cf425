"""Rows as lines for COPY, with every column of the table: what nobody says has the model's own default.

Lines are collected by table and sent table by table in the order they first came, so parents stand before
their children. Constraints, foreign keys and the triggers that keep history see every row; row-level security
is not asked, because PostgreSQL copies into guarded tables for their owner alone.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import psycopg
from django.db import models
from psycopg import sql

from simpul.demo.population.rows import Row

_NULL = "\\N"
_ESCAPED = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})
_WRITTEN: dict[type, Callable[[Any], str]] = {
    bool: lambda value: "t" if value else "f",
    bytes: lambda value: f"\\\\x{value.hex()}",
    list: lambda value: "{" + ",".join(f'"{each}"' for each in value) + "}",
}


class Table:
    """A table, and the default of each of its columns."""

    def __init__(self, model: type[models.Model], given: Mapping[str, Any]) -> None:
        fields = {field.column: field for field in model._meta.concrete_fields if field.column}
        self.name = model._meta.db_table
        self.columns = tuple(fields)
        self._default = {
            column: text_of(given[column] if column in given else _default(field))
            for column, field in fields.items()
        }
        self._json = {column for column, field in fields.items() if isinstance(field, models.JSONField)}

    def line(self, columns: Mapping[str, Any]) -> str:
        """A row as a line.

        Raises:
            KeyError: there is no such column.
        """
        line = dict(self._default)
        for column, value in columns.items():
            if column not in line:
                raise KeyError(self.name, column)
            as_json = column in self._json and value is not None
            line[column] = text_of(json.dumps(value) if as_json else value)
        return "\t".join(line.values()) + "\n"


class Lines:
    """Lines of many tables on their way into the database.

    Args:
        given: values of columns that every row has which does not say otherwise (`added_at`, `edition_id`).
    """

    def __init__(self, given: Mapping[str, Any]) -> None:
        self._given = given
        self._tables: dict[type[models.Model], Table] = {}
        self._lines: dict[type[models.Model], list[str]] = {}

    def add(self, rows: Iterable[Row]) -> None:
        """Take rows; nothing is sent yet."""
        for model, columns in rows:
            table = self._tables.get(model)
            if table is None:
                table = self._tables[model] = Table(model, self._given)
            self._lines.setdefault(model, []).append(table.line(columns))

    def send(self, connection: psycopg.Connection[Any]) -> int:
        """Copy what was taken, parents first, inside the caller's transaction; answers how many rows."""
        sent = 0
        for model, lines in self._lines.items():
            table = self._tables[model]
            sent += copy_lines(connection, table.name, table.columns, lines)
            lines.clear()
        return sent


def copy_lines(
    connection: psycopg.Connection[Any], table: str, columns: Iterable[str], lines: Sequence[str]
) -> int:
    """Copy lines into these columns of a table, inside the caller's transaction; answers how many."""
    statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        copy.write("".join(lines))
    return len(lines)


def text_of(value: Any) -> str:
    r"""A value as COPY reads it.

    >>> text_of(None), text_of(True), text_of(b"\x01"), text_of("a\tb"), text_of([])
    ('\\N', 't', '\\\\x01', 'a\\tb', '{}')
    """
    if isinstance(value, str):
        plain = "\\" not in value and "\t" not in value and "\n" not in value and "\r" not in value
        return value if plain else value.translate(_ESCAPED)
    if value is None:
        return _NULL
    written = _WRITTEN.get(type(value))
    return str(value) if written is None else written(value)


def _default(field: models.Field[Any, Any]) -> Any:
    default = field.get_default()
    return json.dumps(default) if isinstance(field, models.JSONField) and default is not None else default
