"""Houses, and the decile that agrees with them: what a family lives in follows from how it fares."""

from __future__ import annotations

from random import Random

from simpul.demo.population.people import FamilyDraft

_FLOORS = ("earth", "bamboo", "wood", "cement", "cement", "tile", "ceramic", "ceramic")
_WALLS = ("woven_bamboo", "bamboo", "board", "board", "plastered_bamboo", "masonry", "masonry", "masonry")
_ROOFS = ("thatch", "zinc", "zinc", "zinc", "asbestos", "tile", "tile", "zinc")
_TOILETS = ("none", "public", "shared", "own", "own", "own", "own", "own")
_WATER = (
    "surface",
    "unprotected_spring",
    "protected_spring",
    "unprotected_well",
    "protected_well",
    "borehole",
    "piped",
    "refill",
)
_POWER = ("none", "450", "450", "450", "900", "900", "1300", "2200")
_OFF = 0.13
_UNKNOWN = 0.03


def decile_of(welfare: float) -> int:
    """The decile of a welfare between 0 and 1.

    >>> decile_of(0.0), decile_of(0.19), decile_of(1.0)
    (1, 2, 10)
    """
    return min(10, int(welfare * 10) + 1)


def furnish(random: Random, family: FamilyDraft) -> None:
    """Give a family its house and its decile. Now and then one thing is not known, and left out."""

    def near(ladder: tuple[str, ...]) -> str:
        place = family.welfare + random.uniform(-_OFF, _OFF)
        return ladder[min(len(ladder) - 1, max(0, int(place * len(ladder))))]

    size = len(family.members)
    facts: dict[str, object] = {
        "decile": decile_of(family.welfare),
        "size": size,
        "has_civil_servant": family.welfare > 0.7 and random.random() < 0.25,
        "income_lost": random.random() < 0.09,
        "owned": random.random() < 0.86,
        "land_proof": random.random() < 0.35 + 0.5 * family.welfare,
        "floor": near(_FLOORS),
        "wall": near(_WALLS),
        "roof": near(_ROOFS),
        "roof_leaks": random.random() < 0.5 - 0.45 * family.welfare,
        "area_m2": int(18 + 7 * size + 55 * family.welfare + random.randrange(12)),
        "only_house": random.random() < 0.97,
        "toilet": near(_TOILETS),
        "electricity": near(_POWER),
        "water": near(_WATER),
    }
    family.facts = {
        name: value for name, value in facts.items() if name == "decile" or random.random() > _UNKNOWN
    }
