"""A played service with all that hangs on it, as it lies in the database."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import psycopg
from django.db import models
from psycopg import sql
from psycopg.rows import dict_row

from simpul.cases.models import (
    Case,
    Certificate,
    Deed,
    Errand,
    Handover,
    Movement,
    Need,
    NeedCommitment,
)
from simpul.funds.models import Commitment, Entry, Posting
from simpul.ground.models import AuditLine
from simpul.referrals.models import Referral, ReferralStep
from simpul.registry.models import Consent, Person, RegistryCheck

Columns = dict[str, Any]
#: Tables whose rows a copy gets, and the column that says whose they are: of a row that was read before.
TABLES: tuple[tuple[type[models.Model], str], ...] = (
    (Case, "id"),
    (Consent, "person_id"),
    (RegistryCheck, "person_id"),
    (Need, "case_id"),
    (Movement, "need_id"),
    (Deed, "need_id"),
    (Errand, "need_id"),
    (Certificate, "need_id"),
    (Handover, "need_id"),
    (NeedCommitment, "need_id"),
    (Commitment, "id"),
    (Entry, "commitment_id"),
    (Posting, "entry_id"),
    (Referral, "need_id"),
    (ReferralStep, "referral_id"),
)
_TRAIL = ("case", "need", "referral", "commitment", "person")
_READ_AT_ONCE = 100


@dataclass
class Graph:
    """One service: its rows by table, its person, the lines of the trail about it."""

    case: Columns
    person: Columns
    rows: list[tuple[type[models.Model], Columns]] = field(default_factory=list)
    trail: list[Columns] = field(default_factory=list)


def read_graphs(connection: psycopg.Connection[Any], keys: Sequence[str]) -> Iterator[Graph]:
    """The services with these keys, in this order, some at a time.

    Args:
        connection: of the owner role, who sees every row.
        keys: of the services.
    """
    for start in range(0, len(keys), _READ_AT_ONCE):
        yield from _read(connection, keys[start : start + _READ_AT_ONCE])


def _read(connection: psycopg.Connection[Any], keys: Sequence[str]) -> list[Graph]:
    owner: dict[str, Graph] = {}
    cases = _rows(connection, Case, "id", keys)
    persons = {row["id"]: row for row in _rows(connection, Person, "id", [row["person_id"] for row in cases])}
    for row in cases:
        graph = Graph(row, persons[row["person_id"]])
        owner |= {str(row["id"]): graph, str(row["person_id"]): graph}
    for model, column in TABLES:
        for row in _rows(connection, model, column, list(owner)):
            graph = owner[str(row[column])]
            graph.rows.append((model, row))
            owner |= {str(row[name]): graph for name in ("id", "commitment_id") if row.get(name)}
    for row in _trail(connection, list(owner)):
        owner[row["key"]].trail.append(row)
    return [owner[key] for key in keys if key in owner]


def _rows(
    connection: psycopg.Connection[Any], model: type[models.Model], column: str, keys: Sequence[Any]
) -> list[Columns]:
    """Rows in the order of their keys, which is that of time."""
    query = sql.SQL("SELECT * FROM {} WHERE {} = ANY(%s::uuid[]) ORDER BY id").format(
        sql.Identifier(model._meta.db_table), sql.Identifier(column)
    )
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query, [list(keys)]).fetchall()


def _trail(connection: psycopg.Connection[Any], keys: Sequence[str]) -> list[Columns]:
    query = sql.SQL(
        "SELECT * FROM {} WHERE kind = ANY(%s) AND key = ANY(%s) AND verb NOT LIKE 'demo.%%' ORDER BY id"
    ).format(sql.Identifier(AuditLine._meta.db_table))
    with connection.cursor(row_factory=dict_row) as cursor:
        return cursor.execute(query, [list(_TRAIL), list(keys)]).fetchall()
