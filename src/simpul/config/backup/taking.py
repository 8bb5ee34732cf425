"""Taking a backup while people work: one moment of the database, and every file it names."""

from __future__ import annotations

import datetime as dt
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _

from simpul.config.backup import programs
from simpul.config.backup.fingerprint import LEFT_OUT, fingerprints
from simpul.config.backup.manifest import (
    DUMP,
    FILES,
    MANIFEST,
    SUMS,
    BackupError,
    Manifest,
    digest_of,
    read_sums,
    write_sums,
)
from simpul.config.embedded import Urls
from simpul.config.where import keyring_of
from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.whole_files import written_beside

STAMP = "%Y-%m-%dT%H%M%SZ"
STAMPED = re.compile(r"\d{4}-\d\d-\d\dT\d{6}Z")
DRAFT = ".draft"
NOTE = "backup.json"
"""In the data folder: when the last backup was made; `simpul doctor` reads it."""

_QUIET = ("idle_in_transaction_session_timeout", "statement_timeout", "lock_timeout")


@dataclass(frozen=True)
class Taken:
    """A backup that was made."""

    folder: Path
    manifest: Manifest
    files: int
    linked: int


def take(urls: Urls, target: Path, *, now: dt.datetime) -> Taken:
    """Make a backup in a new folder of `target`, named after the moment; half of one never counts.

    Raises:
        BackupError: another one is being made there, the disk is full, or it cannot be noted.
        ProcessError: `pg_dump` failed.
        KeyringError: as `Keyring.load`, or the keys are not this database's.
    """
    with _alone(target) as draft:
        try:
            taken = _fill(urls, draft, before=newest(target), now=now)
            folder = draft.rename(_free_name(target, now))
        except OSError as error:
            raise BackupError(
                _("Cadangan tidak dapat ditulis di %(folder)s: %(reason)s.")
                % {"folder": target, "reason": error.strerror}
            ) from error
    _note(folder, now)
    return Taken(folder, *taken)


def backups(target: Path) -> list[Path]:
    """The finished backups of a folder, oldest first."""
    return sorted(path.parent for path in target.glob(f"*/{MANIFEST}") if STAMPED.fullmatch(path.parent.name))


def newest(target: Path) -> Path | None:
    """The last finished backup of a folder."""
    there = backups(target)
    return there[-1] if there else None


def forget_older(target: Path, keep: int) -> list[Path]:
    """Remove all finished backups but the last `keep`; those that were removed."""
    old = backups(target)[:-keep]
    for folder in old:
        shutil.rmtree(folder)
    return old


def _free_name(target: Path, now: dt.datetime) -> Path:
    """The moment, or the next second when two backups are made in one."""
    while (folder := target / now.astimezone(dt.UTC).strftime(STAMP)).exists():
        now += dt.timedelta(seconds=1)
    return folder


def copy_keys(place: Path, target: Path) -> list[Path]:
    """Copy keyring and signing secret to a place of their own, readable by the owner alone.

    Raises:
        BackupError: the place is inside the backup, holds other keys already, or cannot be written.
    """
    place = place.resolve()
    if place == target.resolve() or target.resolve() in place.parents:
        raise BackupError(_("Kunci tidak disimpan bersama cadangannya. Pilih tempat di luar %s.") % target)
    try:
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        return [_copy_key(source, place / source.name) for source in _key_files()]
    except OSError as error:
        raise BackupError(
            _("Kunci tidak dapat disalin ke %(folder)s: %(reason)s.")
            % {"folder": place, "reason": error.strerror}
        ) from error


def _key_files() -> list[Path]:
    secret = settings.KEYS.parent / "secret"
    return [settings.KEYS, *([secret] if secret.is_file() else [])]


def _copy_key(source: Path, copy: Path) -> Path:
    if copy.exists() and not _later(source, copy):
        raise BackupError(_("%s sudah ada dan berisi kunci lain. Tidak ditimpa.") % copy)
    with written_beside(copy) as file:
        file.write(source.read_bytes())
    return copy


def _later(source: Path, copy: Path) -> bool:
    """Whether a copy is an earlier state of the same file: the same keyring before keys were rotated."""
    if source.read_bytes() == copy.read_bytes():
        return True
    try:
        return Keyring.load(source).fingerprint == Keyring.load(copy).fingerprint
    except KeyringError:
        return False


