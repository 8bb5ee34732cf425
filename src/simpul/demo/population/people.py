"""Families as they are found: who lives together, how old, in school or at work, insured by whom."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from random import Random

from simpul.demo.names import Culture, Naming, name_of

ADULT, ELDERLY = 18, 60


@dataclass
class Member:
    """Somebody of a family. `facts` are columns of `PersonFacts`; what nobody knows is left out.

    `part` is the part they play in a story, as `story.part`; empty for everybody else. `old_niks` are numbers
    that once stood beside their name and no longer do.
    """

    name: str
    sex: str
    born: dt.date
    relation: str
    birth_precision: str = "day"
    nik: str = ""
    phone: str = ""
    part: str = ""
    died: dt.date | None = None
    old_niks: list[str] = field(default_factory=list)
    facts: dict[str, object] = field(default_factory=dict)

    def age(self, today: dt.date) -> int:
        """Completed years."""
        return today.year - self.born.year - ((today.month, today.day) < (self.born.month, self.born.day))


@dataclass
class FamilyDraft:
    """A family and its house, before they are written.

    `welfare` runs from 0 (least) to 1; house, work and decile follow from it. `facts` are columns of
    `FamilyFacts`. `shares` says that the family lives in the house of the one before it; `papers` whether it
    has a family card and its members numbers at all.
    """

    members: list[Member]
    welfare: float
    hamlet: str = ""
    rw: str = ""
    rt: str = ""
    kk: str = ""
    shares: bool = False
    listed: bool = True
    papers: bool = True
    facts: dict[str, object] = field(default_factory=dict)


#: Kind of family and how many in a hundred are of it.
_KINDS = {
    "couple_with_children": 46,
    "three_generations": 17,
    "woman_with_children": 11,
    "young_couple": 7,
    "elderly_couple": 8,
    "elderly_alone": 7,
    "grandparent_with_child": 4,
}
_PUBLIC, _MADRASAH = ("sd", "smp", "sma"), ("mi", "mts", "ma")


class FamilyMaker:
    """Draws families one after another; the same seed draws the same families."""

    def __init__(self, random: Random, culture: Culture, today: dt.date, naming: Naming = name_of) -> None:
        self.random = random
        self.culture = culture
        self.today = today
        self.naming = naming

    def family(self, welfare: float) -> FamilyDraft:
        """A family of a kind that occurs, with the schooling, work and health of everybody in it."""
        kind = self.random.choices(list(_KINDS), weights=list(_KINDS.values()))[0]
        members = getattr(self, f"_{kind}")()
        for member in members:
            self._dress(member, welfare)
        return FamilyDraft(members, welfare)

    def somebody(self, sex: str, age: int, relation: str, *, name: str = "") -> Member:
        """A person of an age; of the old often only the year of birth is known."""
        year = self.today.year - age
        born = dt.date(year, 1, 1) + dt.timedelta(days=self.random.randrange(364))
        born = min(born, self.today - dt.timedelta(days=14))
        known = name or self.naming(self.random, self.culture, sex=sex, year=born.year)
        member = Member(known, sex, born, relation)
        if age >= ELDERLY and self.random.random() < 0.18:
            member.birth_precision = "year"
        return member

    def _couple_with_children(self) -> list[Member]:
        wife = self.random.randint(24, 47)
        members = [
            self.somebody("L", wife + self.random.randint(-1, 8), "head"),
            self.somebody("P", wife, "spouse"),
        ]
        return members + self._children(wife, most=4)

    def _three_generations(self) -> list[Member]:
        members = self._couple_with_children()
        eldest = max(member.age(self.today) for member in members)
        sex = "P" if self.random.random() < 0.7 else "L"
        return [*members, self.somebody(sex, eldest + self.random.randint(19, 27), "parent")]

    def _woman_with_children(self) -> list[Member]:
        age = self.random.randint(27, 52)
        return [self.somebody("P", age, "head"), *self._children(age, most=3)]

    def _young_couple(self) -> list[Member]:
        wife = self.random.randint(20, 27)
        return [
            self.somebody("L", wife + self.random.randint(0, 5), "head"),
            self.somebody("P", wife, "spouse"),
            *self._children(wife, most=1),
        ]

    def _elderly_couple(self) -> list[Member]:
        wife = self.random.randint(60, 74)
        return [
            self.somebody("L", wife + self.random.randint(0, 8), "head"),
            self.somebody("P", wife, "spouse"),
        ]

    def _elderly_alone(self) -> list[Member]:
        sex = "P" if self.random.random() < 0.75 else "L"
        return [self.somebody(sex, self.random.randint(62, 86), "head")]

    def _grandparent_with_child(self) -> list[Member]:
        age = self.random.randint(58, 74)
        child = self.random.choice("LP")
        return [
            self.somebody("P", age, "head"),
            self.somebody(child, self.random.randint(6, 16), "grandchild"),
        ]

    def _children(self, mother: int, *, most: int) -> list[Member]:
        ages = sorted(
            {
                age
                for _ in range(self.random.randint(1, most))
                if 0 <= (age := mother - self.random.randint(19, 33)) < 24
            },
            reverse=True,
        )
        return [self.somebody(self.random.choice("LP"), age, "child") for age in ages]

    def _dress(self, member: Member, welfare: float) -> None:
        age = member.age(self.today)
        member.facts |= self._school(age, welfare)
        member.facts |= self._work(age, welfare, member)
        member.facts |= self._health(age, member)
        member.facts |= self._insurance(welfare)

    def _school(self, age: int, welfare: float) -> dict[str, object]:
        levels = _MADRASAH if self.random.random() < 0.22 else _PUBLIC
        attends = self.random.random() < (0.99 if age < 13 else 0.93 if age < 16 else 0.62 + 0.3 * welfare)
        if 7 <= age < ADULT:
            level = levels[0 if age < 13 else 1 if age < 16 else 2]
            level = "smk" if level == "sma" and self.random.random() < 0.4 else level
            return {"school_level": level if attends else "none", "in_school": attends}
        facts: dict[str, object] = {"school_level": "none", "in_school": False}
        if ADULT <= age < 30 and self.random.random() < 0.25:
            facts["graduate"] = self.random.choice(("smk", "smk", "training"))
        return facts

    def _work(self, age: int, welfare: float, member: Member) -> dict[str, object]:
        if age < ADULT:
            return {"works": False, "owns_business": False}
        likely = 0.86 if member.sex == "L" else 0.52
        works = self.random.random() < (likely if age < 66 else likely / 3)
        business = works and self.random.random() < 0.2 + 0.15 * welfare
        facts: dict[str, object] = {"works": works, "owns_business": business}
        if business:
            facts["business_months"] = self.random.choice((3, 5, 8, 14, 26, 40, 75))
        return facts

    def _health(self, age: int, member: Member) -> dict[str, object]:
        chance = self.random.random()
        disabled = (
            "severe" if chance < 0.006 else "some" if chance < (0.08 if age >= ELDERLY else 0.025) else "none"
        )
        facts: dict[str, object] = {
            "disabled": disabled,
            "chronic_illness": self.random.random() < (0.24 if age >= ELDERLY else 0.04),
        }
        if member.sex == "P" and 19 <= age <= 42:
            facts["pregnant"] = self.random.random() < 0.05
        return facts

    def _insurance(self, welfare: float) -> dict[str, object]:
        chance = self.random.random()
        if welfare < 0.5:
            segment = "pbi" if chance < 0.62 else "pbi_local" if chance < 0.8 else "none"
        else:
            segment = "worker" if chance < 0.3 else "self_paid" if chance < 0.6 else "pbi_local"
        lapsed = {"pbi": 0.09, "pbi_local": 0.04, "self_paid": 0.35, "worker": 0.02, "none": 1.0}[segment]
        return {"insurance_segment": segment, "insured_active": self.random.random() >= lapsed}
