"""Nobody of the demonstration exists, and the same seed always draws the same people."""

from __future__ import annotations

import datetime as dt
from random import Random

import pytest

from simpul.demo.names import culture_of, name_of
from simpul.demo.population.houses import decile_of, furnish
from simpul.demo.population.numbers import FIRST, LAST, Numbers
from simpul.demo.population.people import FamilyDraft, FamilyMaker
from simpul.demo.population.villages import draw_village
from simpul.ground.identifiers import Finding, check_kk, check_nik

TODAY = dt.date(2026, 11, 24)
VILLAGE = "73.88.01.2001"


def village(code: str = VILLAGE, families: int = 120, seed: int = 1) -> list[FamilyDraft]:
    return draw_village(code, families, today=TODAY, numbers=Numbers(Random(seed)))


@pytest.fixture(scope="module")
def drawn() -> list[FamilyDraft]:
    return village()


def test_the_same_seed_draws_the_same_village(drawn):
    assert village() == drawn
    assert [family.members[0].name for family in village("73.88.01.2002")] != [
        family.members[0].name for family in drawn
    ]


def test_no_number_can_belong_to_anybody(drawn):
    niks = [member.nik for family in drawn for member in family.members if member.nik]
    kks = [family.kk for family in drawn if family.kk]
    assert len(niks) > 300
    assert all(int(number[12:]) >= FIRST or number.endswith("0000") for number in niks + kks)
    assert len(set(niks)) == len(niks)
    assert len(set(kks)) == len(kks)


def test_numbers_are_right_in_form_and_carry_the_faults_of_real_lists(drawn):
    people = [member for family in drawn for member in family.members]
    checked = [
        check_nik(member.nik, sex=member.sex, birth_date=member.born) for member in people if member.nik
    ]
    assert not any(each.errors for each in checked)
    found = {warning for each in checked for warning in each.warnings}
    assert found == {Finding.SERIAL_ZERO, Finding.BIRTH_DATE_DIFFERS}
    assert 0 < sum(not member.nik for member in people) < len(people) / 20
    assert not any(check_kk(family.kk).errors for family in drawn if family.kk)


def test_whoever_plays_a_part_has_numbers_with_nothing_wrong():
    numbers = Numbers(Random(3))
    born = dt.date(1984, 3, 9)
    niks = [numbers.sound_nik(VILLAGE, born, "P") for _ in range(200)]
    assert all(check_nik(nik, sex="P", birth_date=born).warnings == () for nik in niks)


def test_a_day_that_has_no_number_left_says_so():
    numbers = Numbers(Random(3))
    recorded = dt.date(2020, 3, 9)
    given = {numbers.kk(VILLAGE, recorded) for _ in range(FIRST, LAST + 1)}
    assert len(given) == LAST - FIRST + 1
    with pytest.raises(ValueError, match="no number is left"):
        numbers.kk(VILLAGE, recorded)


def test_children_are_younger_than_those_who_raise_them(drawn):
    for family in drawn:
        ages = {member.relation: member.age(TODAY) for member in family.members}
        children = [member.age(TODAY) for member in family.members if member.relation == "child"]
        assert all(ages["head"] - age >= 17 for age in children)
        assert all(member.born <= TODAY for member in family.members)
        assert [member.relation for member in family.members].count("head") == 1


def test_the_house_agrees_with_the_decile():
    random = Random(5)
    maker = FamilyMaker(random, culture_of("73"), TODAY)
    poor, rich = [], []
    for welfare, kept in ((0.05, poor), (0.95, rich)):
        for _ in range(60):
            family = maker.family(welfare)
            furnish(random, family)
            kept.append(family.facts)
    assert {facts["decile"] for facts in poor} == {decile_of(0.05)} == {1}
    assert {facts["decile"] for facts in rich} == {decile_of(0.95)} == {10}
    assert {facts["floor"] for facts in rich if "floor" in facts} <= {"tile", "ceramic"}
    assert {facts["toilet"] for facts in poor if "toilet" in facts} <= {"none", "public"}
    assert sum(facts.get("roof_leaks") is True for facts in poor) > sum(
        facts.get("roof_leaks") is True for facts in rich
    )


@pytest.mark.parametrize(("province", "words"), [("73", ("Dg.", "Muh.", "St.", "A.")), ("33", ("Sri", "H."))])
def test_names_are_those_of_the_region(province, words):
    culture = culture_of(f"{province}.88")
    random = Random(7)
    names = [
        name_of(random, culture, sex=sex, year=year)
        for sex in "LP"
        for year in range(1940, 2020)
        for _ in range(4)
    ]
    spoken = {word for name in names for word in name.split()}
    assert set(words) <= spoken
    assert all(len(name) <= 60 for name in names)


def test_the_young_have_two_words_and_the_old_may_have_one():
    culture, random = culture_of("33.88"), Random(9)
    young = [name_of(random, culture, sex="P", year=2012) for _ in range(100)]
    old = [name_of(random, culture, sex="P", year=1948) for _ in range(100)]
    assert all(" " in name for name in young)
    assert any(" " not in name for name in old)


def test_a_province_without_a_list_has_the_ordinary_one():
    assert culture_of("91.88").code == "umum"
