"""Kinds of sealed things, and the register by which a rotation finds every one of them.

Whatever is sealed goes through a `Kind`: it binds a ciphertext to its row and says where it is kept, so that
new keys reach all of it. Floors register their kinds when they are ready; a kind that nobody registered, or a
sealing past the kinds, fails `tests/architecture/test_sealed_things.py`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from simpul.ground.crypto import Keyring, RingName


@dataclass(frozen=True, slots=True)
class Column:
    """Sealed bytes of a table, one for each row that has them.

    Attributes:
        table: its name in the database.
        column: a bytea, or a jsonb that holds the bytes as base64 under `inside`.
        inside: the name inside a jsonb column; empty for a bytea.
        key_id: the column that repeats the id of the sealing key; empty where there is none.
    """

    table: str
    column: str
    inside: str = ""
    key_id: str = ""


@dataclass(frozen=True, slots=True)
class Folder:
    """Sealed files, named by the key of their row; the folder is asked for each time."""

    path: Callable[[], Any]


@dataclass(frozen=True, slots=True)
class Passing:
    """Sealed words that are kept for so many seconds only, and then are worth nothing."""

    seconds: int


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of sealed thing.

    Attributes:
        name: begins its context, so that one kind never opens as another.
        places: where things of this kind are kept.
        ring: whose keys seal it.
        bound: what binds a thing to its row besides the name, given the row's key.
    """

    name: str
    places: tuple[Column | Folder | Passing, ...]
    ring: RingName = "ordinary"
    bound: Callable[[Any], bytes] = lambda key: str(key).encode()

    def context(self, key: Any) -> bytes:
        """What is authenticated with a thing of this kind."""
        return self.name.encode() + b":" + self.bound(key)

    def seal(self, ring: Keyring, key: Any, plaintext: bytes) -> bytes:
        """Seal under the current key of the ring, for the row `key` alone."""
        if self.ring == "confidential":
            return ring.seal_confidential(plaintext, self.context(key))
        return ring.seal(plaintext, self.context(key))

    def open(self, ring: Keyring, key: Any, sealed: bytes) -> bytes:
        """Open what `seal` made for the row `key`.

        Raises:
            KeyringError: `unknown_key` or `sealed_damaged`, as `Keyring.open`.
        """
        if self.ring == "confidential":
            return ring.open_confidential(sealed, self.context(key))
        return ring.open(sealed, self.context(key))


_registered: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Make kinds known to rotation and check; called by a floor when it is ready.

    Raises:
        ValueError: another kind has this name.
    """
    for kind in kinds:
        if _registered.setdefault(kind.name, kind) is not kind:
            raise ValueError(kind.name)


def kinds() -> tuple[Kind, ...]:
    """Every registered kind, by name."""
    return tuple(_registered[name] for name in sorted(_registered))
