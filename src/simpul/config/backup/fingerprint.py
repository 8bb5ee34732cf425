"""What tells two databases apart: rows and a hash of every table, whatever the order of the rows."""

from __future__ import annotations

from typing import Any

import psycopg
from psycopg import sql

Table = tuple[int, str]
"""Number of rows, and the sum of their hashes."""

#: What stands in these goes stale by itself and is not kept: who is signed in, and the cache.
LEFT_OUT = ("django_session", "ground_cache")
_AS_TEXT = {
    "timezone": "UTC",
    "datestyle": "ISO",
    "intervalstyle": "postgres",
    "bytea_output": "hex",
    "extra_float_digits": "1",
}
_TABLES = """
SELECT c.relname FROM pg_class c
WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace ORDER BY c.relname
"""
_ROWS = (
    "SELECT count(*), coalesce(sum(('x' || left(md5(t::text), 15))::bit(60)::bigint), 0)::text"
    " FROM ONLY {table} t"
)


def fingerprints(connection: psycopg.Connection[Any]) -> dict[str, Table]:
    """Every table that is kept, as the transaction of this connection sees it."""
    for name, value in _AS_TEXT.items():
        connection.execute("SELECT set_config(%s, %s, true)", [name, value])
    return {name: _of(connection, name) for name in tables(connection) if name not in LEFT_OUT}


def tables(connection: psycopg.Connection[Any]) -> list[str]:
    """All tables, partitions included."""
    return [name for (name,) in connection.execute(_TABLES).fetchall()]


def _of(connection: psycopg.Connection[Any], table: str) -> Table:
    row = connection.execute(sql.SQL(_ROWS).format(table=sql.Identifier(table))).fetchone()
    assert row is not None  # noqa: S101  a count is always one row
    return int(row[0]), str(row[1])