def _fill(urls: Urls, draft: Path, *, before: Path | None, now: dt.datetime) -> tuple[Manifest, int, int]:
    with psycopg.connect(urls.owner) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        ring = keyring_of(connection)
        for name in _QUIET:
            connection.execute("SELECT set_config(%s, '0', true)", [name])
        _dump(connection, urls, draft / DUMP)
        names = [str(key) for (key,) in connection.execute("SELECT id FROM ground_storedfile ORDER BY id")]
        sums, linked = _keep_files(names, draft, before)
        write_sums(draft, sums)
        manifest = Manifest(
            made_at=now.astimezone(dt.UTC).isoformat(),
            server=connection.info.parameter_status("server_version") or "",
            keyring=ring.fingerprint,
            comment=_one(connection, _COMMENT),
            head=_one(connection, _HEAD),
            tables=fingerprints(connection),
            parts={name: _part(draft / name) for name in (DUMP, SUMS)},
            missing=sorted(set(names) - set(sums)),
        )
    manifest.write(draft, ring)
    for name in (DUMP, SUMS, MANIFEST):
        (draft / name).chmod(0o600)
    return manifest, len(sums), linked


_COMMENT = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = current_database()"
_HEAD = "SELECT position || ':' || encode(mac, 'hex') FROM ground_auditlink ORDER BY position DESC LIMIT 1"


def _one(connection: psycopg.Connection[Any], query: str) -> str:
    row = connection.execute(query.encode()).fetchone()
    return str(row[0]) if row and row[0] else ""


def _dump(connection: psycopg.Connection[Any], urls: Urls, path: Path) -> None:
    """Dump the very moment this connection sees."""
    seen = connection.execute("SELECT pg_export_snapshot()").fetchone()
    assert seen is not None  # noqa: S101  a function answers one row
    left_out = [f"--exclude-table-data={name}" for name in LEFT_OUT]
    programs.run(
        "pg_dump",
        *("--format=custom", "--no-owner", "--no-privileges", f"--snapshot={seen[0]}", *left_out),
        *("--file", path),
        url=urls.owner,
    )


def _keep_files(names: list[str], draft: Path, before: Path | None) -> tuple[dict[str, str], int]:
    """Copy the files of this moment; what an earlier backup holds unchanged is linked, not copied again."""
    kept = draft / FILES
    kept.mkdir(mode=0o700)
    known = read_sums(before) if before else {}
    sums: dict[str, str] = {}
    linked = 0
    for name in names:
        source = settings.FILES / name
        if not source.is_file():
            continue
        digest = digest_of(source)
        if before is not None and known.get(name) == digest and _link(before / FILES / name, kept / name):
            linked += 1
        else:
            digest = _copy(source, kept / name)
        sums[name] = digest
    return sums, linked


def _link(earlier: Path, kept: Path) -> bool:
    try:
        os.link(earlier, kept)
    except OSError:
        return False
    return True


def _copy(source: Path, kept: Path) -> str:
    """Copy a file and say what was copied: it may have been sealed anew a moment ago."""
    shutil.copyfile(source, kept)
    kept.chmod(0o600)
    return digest_of(kept)


def _part(path: Path) -> tuple[int, str]:
    with path.open("rb") as file:
        os.fsync(file.fileno())
    return path.stat().st_size, digest_of(path)


@contextmanager
def _alone(target: Path) -> Iterator[Path]:
    """An empty draft in the target that nobody else writes to; gone afterwards if still there."""
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (target / ".lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise BackupError(_("Pencadangan lain sedang berjalan di %s.") % target) from None
        draft = target / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        try:
            yield draft
        finally:
            shutil.rmtree(draft, ignore_errors=True)


def _note(folder: Path, now: dt.datetime) -> None:
    note = {"at": now.astimezone(dt.UTC).isoformat(), "folder": str(folder.resolve())}
    try:
        settings.DATA.mkdir(parents=True, exist_ok=True)
        with written_beside(settings.DATA / NOTE) as file:
            file.write(json.dumps(note).encode())
    except OSError as error:
        raise BackupError(
            _("Cadangan sudah ada di %(folder)s, tetapi tidak dapat dicatat di %(data)s: %(reason)s.")
            % {"folder": folder, "data": settings.DATA, "reason": error.strerror}
        ) from error
