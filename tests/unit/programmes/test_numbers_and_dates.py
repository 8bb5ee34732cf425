"""Arithmetic as CEL does it, and ages in full years."""

from __future__ import annotations

from datetime import date

import pytest

from simpul.programmes.rules import age_on, judge, parse


def state(text, **facts):
    return judge(parse(text), {name.replace("_", ".", 1): value for name, value in facts.items()}).state


@pytest.mark.parametrize(
    ("text", "size", "decile"),
    [
        ("family.size / family.decile == 3", 7, 2),
        ("family.size / family.decile == -3", -7, 2),
        ("family.size / family.decile == -3", 7, -2),
        ("family.size / family.decile == 3", -7, -2),
        ("family.size % family.decile == 1", 7, 2),
        ("family.size % family.decile == -1", -7, 2),
        ("family.size % family.decile == 1", 7, -2),
        ("family.size + family.decile * 2 == 11", 7, 2),
        ("(family.size + family.decile) * 2 == 18", 7, 2),
        ("family.size - family.decile - 1 == 4", 7, 2),
        ("-family.size == -7", 7, 2),
        ("--family.size == 7", 7, 2),
        ("family.size == - -7", 7, 2),
        ("family.size * 1.5 == 10.5", 7, 2),
        ("-(family.size * 0.5) < -3", 7, 2),
        ("family.size / 2.0 == 3.5", 7, 2),
        ("family.size / 2 + 0.5 == 3.5", 7, 2),
        ("family.size in [7.0, 8.5]", 7, 2),
        ("(family.size > 3 ? family.size : 0) + 1 == 8", 7, 2),
        ("family.decile < 2.5 && 1.5 < family.decile", 7, 2),
    ],
)
def test_arithmetic(text, size, decile):
    assert state(text, family_size=size, family_decile=decile) == "met"


@pytest.mark.parametrize("text", ["family.size / family.decile > 0", "family.size % family.decile == 0"])
def test_a_division_by_zero_is_unknown(text):
    assert state(text, family_size=7, family_decile=0) == "unknown"


def test_square_metres_per_person_with_whole_and_fractional_numbers():
    rule = "house.area_m2 / family.size < 7.2"
    assert state(rule, house_area_m2=36, family_size=5) == "not_met"
    assert state(rule, house_area_m2=35.9, family_size=5) == "met"
    assert state(rule, house_area_m2=36, family_size=0) == "unknown"
    assert state(rule, house_area_m2=36) == "unknown"


def test_whole_numbers_divide_as_fractions_where_the_fact_is_a_fraction():
    assert state("house.area_m2 / person.land_ha == 3.5", house_area_m2=7, person_land_ha=2) == "met"


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2019, 3, 15), date(2026, 3, 14), 6),
        (date(2019, 3, 15), date(2026, 3, 15), 7),
        (date(2004, 2, 29), date(2025, 2, 28), 20),
        (date(2004, 2, 29), date(2025, 3, 1), 21),
        (date(2004, 2, 29), date(2024, 2, 29), 20),
        (date(2026, 1, 1), date(2026, 1, 1), 0),
        (date(2026, 1, 2), date(2026, 1, 1), None),
        (date(1999, 12, 31), date(2000, 1, 1), 0),
    ],
)
def test_age_in_full_years(born, on, years):
    assert age_on(born, on) == years
    facts = {"person.birth_date": born, "today.date": on}
    expected = "unknown" if years is None else "met"
    assert judge(parse(f"age(person.birth_date, today.date) == {years or 0}"), facts).state == expected


def test_age_on_a_written_day():
    rule = parse('age(person.birth_date, date("2026-07-01")) >= 6')
    assert judge(rule, {"person.birth_date": date(2020, 7, 1)}).state == "met"
    assert judge(rule, {"person.birth_date": date(2020, 7, 2)}).state == "not_met"
    assert judge(rule, {}).state == "unknown"
    known = "has(person.birth_date) && person.birth_date <= 20260701"
    assert rule.surely_true_text == f"{known} && (20260701 - person.birth_date) / 10000 >= 6"


def test_dates_are_compared():
    rule = parse('person.birth_date < date("2010-01-01")')
    assert judge(rule, {"person.birth_date": date(2009, 12, 31)}).state == "met"
    assert judge(rule, {"person.birth_date": date(2010, 1, 1)}).state == "not_met"
