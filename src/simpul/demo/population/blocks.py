"""How a crowd is divided: so many families a village, and each village into blocks drawn one by one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from uuid import UUID

from simpul.demo.population.crowd_numbers import Lane

BLOCK = 1000
"""Families drawn and written at a time: memory is that of a block, whatever the district's size."""

_SUBDISTRICT = 8
_SPREAD = 0.45
_STARTED = (
    0x0197_0000_0000  # milliseconds since 1970 of the first keys: before any the demonstration gives itself
)


@dataclass(frozen=True)
class Block:
    """Some families of a village.

    Attributes:
        village: its code.
        families: how many.
        lane: which identity numbers are this block's alone.
        number: of the block in the district; its keys rise with it.
    """

    village: str
    families: int
    lane: Lane
    number: int


def blocks_of(villages: Sequence[str], families: int, *, seed: str) -> list[Block]:
    """Divide families over villages, some large and some small, and villages into blocks.

    Args:
        villages: codes, sorted.
        families: of the whole district.
        seed: the same seed divides them the same way.
    """
    sizes = _sizes(len(villages), families, Random(f"{seed}:sizes"))
    beside = [
        [other for other in villages if other[:_SUBDISTRICT] == each[:_SUBDISTRICT]] for each in villages
    ]
    blocks: list[Block] = []
    for place, (village, size) in enumerate(zip(villages, sizes, strict=True)):
        many = -(-size // BLOCK)
        here = (beside[place].index(village), len(beside[place]))
        for each in range(many):
            share = size // many + (each < size % many)
            lane = Lane(here, (place, len(villages)), (each, many))
            blocks.append(Block(village, share, lane, len(blocks)))
    return blocks


def keys_of(block: Block, *, seed: str) -> Callable[[], UUID]:
    """Gives the keys of a block's rows; the first names the block."""
    return rising_keys(f"{seed}:{block.village}:{block.lane.block[0]}:keys", _STARTED + block.number)


def rising_keys(seed: str, milliseconds: int) -> Callable[[], UUID]:
    """Gives UUIDs of version 7 in rising order, made at a moment (since 1970); the same for the same seed."""
    random = Random(seed)
    stamp = milliseconds << 80 | 7 << 76
    given = 0

    def key() -> UUID:
        nonlocal given
        given += 1
        # 12 and 20 bits count, so that keys rise; 42 are chance, so that no two crowds share one.
        high, low = divmod(given, 1 << 20)
        return UUID(int=stamp | high << 64 | 2 << 62 | low << 42 | random.getrandbits(42))

    return key


def divided(many: int, weights: Sequence[float]) -> list[int]:
    """So many things divided by weight, in sum exactly those: the largest remainders get what is over.

    >>> divided(10, [3, 1]), divided(3, [1, 1])
    ([8, 2], [2, 1])
    """
    whole = sum(weights)
    shares = [many * weight / whole for weight in weights]
    sizes = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda place: sizes[place] - shares[place])
    for place in by_remainder[: many - sum(sizes)]:
        sizes[place] += 1
    return sizes


def _sizes(villages: int, families: int, random: Random) -> list[int]:
    """Families of each village, some large and some small."""
    return divided(families, [random.lognormvariate(0, _SPREAD) for _ in range(villages)])
