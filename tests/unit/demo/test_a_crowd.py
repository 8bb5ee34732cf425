"""A crowd of any size: nobody twice, the same for the same seed, believable, with a register's faults."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from random import Random
from typing import Any
from uuid import UUID

import pytest

from simpul.demo.names import culture_of
from simpul.demo.population.blocks import BLOCK, blocks_of
from simpul.demo.population.crowd import Crowd
from simpul.demo.population.crowd_numbers import CrowdNumbers, Lane
from simpul.demo.population.numbers import FIRST
from simpul.demo.population.people import FamilyDraft
from simpul.demo.population.rows import AS_OF
from simpul.demo.words import many_names
from simpul.ground.identifiers import Finding, check_kk, check_nik

VILLAGES = [f"73.03.{sub:02d}.{village}" for sub in (1, 2, 3) for village in range(2001, 2006)]
PKH, SEMBAKO = UUID(int=1), UUID(int=2)


def crowd(families: int = 6000, seed: str = "1", villages: list[str] | None = None) -> Crowd:
    return Crowd(
        "73.03", villages or VILLAGES, families, seed, "Sistem", [(PKH, "pkh"), (SEMBAKO, "sembako")]
    )


def drawn(made: Crowd) -> list[tuple[str, FamilyDraft]]:
    return [(block.village, family) for block in made.blocks() for family in made.families_of(block)]


@pytest.fixture(scope="module")
def families() -> list[tuple[str, FamilyDraft]]:
    return drawn(crowd())


def test_exactly_so_many_families_are_divided_into_small_blocks():
    blocks = blocks_of(VILLAGES, 40_001, seed="x")
    assert sum(block.families for block in blocks) == 40_001
    assert max(block.families for block in blocks) <= BLOCK
    sizes = Counter[str]()
    for block in blocks:
        sizes[block.village] += block.families
    assert max(sizes.values()) > 1.5 * min(sizes.values()), "villages differ in size"
    assert sum(block.families for block in blocks_of(VILLAGES, 3, seed="x")) == 3


@pytest.mark.django_db
def test_blocks_drawn_in_any_order_are_the_same_crowd():
    made, again = crowd(900), crowd(900)
    forth = [made.families_of(block) for block in made.blocks()]
    back = [again.families_of(block) for block in reversed(again.blocks())]
    assert forth == back[::-1]
    assert [_open(row) for row in made.rows_of(made.blocks()[3])] == [
        _open(row) for row in again.rows_of(again.blocks()[3])
    ]


def test_another_seed_draws_others(families):
    other = drawn(crowd(seed="2"))
    assert len(other) == len(families)
    same = sum(
        one[1].members[0].name == two[1].members[0].name for one, two in zip(families, other, strict=True)
    )
    assert same < len(families) / 50


def test_no_number_is_given_twice_and_none_is_anybodys(families):
    niks = [member.nik for _, family in families for member in family.members if member.nik]
    kks = [family.kk for _, family in families if family.kk]
    assert len(niks) > 15_000
    assert len(set(niks)) == len(niks)
    assert len(set(kks)) == len(kks)
    serials = {int(number[12:]) for number in niks + kks}
    assert all(serial == 0 or 9000 < serial < FIRST for serial in serials), (
        "those from FIRST on are the story's"
    )


def test_numbers_stay_apart_where_a_village_has_more_blocks_than_serials():
    village = [
        f"73.03.01.{each}" for each in range(2001, 2101)
    ]  # a hundred in one sub-district: 3 serials each
    made = crowd(700_000, villages=village)
    blocks = [block for block in made.blocks() if block.village == village[7]]
    assert len(blocks) > 3
    niks = [member.nik for block in blocks for family in made.families_of(block) for member in family.members]
    given = [nik for nik in niks if nik]
    assert len(set(given)) == len(given)


def test_serial_zero_is_given_on_the_own_days_of_a_village_alone():
    """Also where its blocks divide the days between them, and a number is of a day before the birth."""
    born = dt.date(1980, 1, 1)
    numbers = CrowdNumbers(Random(3), Lane(village=(2, 100), in_district=(2, 100), block=(0, 9)), [])
    assert numbers.every > 1
    given = [numbers.nik(VILLAGES[0], born + dt.timedelta(days=each % 7_000), "L") for each in range(20_000)]
    zeros = [nik for nik in given if nik.endswith("0000")]
    days = [dt.date(1900 + int(nik[10:12]), int(nik[8:10]), int(nik[6:8])) for nik in zeros]
    assert len(days) > 9
    assert {divmod(day.toordinal(), 2)[1] for day in days} == {1}, "the even days are the demonstration's"
    assert {day.toordinal() // 2 % 100 for day in days} == {2}, "the others are other villages'"


def test_numbers_carry_the_faults_of_real_lists(families):
    people = [member for _, family in families for member in family.members]
    found = Counter[Finding]()
    for member in people:
        if member.nik:
            checked = check_nik(
                member.nik, sex=member.sex, birth_date=member.born, knows_area=lambda code: code[6:] < "90"
            )
            assert checked.errors == ()
            found.update(checked.warnings)
    for fault, least, most in (
        (Finding.SERIAL_ZERO, 0.0002, 0.02),
        (Finding.BIRTH_DATE_DIFFERS, 0.02, 0.06),
        (Finding.SEX_DIFFERS, 0.0005, 0.005),
        (Finding.AREA_UNKNOWN, 0.0005, 0.02),
    ):
        assert least < found[fault] / len(people) < most, fault
    assert 0.01 < sum(not member.nik for member in people) / len(people) < 0.03
    assert any(member.old_niks for member in people)
    assert any(member.died for member in people)
    assert not any(check_kk(family.kk).errors for _, family in families if family.kk)
    rounded = sum(member.nik.endswith("0") for member in people if member.nik) / len(people)
    assert rounded > 0.1, "a spreadsheet keeps fifteen digits"
    elsewhere = sum(member.nik[:4] != "7303" for member in people if member.nik)
    assert elsewhere > 0, "some were registered in another district"
    phones = Counter(member.phone for _, family in families for member in family.members if member.phone)
    assert phones.most_common(1)[0][1] > 3, "a broker's number stands beside several families"


def test_families_are_believable(families):
    sizes = [len(family.members) for _, family in families]
    assert 2.8 < sum(sizes) / len(sizes) < 4.2
    ages = [member.age(AS_OF) for _, family in families for member in family.members]
    assert 0.2 < sum(age < 18 for age in ages) / len(ages) < 0.45
    assert 0.05 < sum(age >= 60 for age in ages) / len(ages) < 0.25
    poor = [family for _, family in families if family.facts.get("decile") == 1]
    rich = [family for _, family in families if family.facts.get("decile") == 9]
    share = [
        sum(family.facts.get("floor") in {"earth", "bamboo"} for family in group) / len(group)
        for group in (poor, rich)
    ]
    assert share[0] > 0.6
    assert share[1] < 0.02


@pytest.mark.slow
def test_names_have_a_hundred_thousand_words_at_the_size_of_brebes():
    random, culture, words = Random(1), culture_of("33.29"), Counter[str]()
    for each in range(1_000_000):
        words.update(many_names(random, culture, sex="LP"[each % 2], year=1940 + each % 86).split())
    assert len(words) > 100_000
    assert sum(count for _, count in words.most_common(100)) > sum(words.values()) / 4, (
        "yet most names are common"
    )


def _open(row: tuple[Any, dict[str, Any]]) -> tuple[str, dict[str, Any]]:
    """A row without what is sealed anew each time."""
    model, columns = row
    return model.__name__, {name: value for name, value in columns.items() if name not in {"cipher", "index"}}
