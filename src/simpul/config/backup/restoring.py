"""Making an installation of a backup: into an empty database and an empty folder, or not at all."""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from django.conf import settings
from django.utils.translation import gettext as _
from psycopg import sql

from simpul.config.backup import programs
from simpul.config.backup.fingerprint import fingerprints, tables
from simpul.config.backup.manifest import DUMP, FILES, BackupError, Manifest, check, digest_of, read
from simpul.config.backup.taking import backups
from simpul.config.demo_site import program
from simpul.config.embedded import Urls
from simpul.config.processes import ProcessError
from simpul.ground.crypto import Keyring
from simpul.registry.adapters import NUMBER


@dataclass(frozen=True)
class Restored:
    """What was restored and held against the backup."""

    manifest: Manifest
    rows: int
    files: int
    opened: bool


def sound(folder: Path) -> tuple[Manifest, dict[str, str]]:
    """Read a whole backup and say what it holds, without restoring it.

    Raises:
        BackupError: it is cut off or changed.
        KeyringError: the keys are missing or not those of this backup.
    """
    inside = backups(folder)
    if inside:
        raise BackupError(_("Pilih satu cadangan di dalamnya, yang terakhir: %s") % inside[-1])
    manifest = read(folder, Keyring.load(settings.KEYS))
    return manifest, check(folder, manifest)


def refuse_to_overwrite(urls: Urls) -> None:
    """Only an empty database and an empty folder take a backup in.

    Raises:
        BackupError: there is something in one of them.
    """
    with psycopg.connect(urls.owner) as connection:
        there = tables(connection)
    if there:
        raise BackupError(
            _("Basis data tujuan tidak kosong (%(count)s tabel). Pulihkan ke basis data baru yang kosong.")
            % {"count": len(there)}
        )
    if settings.FILES.is_dir() and any(settings.FILES.iterdir()):
        raise BackupError(
            _("Folder berkas %s tidak kosong. Kosongkan atau pindahkan dahulu.") % settings.FILES
        )


def restore(urls: Urls, folder: Path, manifest: Manifest, sums: dict[str, str]) -> Restored:
    """Bring a sound backup into an empty place, and hold every table and file against it.

    Raises:
        BackupError: what arrived differs from the backup.
        ProcessError: `pg_restore` failed, then nothing was restored; or the migrations, then everything was,
            and `migrate` brings its tables up to this version.
        OSError: the files could not be written.
    """
    draft = settings.FILES.with_name(f"{settings.FILES.name}.restored")
    shutil.rmtree(draft, ignore_errors=True)
    try:
        _bring_files(folder, draft, sums)
        _bring_database(urls, folder, manifest)
        settings.FILES.mkdir(parents=True, exist_ok=True)
        settings.FILES.rmdir()
        draft.rename(settings.FILES)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    with psycopg.connect(urls.owner) as connection:
        _compare(fingerprints(connection), manifest)
        opened = _opens_a_number(connection, Keyring.load(settings.KEYS))
    _migrate(urls)
    return Restored(manifest, sum(rows for rows, _hash in manifest.tables.values()), len(sums), opened)


def _bring_files(folder: Path, draft: Path, sums: dict[str, str]) -> None:
    draft.mkdir(mode=0o700, parents=True)
    for name, digest in sums.items():
        shutil.copyfile(folder / FILES / name, draft / name)
        (draft / name).chmod(0o600)
        if digest_of(draft / name) != digest:
            raise BackupError(_("Berkas %s berubah ketika disalin.") % name)


def _bring_database(urls: Urls, folder: Path, manifest: Manifest) -> None:
    programs.pour(folder / DUMP, url=urls.owner)
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        if manifest.comment:
            connection.execute(
                sql.SQL("COMMENT ON DATABASE {} IS {}").format(
                    sql.Identifier(connection.info.dbname), sql.Literal(manifest.comment)
                )
            )
        connection.execute("ANALYZE")


def _compare(found: dict[str, Any], manifest: Manifest) -> None:
    kept = manifest.tables
    other = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    if other:
        raise BackupError(
            _(
                "Yang dipulihkan berbeda dari cadangannya: %s. Jangan dipakai; "
                "ulangi ke basis data kosong lain."
            )
            % ", ".join(other[:10])
        )


def _opens_a_number(connection: psycopg.Connection[Any], ring: Keyring) -> bool:
    """Whether there is a sealed number; one that does not open raises."""
    row = connection.execute("SELECT id, cipher FROM registry_identitynumber LIMIT 1").fetchone()
    if row is None:
        return False
    NUMBER.open(ring, row[0], bytes(row[1]))
    return True


def _migrate(urls: Urls) -> None:
    """Give the app role its rights here, and bring an older backup to this version."""
    done = subprocess.run(  # noqa: S603  our own program
        [program("simpul"), "migrate", "--verbosity", "0", "--skip-checks"],
        env=os.environ | urls.environment() | {"SIMPUL_AS_OWNER": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise ProcessError(_("Data dipulihkan, tetapi migrasi gagal: %s") % done.stderr.strip()[-600:])
