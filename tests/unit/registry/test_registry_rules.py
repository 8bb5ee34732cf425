"""Births, telephones, free texts and facts, judged without a database."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.ground.errors import InputError
from simpul.registry.rules import (
    age,
    check_reason,
    check_text,
    checked_number,
    checked_person,
    house_facts,
    looked_facts,
    phone_number,
)
from simpul.registry.types import NewPerson
from tests.factories import TODAY


@pytest.mark.parametrize(
    ("typed", "kept"),
    [("0812 3456 7890", "081234567890"), ("+62812-3456-7890", "081234567890"), ("(0413) 21234", "041321234")],
)
def test_a_telephone_is_kept_in_its_national_form(typed: str, kept: str) -> None:
    assert phone_number(typed) == kept


@pytest.mark.parametrize("typed", ["12345", "0812abc45678", "", "0" * 40])
def test_what_is_no_telephone_is_refused(typed: str) -> None:
    with pytest.raises(InputError, match="phone_shape"):
        phone_number(typed)


@pytest.mark.parametrize(
    ("new", "code"),
    [
        (NewPerson(name="   "), "name_missing"),
        (NewPerson(name="7388014107840001"), "name_is_number"),
        (NewPerson(name="Ibu 7388014107840001"), "number_in_text"),
        (NewPerson(name="ibu tua", is_label=True), "met_at_missing"),
        (NewPerson(name="Ani", birth_precision="day"), "birth_incomplete"),
        (NewPerson(name="Ani", birth_precision="year", birth_year=2027), "birth_impossible"),
        (NewPerson(name="Ani", birth_precision="year", birth_year=1800), "birth_impossible"),
        (NewPerson(name="Ani", birth_precision="day", birth_date=dt.date(2026, 11, 25)), "birth_impossible"),
        (NewPerson(name="Ani", birth_precision="guess", birth_year=1990), "birth_incomplete"),
        (NewPerson(name="Ani", birth_year=1990), "birth_incomplete"),
    ],
)
def test_a_person_told_wrongly_is_refused_with_the_reason(new: NewPerson, code: str) -> None:
    with pytest.raises(InputError) as refused:
        checked_person(new, today=TODAY)
    assert refused.value.code == code


def test_a_birth_nobody_told_is_taken_from_the_nik_as_a_year() -> None:
    person = checked_person(NewPerson(name=" Ani   Contoh ", nik="7388014107840001"), today=TODAY)
    assert (person.name, person.birth_year, person.birth_precision, person.sex) == (
        "Ani Contoh",
        1984,
        "year",
        "P",
    )


def test_a_told_birth_is_not_overruled_by_the_nik() -> None:
    told = NewPerson(
        name="Ani", nik="7388014107840001", birth_year=1980, birth_precision="estimated", sex="L"
    )
    assert checked_person(told, today=TODAY) == told


@pytest.mark.parametrize(
    ("born", "year", "precision", "years"),
    [
        (dt.date(1984, 11, 24), None, "day", 42),
        (dt.date(1984, 11, 25), None, "day", 41),
        (None, 1984, "year", 42),
        (None, 1984, "estimated", None),
        (None, None, "unknown", None),
    ],
)
def test_an_age_is_known_only_as_exactly_as_the_birth(
    born: dt.date | None, year: int | None, precision: str, years: int | None
) -> None:
    assert age(today=TODAY, birth_date=born, birth_year=year, precision=precision) == years


def test_a_reason_must_say_something() -> None:
    with pytest.raises(InputError, match="reason_short"):
        check_reason("  perlu  ")
    assert check_reason(" untuk surat rujukan ") == "untuk surat rujukan"


def test_a_column_nobody_filled_is_no_fact() -> None:
    empty = dict.fromkeys(
        [
            "owned",
            "land_proof",
            "floor",
            "wall",
            "roof",
            "roof_leaks",
            "area_m2",
            "only_house",
            "toilet",
            "water",
            "electricity",
        ]
    )
    assert house_facts(empty) == {}
    facts = house_facts(empty | {"electricity": "450", "owned": False, "area_m2": 36})
    assert facts == {
        "house.owned": False,
        "house.electricity": True,
        "family.power_va": 450,
        "house.area_m2": 36.0,
    }
    assert house_facts(empty | {"electricity": "none"}) == {"house.electricity": False}


def test_what_was_not_looked_at_by_hand_is_no_fact() -> None:
    look = {"siks_found": None, "siks_decile": None, "jkn_state": "unknown", "jkn_segment": "PBI JK"}
    assert looked_facts(look) == {}
    assert looked_facts(look | {"jkn_state": "inactive", "jkn_segment": "pbi", "siks_decile": 3}) == {
        "person.insured_active": False,
        "person.insurance_segment": "pbi",
        "family.decile": 3,
    }


def test_a_text_is_one_line_of_a_length_it_may_have() -> None:
    assert check_text(" satu\n dua\u202e tiga\x00 ", field="x") == "satu dua tiga"
    with pytest.raises(InputError, match="text_long"):
        check_text("a" * 301, field="x")


@pytest.mark.parametrize(("kind", "number"), [("bpjs", "12"), ("other", "abc123"), ("passport", "123456")])
def test_a_card_number_is_digits_of_a_known_kind(kind: str, number: str) -> None:
    with pytest.raises(InputError, match="number_shape"):
        checked_number(kind, number)


def test_a_nik_of_tomorrow_says_nothing_of_a_birth() -> None:
    told = NewPerson(name="Ani", nik="7388016902000001")  # 29 February 2000
    assert checked_person(told, today=dt.date(1999, 1, 1)) == told


def test_the_sex_of_the_nik_fills_a_gap_alone() -> None:
    told = NewPerson(name="Ani", nik="7388014107840001", birth_precision="year", birth_year=1980)
    person = checked_person(told, today=TODAY)
    assert (person.sex, person.birth_year) == ("P", 1980)
