"""The installation's keyring, read once and held against the database it sealed.

The first process that uses the keys writes their fingerprint into the database; another keyring beside that
database is refused before it can seal or miss anything.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from simpul.ground.crypto import Keyring, KeyringError
from simpul.ground.models import KeyMark

ONE = 1


def keyring() -> Keyring:
    """The keyring of this installation; read again when its file was replaced (`simpul keys rotate`).

    Raises:
        KeyringError: as `Keyring.load`, or `wrong_keyring`: the database was sealed with other keys.
    """
    path: Path = settings.KEYS
    try:
        changed = path.stat().st_mtime_ns
    except OSError:
        changed = 0  # why it cannot be read, `Keyring.load` says
    return _checked(path, changed)


@lru_cache(maxsize=1)
def _checked(path: Path, _changed: int) -> Keyring:
    ring = Keyring.load(path)
    KeyMark.objects.bulk_create([KeyMark(id=ONE, fingerprint=ring.fingerprint)], ignore_conflicts=True)
    kept = KeyMark.objects.values_list("fingerprint", flat=True).get(id=ONE)
    return fitting(ring, kept)


def looked_at() -> Keyring:
    """The keyring as it lies there, held against the database if that has a mark; nothing is written.

    Raises:
        KeyringError: as `keyring`.
        DatabaseError: the database has no place for the mark yet.
    """
    ring = Keyring.load(settings.KEYS)
    kept = KeyMark.objects.values_list("fingerprint", flat=True).first()
    return ring if kept is None else fitting(ring, kept)


def fitting(ring: Keyring, sealed_with: str) -> Keyring:
    """The keyring, if it is the one a database was sealed with.

    Raises:
        KeyringError: `wrong_keyring`.
    """
    if sealed_with != ring.fingerprint:
        raise KeyringError(
            "wrong_keyring", path=str(ring.path), fingerprint=ring.fingerprint, expected=sealed_with
        )
    return ring


def create() -> Keyring:
    """Make the keyring of a new installation.

    Raises:
        KeyringError: `database_sealed`, this database holds what another keyring sealed; else as
            `Keyring.create`.
    """
    path: Path = settings.KEYS
    kept = KeyMark.objects.values_list("fingerprint", flat=True).first()
    if kept is not None and not path.exists():
        raise KeyringError("database_sealed", path=str(path), expected=kept)
    return Keyring.create(path)
