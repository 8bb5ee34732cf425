"""Which copies are made: so many of each village, in blocks, every block from a seed of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from uuid import UUID

from simpul.demo.population.blocks import divided, rising_keys

BLOCK = 500
"""Copies that are made and written at a time: memory is that of a block, however many there are."""

_STARTED = 0x0198_0000_0000  # milliseconds since 1970 of the first keys: before any the demonstration gives


@dataclass(frozen=True)
class Share:
    """Some copies of a village: how many, after how many before them, and the number of the block."""

    village: str
    copies: int
    before: int
    number: int


def shares_of(people: Mapping[str, int], copies: int) -> list[Share]:
    """Divide copies over villages by how many live there, and villages into blocks.

    Args:
        people: how many live in each village, by its code.
        copies: of the whole district.

    >>> [(share.village, share.copies) for share in shares_of({"a": 3, "b": 1}, 10)]
    [('a', 8), ('b', 2)]
    """
    villages = sorted(village for village, many in people.items() if many)
    shares: list[Share] = []
    for village, size in zip(villages, divided(copies, [people[each] for each in villages]), strict=True):
        for before in range(0, size, BLOCK):
            shares.append(Share(village, min(BLOCK, size - before), before, len(shares)))
    return shares


def keys_of(share: Share, *, seed: str) -> Callable[[], UUID]:
    """Gives the keys of a block's rows; the first names the block."""
    return rising_keys(f"{seed}:{share.number}:keys", _STARTED + share.number)


def after(shares: int) -> UUID:
    """A key after those of so many blocks, and before any the demonstration gives."""
    return UUID(int=(_STARTED + shares) << 80)
