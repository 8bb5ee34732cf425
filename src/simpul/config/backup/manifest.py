"""What a backup says of itself, and whether that is still true.

A backup is a folder: `database.dump` (as `pg_dump` writes it), `files/` (sealed, one for each stored file),
`files.sha256` (for `sha256sum -c`) and `manifest.json`, which holds the hashes of the other two and a MAC
under the installation's keys. The keys are never in it.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from simpul.config.backup.fingerprint import Table
from simpul.config.processes import ProcessError
from simpul.ground.crypto import Keyring, KeyringError

MANIFEST = "manifest.json"
DUMP = "database.dump"
SUMS = "files.sha256"
FILES = "files"
FORMAT = 1
_CHUNK = 1 << 20


class BackupError(ProcessError):
    """A backup that cannot be made or used; the message is a sentence."""


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: when, in UTC.
        server: the PostgreSQL it came from.
        keyring: the fingerprint of the keys that open it.
        comment: the database's comment (a demo's progress), or empty.
        head: the end of the audit chain, or empty.
        tables: rows and hash of each table.
        parts: size and SHA-256 of the dump and of the list of files.
        missing: stored files whose bytes were not there when the backup was made.
    """

    made_at: str
    server: str
    keyring: str
    comment: str
    head: str
    tables: dict[str, Table]
    parts: dict[str, tuple[int, str]]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def write(self, folder: Path, ring: Keyring) -> None:
        """Write it, with its MAC, as the last part of a backup."""
        body = asdict(self)
        text = json.dumps({"body": body, "mac": _mac(body, ring)}, indent=1)
        (folder / MANIFEST).write_text(text, encoding="utf-8")


def read(folder: Path, ring: Keyring) -> Manifest:
    """The manifest of a backup.

    Raises:
        BackupError: there is none, it is cut off, was changed, or is of another format.
        KeyringError: `wrong_keyring`, other keys sealed this backup.
    """
    path = folder / MANIFEST
    if not path.is_file():
        raise BackupError(_("%s bukan cadangan Simpul, atau belum selesai dibuat.") % folder)
    try:
        noted = json.loads(path.read_text(encoding="utf-8"))
        body, mac = noted["body"], str(noted["mac"])
        kept = str(body["keyring"])
    except (ValueError, KeyError, TypeError):
        raise BackupError(_("Cadangan %s terpotong: daftar isinya tidak terbaca.") % folder) from None
    if kept != ring.fingerprint:
        raise KeyringError("wrong_keyring", path=str(ring.path), fingerprint=ring.fingerprint, expected=kept)
    if not hmac.compare_digest(_mac(body, ring), mac):
        raise BackupError(_("Daftar isi cadangan %s telah diubah sesudah dibuat.") % folder)
    if body["format"] != FORMAT:
        raise BackupError(_("Cadangan %s dibuat oleh Simpul versi lain.") % folder)
    return Manifest(**_typed(body))


def check(folder: Path, manifest: Manifest) -> dict[str, str]:
    """Read every byte of a backup; the hashes of its files by name.

    Raises:
        BackupError: something is missing, cut off or changed; the sentence names it.
    """
    for name, (size, digest) in manifest.parts.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            raise BackupError(_("Cadangan %(folder)s terpotong: %(name)s tidak lengkap.") % _at(folder, name))
        if digest_of(path) != digest:
            raise BackupError(_("Cadangan %(folder)s rusak: isi %(name)s berubah.") % _at(folder, name))
    sums = read_sums(folder)
    for name, digest in sums.items():
        path = folder / FILES / name
        if not path.is_file() or digest_of(path) != digest:
            raise BackupError(
                _("Cadangan %(folder)s rusak: berkas %(name)s hilang atau berubah.") % _at(folder, name)
            )
    return sums


def digest_of(path: Path) -> str:
    """SHA-256 of a file, read piece by piece."""
    total = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            total.update(piece)
    return total.hexdigest()


def read_sums(folder: Path) -> dict[str, str]:
    """Hashes by name of file, as `sha256sum` writes them."""
    lines = (folder / SUMS).read_text(encoding="ascii").splitlines()
    return {
        name.removeprefix(f"{FILES}/"): digest
        for digest, _space, name in (line.partition("  ") for line in lines)
    }


def write_sums(folder: Path, sums: dict[str, str]) -> None:
    """Write the hashes so that `sha256sum -c files.sha256` reads them."""
    text = "".join(f"{digest}  {FILES}/{name}\n" for name, digest in sorted(sums.items()))
    (folder / SUMS).write_text(text, encoding="ascii")


def _at(folder: Path, name: str) -> dict[str, object]:
    return {"folder": folder, "name": name}


def _mac(body: dict[str, Any], ring: Keyring) -> str:
    text = json.dumps(body, sort_keys=True, separators=(",", ":"))
    return hmac.digest(ring.derive("backup"), text.encode(), hashlib.sha256).hex()


def _typed(body: dict[str, Any]) -> dict[str, Any]:
    pairs = {name: {key: tuple(value) for key, value in body[name].items()} for name in ("tables", "parts")}
    return body | pairs
