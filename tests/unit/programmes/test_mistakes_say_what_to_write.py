"""A rule outside the profile is refused at its place, in a sentence that says what to write instead."""

from __future__ import annotations

from string import Formatter

import pytest

from simpul.programmes.rules import SENTENCES, RuleError, parse

LONG_MULTIPLICATION = " * ".join(["family.income_month"] * 2)
DOUBLING = "person.works"
for _ in range(12):
    DOUBLING = f"({DOUBLING} == person.disabled)"

# code, rule, line, column, a part of the sentence
MISTAKES = [
    ("empty", "", 1, 1, "family.decile <= 4"),
    ("empty", "  // hanya keterangan", 1, 1, "Tulis satu syarat"),
    ("too_long", "x" * 4001, 1, 1, "4000"),
    ("too_deep", "(" * 17 + "true" + ")" * 17, 1, 17, "16"),
    ("too_deep", "!" * 17 + "true", 1, 17, "16"),
    ("too_deep", "person.works ? 1 : " * 17 + "2", 1, 301, "16"),
    ("too_complex", DOUBLING, 1, 1, "Pecah"),
    ("too_large", f"{LONG_MULTIPLICATION} > 1", 1, 23, "batas angka"),
    ("too_large", "house.area_m2 / person.land_ha * 2.0 > 1.0", 1, 34, "batas angka"),
    ("too_large", "-(house.area_m2 / person.land_ha) > 1.0", 1, 3, "batas angka"),
    ("bad_character", "person.works # ya", 1, 14, "#"),
    ("bad_character", "\u202eperson.works", 1, 1, "U+202E"),
    ("write_instead", "family.decile = 4", 1, 15, "=="),
    ("write_instead", "person.works & person.disabled", 1, 14, "&&"),
    ("write_instead", "family.decile ≤ 4", 1, 15, "<="),
    ("write_instead", "person.sex == \u201cP\u201d", 1, 15, 'Tulis: "'),
    ("write_instead", "person.works\n  and person.disabled", 2, 3, "and tidak dikenal. Tulis: &&"),
    ("write_instead", "person.works atau person.disabled", 1, 14, "||"),
    ("write_instead", "NOT person.works", 1, 1, "!"),
    ("write_instead", "person.works == True", 1, 17, "true"),
    ("bad_number", "person.age > 1e3", 1, 14, "1e3"),
    ("bad_number", "person.age > 0x1F", 1, 14, "0x1F"),
    ("bad_number", "family.income_month > 1234567890123456", 1, 23, "1234567890123456"),
    ("bad_number", "house.area_m2 > 7.2.1", 1, 17, "7.2.1"),
    ("thousands_dot", "family.income_month < 1.500.000", 1, 23, "1500000"),
    ("thousands_dot", "family.income_month < 500.000", 1, 23, "500000"),
    ("decimal_comma", "house.area_m2 < 7,2", 1, 17, "7.2"),
    ("unclosed_text", 'person.sex == "P', 1, 15, "Tutup"),
    ("bad_text", r'person.sex == "\n"', 1, 16, r"\n"),
    ("bad_text", 'person.sex == "a\u200bb"', 1, 17, "U+200B"),
    ("bad_text", 'person.sex == "\ud800"', 1, 16, "U+D800"),
    ("unexpected", "person.works)", 1, 13, ") tidak diharapkan"),
    ("unexpected", "person.works person.disabled", 1, 14, "person"),
    ("unexpected", "person.works, person.disabled", 1, 13, ","),
    ("unexpected", "person.age > 7, person.works", 1, 15, ","),
    ("unexpected", "person.(age)", 1, 8, "("),
    ("unexpected", "person.age > * 3", 1, 14, "*"),
    ("unexpected", "person.age in in [1]", 1, 15, "in"),
    ("unclosed", "(person.works", 1, 14, "Tambahkan: )"),
    ("unclosed", "person.works ? true", 1, 20, "Tambahkan: :"),
    ("unfinished", "person.age >", 1, 13, "sesudah tanda terakhir"),
    ("unknown_function", 'matches(person.sex, "L")', 1, 1, "members.exists(m, m.age >= 60)"),
    ("unknown_function", 'family.area_kind.startsWith("d")', 1, 1, "startsWith"),
    ("unknown_fact", "person.umur > 3", 1, 1, "person.age"),
    ("unknown_fact", "person.decile <= 4", 1, 1, "family.decile"),
    ("unknown_fact", "Person.age > 3", 1, 1, "person.age"),
    ("unknown_fact", "members.exists(m, m.agee > 4)", 1, 19, "m.age"),
    ("unknown_fact", "members.exists(m, n.age > 4)", 1, 19, "person.age"),
    ("unknown_fact", "person.age.years > 4", 1, 1, "years"),
    ("fact_needs_root", "decile <= 4", 1, 1, "family.decile"),
    ("fact_needs_root", "umur >= 60", 1, 1, "person.age"),
    ("fact_needs_root", "person", 1, 1, "person."),
    ("fact_needs_root", "members.exists(m, age > 4)", 1, 19, "m.age"),
    ("fact_needs_root", "members.exists(m, m)", 1, 19, "m.age"),
    ("members_need_loop", "members.age > 4", 1, 1, "members.exists"),
    ("members_need_loop", "members", 1, 1, "members.exists"),
    ("nested_members", "members.exists(m, members.all(n, n.works))", 1, 19, "dua kriteria"),
    ("nested_members", "members.all(m, members.size() > 2)", 1, 16, "dua kriteria"),
    ("name_taken", "members.exists(person, person.works)", 1, 16, "misalnya m"),
    ("wrong_arguments", "members.exists(m.works)", 1, 1, "members.exists(m, m.age >= 60)"),
    ("wrong_arguments", 'members.exists("m", true)', 1, 1, "members.exists(m, m.age >= 60)"),
    ("wrong_arguments", "family.exists(m, m.works)", 1, 1, "members.exists(m, m.age >= 60)"),
    ("wrong_arguments", "members.filter(m, m.works)", 1, 1, "members.filter(m, m.in_school).size()"),
    ("wrong_arguments", "members.has(person.age)", 1, 1, "has(person.age)"),
    ("wrong_arguments", "age(person.birth_date) > 4", 1, 1, "age(person.birth_date, today.date)"),
    ("wrong_arguments", "today.date > date(2026)", 1, 14, 'date("2026-07-01")'),
    ("wrong_arguments", 'today.date > date("2026-01-01", "2026-02-01")', 1, 14, 'date("2026-07-01")'),
    ("wrong_arguments", "size() > 2", 1, 1, "members.size()"),
    ("wrong_arguments", "members.size(m) > 2", 1, 1, "members.size()"),
    ("wrong_arguments", "size(family.receives) > 2", 1, 1, "members.size()"),
    ("wrong_arguments", "family.filter(m, true).size() > 2", 1, 1, "members.size()"),
    ("has_needs_fact", "has(person)", 1, 1, "has(person.age)"),
    ("has_needs_fact", "has(person.age, person.sex)", 1, 1, "has(person.age)"),
    ("not_yes_or_no", "family.decile", 1, 1, "family.decile <= 4"),
    ("not_yes_or_no", "person.works && house.area_m2", 1, 17, "house.area_m2 < 7.2"),
    ("not_yes_or_no", '"P"', 1, 1, 'person.sex == "P"'),
    ("not_yes_or_no", "!family.receives", 1, 2, '"pkh" in family.receives'),
    ("not_yes_or_no", "today.date ? true : false", 1, 1, "age(person.birth_date"),
    ("not_yes_or_no", "members.exists(m, m.age)", 1, 19, "family.decile <= 4"),
    ("not_a_number", "person.works + 1 > 2", 1, 1, "ya/tidak"),
    ("not_a_number", "-person.sex == 2", 1, 2, "teks"),
    ("not_a_date", "age(person.age, today.date) > 3", 1, 5, "bilangan bulat"),
    ("bad_date", 'today.date > date("1 Juli 2026")', 1, 19, "1 Juli 2026"),
    ("bad_date", 'today.date > date("2026-02-30")', 1, 19, "2026-02-30"),
    ("bad_date", 'today.date > date("20260701")', 1, 19, "20260701"),
    ("types_differ", 'person.age == "7"', 1, 12, "bilangan bulat tidak dapat dibandingkan dengan teks"),
    ("types_differ", "person.works in [true]", 1, 14, "ya/tidak"),
    ("types_differ", 'person.age in [1, "2"]', 1, 19, "teks"),
    ("types_differ", "person.age in family.receives", 1, 12, "teks"),
    ("types_differ", 'person.works ? 1 : "P"', 1, 20, "teks"),
    ("no_order", 'person.sex < "P"', 1, 12, "teks"),
    ("no_order", "person.works > person.disabled", 1, 14, "ya/tidak"),
    ("chained_comparison", "6 <= person.age <= 21", 1, 17, "&&"),
    ("unknown_choice", 'person.sex == "laki-laki"', 1, 15, "L, P"),
    ("unknown_choice", '"SD" == person.school_level', 1, 1, "sd"),
    ("unknown_choice", 'person.school_level in ["sd", "SMP"]', 1, 31, "smp"),
    ("list_misplaced", "[1, 2]", 1, 1, "Daftar"),
    ("list_misplaced", "family.receives == person.receives", 1, 17, "Daftar"),
    ("list_misplaced", "person.works ? family.receives : person.receives", 1, 16, "Daftar"),
    ("list_empty", "person.age in []", 1, 15, "Isi daftar"),
    ("list_needs_constants", "person.age in [family.size]", 1, 16, "langsung"),
    ("in_needs_list", 'person.sex in "LP"', 1, 15, "Tulis: in"),
    ("in_needs_list", "person.sex in family.area_kind", 1, 15, "Tulis: in"),
    ("null_not_used", "person.age == null", 1, 15, "has(person.age)"),
    ("divided_by_zero", "person.age / 0 > 1", 1, 14, "nol"),
    ("divided_by_zero", "house.area_m2 / 0 > 1", 1, 17, "nol"),
    ("fraction_remainder", "house.area_m2 % 2 > 1", 1, 17, "bulat"),
]


