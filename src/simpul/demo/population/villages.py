"""A whole village of families, drawn from one seed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from random import Random

from simpul.demo.names import Naming, culture_of, name_of
from simpul.demo.population.houses import furnish
from simpul.demo.population.numbers import Drawing
from simpul.demo.population.people import FamilyDraft, FamilyMaker

SEED = "simpul-contoh"
_UNLISTED, _SHARED, _WITH_PHONE, _NO_CARD = 0.1, 0.05, 0.72, 0.015


def draw_village(
    code: str,
    families: int,
    *,
    today: dt.date,
    numbers: Drawing,
    seed: str = SEED,
    naming: Naming = name_of,
) -> list[FamilyDraft]:
    """The families of a village, or of a block of it.

    Args:
        code: of the village; with the seed it decides everything that is drawn.
        families: how many.
        today: the day ages are counted on.
        numbers: gives each number once in the district.
        seed: another seed draws other people.
        naming: how they are named.

    Returns:
        Families in order; one that `shares` lives under the roof of the one before it.
    """
    random = Random(f"{seed}:{code}")
    culture = culture_of(code)
    maker = FamilyMaker(random, culture, today, naming)
    hamlets = random.sample(culture.hamlets, k=min(4, len(culture.hamlets)))
    drawn: list[FamilyDraft] = []
    for _ in range(families):
        family = maker.family(min(0.999, random.betavariate(1.6, 2.6)))
        furnish(random, family)
        family.listed = random.random() > _UNLISTED
        house(family, random, hamlets)
        if drawn and random.random() < _SHARED:
            family.shares = True
            family.hamlet, family.rw, family.rt = drawn[-1].hamlet, drawn[-1].rw, drawn[-1].rt
        number(family, code, random, numbers, today)
        drawn.append(family)
    return drawn


def house(family: FamilyDraft, random: Random, hamlets: Sequence[str]) -> None:
    """Give a family its place in the village."""
    family.hamlet, family.rw, family.rt = (
        random.choice(hamlets),
        f"{random.randint(1, 4):03d}",
        f"{random.randint(1, 8):03d}",
    )


def number(family: FamilyDraft, code: str, random: Random, numbers: Drawing, today: dt.date) -> None:
    """Give a family its card, its members their numbers, and some a telephone.

    Whoever plays a part in a story gets numbers with nothing wrong in them.
    """
    if not family.papers:
        return
    told = any(member.part for member in family.members)
    if told or random.random() > _NO_CARD:
        family.kk = numbers.kk(code, today - dt.timedelta(days=random.randint(60, 3600)))
    for member in family.members:
        give = numbers.sound_nik if told else numbers.nik
        member.nik = give(code, member.born, member.sex)
    if not told and random.random() < _WITH_PHONE:
        family.members[0].phone = numbers.phone()
