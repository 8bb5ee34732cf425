"""Encryption at rest: a keyring file outside database and backup.

Two rings of AES-256-GCM keys (ordinary identity data; the sealed content of confidential casework), each with
a current key and older ones, and one HMAC-SHA256 key for exact search. Sealed bytes are
`length of key id (1) + key id + nonce (12) + ciphertext and tag`. The context (which row, which field) is
authenticated, so a ciphertext copied to another row does not open there. Losing the file loses what it
sealed.
"""

from __future__ import annotations

import base64
import fcntl
import hashlib
import hmac
import json
import os
import secrets
import stat
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from simpul.ground.errors import DomainError
from simpul.ground.identifiers import clean_digits
from simpul.ground.whole_files import written_beside

RingName = Literal["ordinary", "confidential"]

KEY_BYTES = 32
NONCE_BYTES = 12
VERSION = 1


class KeyringError(DomainError):
    """The keyring cannot be used. Values never hold key material or plaintext."""


class _Ring:
    """Keys by id and which of them seals now."""

    def __init__(self, name: RingName, current: str, keys: Mapping[str, bytes]) -> None:
        self.name = name
        self.current = current
        self.keys = dict(keys)
        self._ciphers = {key_id: AESGCM(key) for key_id, key in self.keys.items()}
        self._header = len(current).to_bytes(1, "big") + current.encode()

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        nonce = secrets.token_bytes(NONCE_BYTES)
        bound = self._bound(context)
        return self._header + nonce + self._ciphers[self.current].encrypt(nonce, plaintext, bound)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        key_id = key_id_of(sealed)
        cipher = self._ciphers.get(key_id)
        if cipher is None:
            raise KeyringError("unknown_key", key_id=key_id)
        body = sealed[1 + len(key_id) :]
        try:
            return cipher.decrypt(body[:NONCE_BYTES], body[NONCE_BYTES:], self._bound(context))
        except (InvalidTag, ValueError):
            raise KeyringError("sealed_damaged", key_id=key_id) from None

    def with_new_key(self) -> _Ring:
        key_id = f"k{max(int(name[1:]) for name in self.keys) + 1}"  # never an id that was dropped
        return _Ring(self.name, key_id, {**self.keys, key_id: secrets.token_bytes(KEY_BYTES)})

    def current_alone(self) -> _Ring:
        return _Ring(self.name, self.current, {self.current: self.keys[self.current]})

    def _bound(self, context: bytes) -> bytes:
        return self.name.encode() + b"\x00" + context


