"""Identity numbers under the installation's keyring: what is stored, and how it is found and read again."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from simpul.ground.crypto import key_id_of
from simpul.ground.keys import keyring
from simpul.ground.sealed import Column, Kind

NUMBER = Kind("number", (Column("registry_identitynumber", "cipher", key_id="key_id"),))


@dataclass(frozen=True, slots=True)
class Sealed:
    """A number as the database keeps it."""

    cipher: bytes
    key_id: str
    index: bytes


def seal_number(row: UUID, number: str) -> Sealed:
    """Seal a number for one row: copied to another row it does not open."""
    cipher = NUMBER.seal(keyring(), row, number.encode())
    return Sealed(cipher, key_id_of(cipher), keyring().index(number))


def open_number(row: UUID, cipher: bytes | memoryview) -> str:
    """The number of a row in clear: for the last digits on a page, or a recorded reveal.

    Raises:
        KeyringError: the keyring is another one, or the row was tampered with.
    """
    return NUMBER.open(keyring(), row, bytes(cipher)).decode()


def number_index(number: str) -> bytes:
    """The keyed index by which the number is found, however it is written."""
    return keyring().index(number)


def number_lock(number: str) -> int:
    """A signed 64-bit key of an advisory lock for this number; says nothing about it without the keys."""
    return int.from_bytes(keyring().index(number)[:8], "big", signed=True)
