"""Synthetic names as a region bears them. The lists are our own writing; nobody's list of people was copied.

Older people often have one word; Permendagri 73/2022 asks for two since 2022, so the young have two.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from random import Random
from typing import Protocol

OLD, NEW = 1962, 1996
"""Born before the first year: names of the old; from the second year on: names of the young."""

_ORDINARY = "umum"
_NOBLE, _PILGRIM, _SECOND_OF_OLD, _SECOND = 0.06, 0.07, 0.45, 0.72
_PILGRIMS_FROM = 1978


@dataclass(frozen=True)
class Culture:
    """How people of a region are named, and what their hamlets are called.

    `names` holds lists by part (`given`, `second`, `noble`, `pilgrim`), sex (L, P) and when they were born.
    """

    code: str
    names: dict[tuple[str, str, str], tuple[str, ...]]
    hamlets: tuple[str, ...]


class Naming(Protocol):
    """How somebody of a region is named: `name_of`, or `words.many_names` where there are many people."""

    def __call__(self, random: Random, culture: Culture, /, *, sex: str, year: int) -> str: ...


@lru_cache
def culture_of(district: str) -> Culture:
    """The culture whose names a district's people bear, by its province; else the ordinary one."""
    by_province = {row["province"]: row["culture"] for row in rows("cultures")}
    code = by_province.get(district[:2], _ORDINARY)
    parts: dict[tuple[str, str, str], list[str]] = defaultdict(list)
    for row in rows("names"):
        if row["culture"] == code:
            parts[row["part"], row["sex"], row["born"]].append(row["name"])
    hamlets = tuple(row["name"] for row in rows("hamlets") if row["culture"] == code)
    return Culture(code, {key: tuple(names) for key, names in parts.items()}, hamlets)


def name_of(random: Random, culture: Culture, *, sex: str, year: int) -> str:
    """A name for somebody of this sex born in this year.

    Args:
        random: where chance comes from; the same seed gives the same name.
        culture: of the region.
        sex: L or P.
        year: of birth.
    """
    born = "old" if year < OLD else "middle" if year < NEW else "new"
    given = random.choice(culture.names["given", sex, born])
    words = [given]
    if random.random() < (_SECOND_OF_OLD if born == "old" else _SECOND) or (
        born == "new" and " " not in given
    ):
        words.append(random.choice(_seconds(culture, sex, born)))
    if random.random() < _NOBLE and (noble := culture.names.get(("noble", sex, "any"))):
        words.insert(0, random.choice(noble))
    elif year < _PILGRIMS_FROM and random.random() < _PILGRIM:
        words.insert(0, culture.names.get(("pilgrim", sex, "any"), ("",))[0])
    return " ".join(word for word in words if word)


def _seconds(culture: Culture, sex: str, born: str) -> tuple[str, ...]:
    """Second words; where the second word is an honorific of adults, the young bear a second given name."""
    seconds = culture.names["second", sex, "any"]
    if born == "new" and any("." in each for each in seconds):
        return tuple(each for each in culture.names["given", sex, "new"] if " " not in each)
    return seconds


def rows(name: str) -> list[dict[str, str]]:
    """The rows of one of our own lists, `data/NAME.csv`."""
    text = files("simpul.demo").joinpath(f"data/{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))