class Keyring:
    """The keys of one installation. Immutable; `rotate` answers a new one."""

    def __init__(self, path: Path, *, ordinary: _Ring, confidential: _Ring, index_key: bytes) -> None:
        self.path = path
        self._ordinary = ordinary
        self._confidential = confidential
        self._index_key = index_key

    def __repr__(self) -> str:
        return f"Keyring(path={str(self.path)!r}, fingerprint={self.fingerprint!r})"

    @classmethod
    def create(cls, path: Path) -> Self:
        """Makes new keys and writes them, readable by the owner alone.

        Raises:
            KeyringError: `keyring_exists` (never overwritten) or `keyring_unwritable`.
        """
        keyring = cls(
            path,
            ordinary=_Ring("ordinary", "k1", {"k1": secrets.token_bytes(KEY_BYTES)}),
            confidential=_Ring("confidential", "k1", {"k1": secrets.token_bytes(KEY_BYTES)}),
            index_key=secrets.token_bytes(KEY_BYTES),
        )
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            with written_beside(path, replace=False) as file:
                file.write(keyring._text())
        except OSError as error:
            if path.exists():
                raise KeyringError("keyring_exists", path=str(path)) from None
            raise _unwritable(path, error) from error
        return keyring

    @classmethod
    def load(cls, path: Path) -> Self:
        """Reads a keyring.

        Raises:
            KeyringError: `keyring_missing`, `keyring_readable_by_others`, `keyring_unreadable`,
                `keyring_damaged` or `keyring_version`.
        """
        try:
            with path.open("rb") as file:
                mode = stat.S_IMODE(os.fstat(file.fileno()).st_mode)
                if mode & 0o077:
                    raise KeyringError("keyring_readable_by_others", path=str(path), mode=f"{mode:04o}")
                text = file.read()
        except FileNotFoundError:
            raise KeyringError("keyring_missing", path=str(path)) from None
        except OSError as error:
            raise KeyringError("keyring_unreadable", path=str(path), reason=error.strerror) from error
        try:
            return cls._from(path, json.loads(text))
        except (ValueError, KeyError, TypeError, AttributeError):
            # No cause is chained: the text of a parsing error can hold key material.
            raise KeyringError("keyring_damaged", path=str(path)) from None

    @property
    def fingerprint(self) -> str:
        """16 hex digits that name this keyring without betraying it; the same after keys are rotated."""
        return hmac.digest(self._index_key, b"fingerprint", hashlib.sha256)[:8].hex()

    @property
    def key_ids(self) -> tuple[str, ...]:
        """Ids of all ordinary keys, oldest first, the current one last."""
        return tuple(self._ordinary.keys)

    def seal(self, plaintext: bytes, context: bytes) -> bytes:
        """Encrypts with the current ordinary key; the same `context` (say b"identity:<uuid>") opens it."""
        return self._ordinary.seal(plaintext, context)

    def open(self, sealed: bytes, context: bytes) -> bytes:
        """Decrypts what `seal` made, whichever key of the ring it was.

        Raises:
            KeyringError: `unknown_key` (an older keyring file) or `sealed_damaged` (changed, or another
                context).
        """
        return self._ordinary.open(sealed, context)

    def seal_confidential(self, plaintext: bytes, context: bytes) -> bytes:
        """Like `seal`, under the key of the confidential casework alone."""
        return self._confidential.seal(plaintext, context)

    def open_confidential(self, sealed: bytes, context: bytes) -> bytes:
        """Like `open`, for what `seal_confidential` made."""
        return self._confidential.open(sealed, context)

    def index(self, number: str) -> bytes:
        """32 bytes by which an identity number is found again, equal for every way of writing it.

        Raises:
            KeyringError: `not_a_number` when anything but digits and separators is left.
        """
        digits = clean_digits(number)
        if not digits.isdecimal():
            raise KeyringError("not_a_number")
        return hmac.digest(self._index_key, b"number\x00" + digits.encode(), hashlib.sha256)

    def derive(self, purpose: str) -> bytes:
        """A 32-byte secret for one other purpose (the codes on citizens' slips); stable under rotation."""
        return hmac.digest(self._index_key, b"derive\x00" + purpose.encode(), hashlib.sha256)

    def rotate(self) -> Self:
        """Adds a new current key to both rings, keeps the old ones, and replaces the file in one step.

        The file is read again under a lock: of two rotations at once neither loses the other's key.

        Raises:
            KeyringError: as `load`, or `keyring_unwritable`.
        """
        return self._replaced(_Ring.with_new_key)

    def drop_old(self) -> Self:
        """Throws away every key but the current ones; what an old key sealed is lost, old backups included.

        Raises:
            KeyringError: as `rotate`.
        """
        return self._replaced(_Ring.current_alone)

    def _replaced(self, change: Callable[[_Ring], _Ring]) -> Self:
        with _locked(self.path.parent):
            now = self.load(self.path)
            fresh = now._changed(change)  # noqa: SLF001  its own kind
            try:
                with written_beside(self.path) as file:
                    file.write(fresh._text())  # noqa: SLF001
            except OSError as error:
                raise _unwritable(self.path, error) from error
        return fresh

    def _changed(self, change: Callable[[_Ring], _Ring]) -> Self:
        rings = (change(self._ordinary), change(self._confidential))
        return type(self)(self.path, ordinary=rings[0], confidential=rings[1], index_key=self._index_key)

    @classmethod
    def _from(cls, path: Path, data: Mapping[str, Any]) -> Self:
        if data["version"] != VERSION:
            raise KeyringError("keyring_version", path=str(path), version=data["version"])
        keyring = cls(
            path,
            ordinary=_ring_from("ordinary", data),
            confidential=_ring_from("confidential", data),
            index_key=_key_from(data["index"]),
        )
        if keyring.fingerprint != data["fingerprint"]:
            raise ValueError(keyring.fingerprint)
        return keyring

    def _text(self) -> bytes:
        rings: dict[str, Any] = {
            ring.name: {
                "current": ring.current,
                "keys": {key_id: base64.b64encode(key).decode() for key_id, key in ring.keys.items()},
            }
            for ring in (self._ordinary, self._confidential)
        }
        index = base64.b64encode(self._index_key).decode()
        told = {"version": VERSION, "fingerprint": self.fingerprint, "index": index}
        return json.dumps(told | rings, indent=1).encode()


def key_id_of(sealed: bytes) -> str:
    """The id of the key that sealed these bytes (for counting what still lies under an old key).

    Raises:
        KeyringError: `sealed_damaged`.
    """
    key_id = sealed[1 : 1 + sealed[0]] if sealed else b""
    if not key_id or not key_id.isalnum():
        raise KeyringError("sealed_damaged", key_id="")
    return key_id.decode()


def _unwritable(path: Path, error: OSError) -> KeyringError:
    return KeyringError("keyring_unwritable", path=str(path), reason=error.strerror)


def _ring_from(name: RingName, data: Mapping[str, Any]) -> _Ring:
    keys = {str(key_id): _key_from(text) for key_id, text in data[name]["keys"].items()}
    current = str(data[name]["current"])
    if current not in keys:
        raise KeyError(current)
    return _Ring(name, current, keys)


def _key_from(text: str) -> bytes:
    key = base64.b64decode(text, validate=True)
    if len(key) != KEY_BYTES:
        raise ValueError(KEY_BYTES)
    return key


@contextmanager
def _locked(folder: Path) -> Iterator[None]:
    try:
        descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except OSError as error:
        raise KeyringError("keyring_missing", path=str(folder)) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX)
        yield
    finally:
        os.close(descriptor)
