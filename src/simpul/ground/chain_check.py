"""Reading the whole audit chain: is it unbroken, and if not, where?

Works on a connection of the database's owner, who sees every line. Everything is read once, in one snapshot,
without keeping it in memory.
"""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

import psycopg
from psycopg.rows import namedtuple_row

from simpul.ground import chain
from simpul.ground.chain import Head
from simpul.ground.crypto import Keyring

Kind = Literal["changed", "removed", "added", "copied", "cut", "begun_anew"]
_BATCH = 2_000
_COLUMNS = ", ".join(f"a.{name}" for name in ("id", "at", "seal", *chain.FIELDS))
#: What the database hashes of a line that is older than the chain; the migration's trigger holds the same.
UNSEALED = (
    "sha256(convert_to(jsonb_build_array(to_char({row}.at AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US'),"
    " {row}.district_code, {row}.actor, {row}.seat, {row}.officer, {row}.verb, {row}.kind, {row}.key,"
    " {row}.label, {row}.fields, {row}.reason, {row}.command)::text, 'UTF8'))"
)
_LINKS = (
    f"SELECT l.position, l.line, l.mac, {UNSEALED.format(row='a')} AS hashed, {_COLUMNS}"  # noqa: S608  # nosec B608 - our columns
    " FROM ground_auditlink l LEFT JOIN ground_auditline a ON a.id = l.line"
    " WHERE l.position > 0 ORDER BY l.position"
)
_LOOSE = (
    f"SELECT w.line IS NOT NULL AS waits, {_COLUMNS} FROM ground_auditline a"  # noqa: S608  # nosec B608 - our columns
    " LEFT JOIN ground_auditwaiting w ON w.line = a.id"
    " WHERE NOT EXISTS (SELECT 1 FROM ground_auditlink l WHERE l.line = a.id AND l.position > 0)"
    " ORDER BY a.id"
)
_COPIES = (
    "SELECT id FROM (SELECT id, row_number() OVER (PARTITION BY seal ORDER BY id) AS nth"
    " FROM ground_auditline WHERE seal IS NOT NULL) seen WHERE nth > 1 ORDER BY id"
)


class Fault(NamedTuple):
    """One thing that is wrong. `line` is the key of an audit line, or 0 where only the place is known."""

    kind: Kind
    line: int
    position: int
    until: int = 0


@dataclass
class Report:
    """What was found: no faults means that every line is as it was written."""

    head: Head | None = None
    lines: int = 0
    waiting: int = 0
    faults: list[Fault] = field(default_factory=list)

    def add(self, kind: Kind, *, line: int = 0, position: int = 0, until: int = 0) -> None:
        """Note a fault."""
        self.faults.append(Fault(kind, line, position, until))


def verify(connection: psycopg.Connection[Any], ring: Keyring, *, since: Head | None = None) -> Report:
    """Read the chain from its first link to its last, and every line outside it.

    Args:
        connection: of the owner role, outside a transaction.
        ring: the keyring that sealed the lines.
        since: a head that was noted before; the chain must still hold it.
    """
    report = Report()
    key = chain.secret(ring)
    connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
    with connection.transaction():
        if connection.execute("SELECT row_security_active('ground_auditline')").fetchone() != (False,):
            raise psycopg.errors.InsufficientPrivilege("ground_auditline")
        born = _walk(connection, key, report, since)
        for row in _stream(connection, "loose", _LOOSE):
            if row.waits and _genuine(row, key, born):
                report.waiting += 1
            else:
                report.add("added", line=row.id)
        for row in _stream(connection, "copies", _COPIES):
            report.add("copied", line=row.id)
    return report


def _walk(connection: psycopg.Connection[Any], key: bytes, report: Report, since: Head | None) -> int:
    """Follow the links; the key of the newest line that may be unsealed."""
    first = connection.execute("SELECT line, mac FROM ground_auditlink WHERE position = 0").fetchone()
    born = first[0] if first else 0
    before: bytes | None = bytes(first[1]) if first else None
    if first and before != chain.birth(key, born):
        report.add("begun_anew")
    expected = 1
    report.head = Head(0, before) if before is not None else None
    _hold_against(report, since)
    for row in _stream(connection, "links", _LINKS):
        if row.position != expected:
            report.add("cut", position=expected, until=row.position - 1)
            before = None
        fault = _fault(row, key, before, born)
        if fault:
            report.add(fault, line=row.line, position=row.position)
        expected, before = row.position + 1, bytes(row.mac)
        report.lines += row.id is not None
        report.head = Head(row.position, before)
        _hold_against(report, since)
    if since is not None and (report.head is None or report.head.position < since.position):
        report.add("cut", position=expected, until=since.position)
    return born


def _hold_against(report: Report, since: Head | None) -> None:
    here = report.head
    if since is not None and here is not None and here.position == since.position and here != since:
        report.add("begun_anew", position=here.position)


def _fault(row: Any, key: bytes, before: bytes | None, born: int) -> Kind | None:
    """What is wrong with one link and its line. After a gap only the seal can tell."""
    if row.id is None:
        return "removed"
    if not _genuine(row, key, born):
        return "added" if row.seal is None and row.line > born else "changed"
    digest = bytes(row.seal) if row.seal is not None else bytes(row.hashed)
    if before is None:
        return None
    made = chain.link(key, before, position=row.position, line=row.line, digest=digest)
    return None if hmac.compare_digest(made, bytes(row.mac)) else "changed"


def _genuine(row: Any, key: bytes, born: int) -> bool:
    """Whether a line is sealed by us, or older than the chain."""
    if row.seal is None:
        return bool(row.id <= born)
    return chain.sealed_by_us(row, bytes(row.seal), key)


def _stream(connection: psycopg.Connection[Any], name: str, query: str) -> Iterator[Any]:
    with connection.cursor(name=name, row_factory=namedtuple_row) as cursor:
        cursor.itersize = _BATCH
        cursor.execute(query.encode())
        yield from cursor