@pytest.mark.parametrize(("code", "text", "line", "column", "says"), MISTAKES)
def test_a_mistake_is_placed_and_answered(code, text, line, column, says):
    with pytest.raises(RuleError) as refused:
        parse(text)
    error = refused.value
    assert (error.code, error.line, error.column) == (code, line, column)
    assert says in error.sentence()
    assert str(error) == f"{line}:{column}: {error.sentence()}"
    assert {name for _, name, _, _ in Formatter().parse(SENTENCES[code]) if name} == set(error.values)


def test_every_sentence_is_said_by_some_mistake():
    assert {code for code, *_ in MISTAKES} == set(SENTENCES)


def test_what_a_sentence_tells_to_write_can_be_read():
    for text in [
        "family.decile <= 4",
        "members.exists(m, m.age >= 60)",
        "6 <= person.age && person.age <= 21",
        'person.school_level in ["sd", "smp"]',
        "age(person.birth_date, today.date) >= 60",
        'today.date > date("2026-07-01")',
        "members.all(m, m.age >= 15)",
        "members.exists_one(m, m.works)",
        "members.filter(m, m.in_school).size() >= 2",
        "house.area_m2 < 7.2",
        '"pkh" in family.receives',
        "has(person.age)",
    ]:
        assert parse(text).text == text
