"""New keys reach everything: what lies under an older key is opened and sealed anew, batch by batch.

Each batch is a transaction of its own and each file is replaced in one step, so a rotation that was killed
goes on where it stopped. Rows are read in the order of their keys, a batch at a time: memory does not grow
with them. The connection is the owner's, because no seat sees every row.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

import psycopg
from psycopg import sql

from simpul.ground.crypto import Keyring, KeyringError, key_id_of
from simpul.ground.sealed import Column, Folder, Kind, Passing, kinds
from simpul.ground.whole_files import sweep, written_beside

BATCH = 500
_HEADER = 256
"""Bytes of a file that hold its key's id, whichever it is."""


@dataclass
class Pass:
    """What one pass did: things sealed anew by kind, and those that no key of the ring opens."""

    done: Counter[str] = field(default_factory=Counter)
    damaged: list[str] = field(default_factory=list)


def reseal(connection: psycopg.Connection[Any], ring: Keyring) -> Pass:
    """Seal everything under the current keys that lies under older ones.

    Args:
        connection: of the owner role, outside a transaction.
        ring: the keyring; its old keys open, its current ones seal.

    Raises:
        psycopg.errors.InsufficientPrivilege: policies bind this role, it would miss rows.
    """
    told = Pass()
    for kind, place in _places():
        if isinstance(place, Column):
            _reseal_column(connection, ring, kind, place, told)
        else:
            _reseal_folder(ring, kind, place, told)
    return told


def depending(connection: psycopg.Connection[Any], ring: Keyring) -> dict[str, Counter[str]]:
    """How many things of each kind lie under each older key; empty when nothing does.

    Read from the key id that every sealed thing begins with.

    Raises:
        psycopg.errors.InsufficientPrivilege: as `reseal`.
    """
    found: dict[str, Counter[str]] = {}
    for kind, place in _places():
        if isinstance(place, Column):
            keys = _keys_of_column(connection, place)
        else:
            keys = Counter(_key_of(_head(path)) for path in _files(place))
        for key_id, count in keys.items():
            if key_id != ring.key_ids[-1]:
                found.setdefault(kind.name, Counter())[key_id] += count
    return found


def longest_passing() -> int:
    """Seconds until nothing sealed in passing (a slip's address, a draft) can lie under an older key."""
    return max(place.seconds for kind in kinds() for place in kind.places if isinstance(place, Passing))


def _places() -> Iterator[tuple[Kind, Column | Folder]]:
    for kind in kinds():
        for place in kind.places:
            if not isinstance(place, Passing):
                yield kind, place


def _sealed_bytes(place: Column) -> sql.Composable:
    column = sql.Identifier(place.column)
    if not place.inside:
        return column
    return sql.SQL("decode({column}->>{inside}, 'base64')").format(
        column=column, inside=sql.Literal(place.inside)
    )


def _refuse_blind(connection: psycopg.Connection[Any], place: Column) -> None:
    """A role that policies bind would find nothing and say that all is done."""
    if connection.execute("SELECT row_security_active(%s)", [place.table]).fetchone() != (False,):
        raise psycopg.errors.InsufficientPrivilege(place.table)


def _keys_of_column(connection: psycopg.Connection[Any], place: Column) -> Counter[str]:
    _refuse_blind(connection, place)
    rows = connection.execute(
        sql.SQL(
            "SELECT CASE WHEN length(s) > 0 THEN substring(s FROM 2 FOR get_byte(s, 0)) ELSE '' END, count(*)"
            " FROM (SELECT {sealed} AS s FROM {table}) held WHERE s IS NOT NULL GROUP BY 1"
        ).format(sealed=_sealed_bytes(place), table=sql.Identifier(place.table))
    )
    return Counter({bytes(key).decode("ascii", "replace"): count for key, count in rows})


def _reseal_column(
    connection: psycopg.Connection[Any], ring: Keyring, kind: Kind, place: Column, told: Pass
) -> None:
    _refuse_blind(connection, place)
    update = _update(place)
    current = ring.key_ids[-1]
    last: Any = None
    while True:
        with connection.transaction():
            rows = connection.execute(
                _select(place, onward=last is not None), {"header": _header(current), "last": last}
            ).fetchall()
            changes = []
            for key, sealed in rows:
                fresh = _sealed_anew(ring, kind, key, bytes(sealed), told)
                if fresh is not None:
                    changes.append({"key": key, "sealed": fresh, "key_id": current})
            connection.cursor().executemany(update, changes)
        told.done[kind.name] += len(changes)
        if len(rows) < BATCH:
            return
        last = rows[-1][0]


def _select(place: Column, *, onward: bool) -> sql.Composed:
    return sql.SQL(
        "SELECT id, {sealed} FROM {table} WHERE {sealed} IS NOT NULL"
        " AND substring({sealed} FROM 1 FOR length(%(header)s::bytea)) <> %(header)s::bytea {onward}"
        " ORDER BY id LIMIT {batch} FOR UPDATE"
    ).format(
        sealed=_sealed_bytes(place),
        table=sql.Identifier(place.table),
        onward=sql.SQL("AND id > %(last)s") if onward else sql.SQL(""),
        batch=sql.Literal(BATCH),
    )


def _update(place: Column) -> sql.Composed:
    fresh: sql.Composable = sql.SQL("%(sealed)s::bytea")
    if place.inside:
        fresh = sql.SQL(
            "jsonb_set({column}, {path}, to_jsonb(translate(encode({fresh}, 'base64'), chr(10), '')))"
        ).format(column=sql.Identifier(place.column), path=sql.Literal([place.inside]), fresh=fresh)
    changes = [sql.SQL("{} = {}").format(sql.Identifier(place.column), fresh)]
    if place.key_id:
        changes.append(sql.SQL("{} = %(key_id)s").format(sql.Identifier(place.key_id)))
    return sql.SQL("UPDATE {table} SET {changes} WHERE id = %(key)s").format(
        table=sql.Identifier(place.table), changes=sql.SQL(", ").join(changes)
    )


def _reseal_folder(ring: Keyring, kind: Kind, place: Folder, told: Pass) -> None:
    sweep(Path(place.path()))
    for path in _files(place):
        if _key_of(_head(path)) == ring.key_ids[-1]:
            continue
        fresh = _sealed_anew(ring, kind, path.name, path.read_bytes(), told)
        if fresh is not None:
            with written_beside(path) as file:
                file.write(fresh)
            told.done[kind.name] += 1


def _files(place: Folder) -> Iterator[Path]:
    """The sealed files of a folder."""
    folder = Path(place.path())
    if not folder.is_dir():
        return
    with os.scandir(folder) as entries:
        for entry in entries:
            if _is_key(entry.name):
                yield folder / entry.name


def _is_key(name: str) -> bool:
    try:
        return str(UUID(name)) == name
    except ValueError:
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEADER)


def _sealed_anew(ring: Keyring, kind: Kind, key: Any, sealed: bytes, told: Pass) -> bytes | None:
    """The same thing under the current key; None, and noted, when no key of the ring opens it."""
    try:
        return kind.seal(ring, key, kind.open(ring, key, sealed))
    except KeyringError:
        told.damaged.append(f"{kind.name} {key}")
        return None


def _header(key_id: str) -> bytes:
    return len(key_id).to_bytes(1, "big") + key_id.encode()


def _key_of(head: bytes) -> str:
    try:
        return key_id_of(head)
    except KeyringError:
        return ""
