"""SQL as the app role, past every action."""

# ruff: noqa: S608  statements are put together from names of tables, by these tests alone

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import Error, connection, transaction


@contextmanager
def refused(*errors: type[Error]) -> Iterator[None]:
    """What happens here must fail in the database, and the test goes on."""
    with pytest.raises(errors or (Error,)), transaction.atomic():
        yield


def run(statement: str, values: list[Any] | None = None) -> int:
    """Run SQL as the app role; how many rows it touched."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)


def count(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])
