"""A missing fact is unknown: never no, never zero; and it spreads by the tables of Kleene."""

from __future__ import annotations

import pytest

from simpul.programmes.rules import judge, parse

YES, NO, PERHAPS = "person.works", "person.disabled", "person.pregnant"
KNOWN = {"person.works": True, "person.disabled": False, "person.pregnant": None}


def state(text, facts=None):
    return judge(parse(text), KNOWN if facts is None else facts).state


@pytest.mark.parametrize(
    ("left", "right", "both", "either", "same"),
    [
        (YES, YES, "met", "met", "met"),
        (YES, NO, "not_met", "met", "not_met"),
        (YES, PERHAPS, "unknown", "met", "unknown"),
        (NO, NO, "not_met", "not_met", "met"),
        (NO, PERHAPS, "not_met", "unknown", "unknown"),
        (PERHAPS, PERHAPS, "unknown", "unknown", "unknown"),
    ],
)
def test_and_or_and_sameness_by_the_tables(left, right, both, either, same):
    opposite = {"met": "not_met", "not_met": "met", "unknown": "unknown"}
    for first, second in ((left, right), (right, left)):
        assert state(f"{first} && {second}") == both
        assert state(f"{first} || {second}") == either
        assert state(f"{first} == {second}") == same
        assert state(f"{first} != {second}") == opposite[same]


def test_not_leaves_unknown_unknown():
    assert [state(f"!{fact}") for fact in (YES, NO, PERHAPS)] == ["not_met", "met", "unknown"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("person.works == true", "met"),
        ("true == person.works", "met"),
        ("person.works != true", "not_met"),
        ("person.works == false", "not_met"),
        ("person.works != false", "met"),
        ("person.pregnant == false", "unknown"),
        ("true", "met"),
        ("false", "not_met"),
    ],
)
def test_comparing_with_true_or_false(text, expected):
    assert state(text) == expected


@pytest.mark.parametrize(
    "rule", ["person.age > 0", "person.age == 0", "person.age != 0", "person.age in [0]"]
)
def test_a_missing_number_is_not_zero(rule):
    assert state(rule, {}) == "unknown"
    assert state(rule, {"person.age": None}) == "unknown"


def test_a_missing_text_is_not_empty():
    assert state('person.sex == "P"', {}) == "unknown"
    assert state('"pkh" in family.receives', {}) == "unknown"
    assert state('"pkh" in family.receives', {"family.receives": []}) == "not_met"
    assert state('"pkh" in family.receives', {"family.receives": ("bpnt", "pkh")}) == "met"


def test_has_is_never_unknown():
    assert state("has(person.age)", {"person.age": 0}) == "met"
    assert state("has(person.age)", {"person.age": None}) == "not_met"
    assert state("!has(person.age)", {}) == "met"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("person.works ? person.disabled : true", "not_met"),
        ("person.disabled ? person.works : person.pregnant", "unknown"),
        ("person.pregnant ? person.works : !person.disabled", "met"),
        ("person.pregnant ? person.disabled : false", "not_met"),
        ("person.pregnant ? person.works : person.disabled", "unknown"),
        ("person.pregnant ? person.pregnant : person.pregnant", "unknown"),
        ("(person.works ? 3 : 4) == 3", "met"),
        ("(person.disabled ? 3 : 4.5) == 4.5", "met"),
        ("(person.pregnant ? 3 : 3) == 3", "unknown"),
        ('(person.works ? "a" : "b") == "a"', "met"),
    ],
)
def test_choosing_between_two(text, expected):
    assert state(text) == expected


def test_the_values_a_rule_saw_are_shown():
    verdict = judge(
        parse(
            "family.decile <= 4 && (house.area_m2 < 7.2 || members.exists(m, m.age > 60 && !person.works))"
        ),
        {"family.decile": 3, "members": [{"age": 70}, {}], "person.sex": "P"},
    )
    assert verdict.saw == {
        "family.decile": 3,
        "house.area_m2": None,
        "members.age": (70, None),
        "person.works": None,
    }
    assert verdict.missing == ("house.area_m2", "person.works", "members.age")


def test_what_is_known_is_not_missing():
    verdict = judge(parse("members.exists(m, m.age > 60) || person.works"), {"members": [{"age": 7}]})
    assert verdict.saw == {"members.age": (7,), "person.works": None}
    assert verdict.missing == ("person.works",)


def test_nobody_knows_who_the_members_are():
    verdict = judge(parse("members.exists(m, m.age > 60)"), {})
    assert verdict == ("unknown", {"members.age": None})
    assert verdict.missing == ("members.age",)


def test_a_rule_is_parsed_once():
    assert parse("family.decile <= 4") is parse("family.decile <= 4")
    assert parse("family.decile <= 4").facts == ("family.decile",)
