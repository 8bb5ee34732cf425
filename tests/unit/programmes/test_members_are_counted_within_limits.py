"""Loops over the members: what is sure although some members are unknown."""

from __future__ import annotations

import pytest

from simpul.programmes.rules import judge, parse

OLD, YOUNG, AGELESS = {"age": 70}, {"age": 7}, {"age": None}


@pytest.mark.parametrize(
    ("members", "some", "every", "just_one"),
    [
        ([], "not_met", "met", "not_met"),
        ([OLD], "met", "met", "met"),
        ([YOUNG], "not_met", "not_met", "not_met"),
        ([OLD, AGELESS], "met", "unknown", "unknown"),
        ([YOUNG, AGELESS], "unknown", "not_met", "unknown"),
        ([OLD, OLD, AGELESS], "met", "unknown", "not_met"),
        ([OLD, YOUNG], "met", "not_met", "met"),
        (None, "unknown", "unknown", "unknown"),
    ],
)
def test_some_every_and_just_one(members, some, every, just_one):
    facts = {"members": members}
    assert judge(parse("members.exists(m, m.age >= 60)"), facts).state == some
    assert judge(parse("members.all(m, m.age >= 60)"), facts).state == every
    assert judge(parse("members.exists_one(m, m.age >= 60)"), facts).state == just_one


@pytest.mark.parametrize(
    ("comparison", "expected"),
    [
        # between 2 and 3 of the four are old
        (">= 2", "met"),
        (">= 3", "unknown"),
        (">= 4", "not_met"),
        ("> 1", "met"),
        ("> 2", "unknown"),
        ("> 3", "not_met"),
        ("<= 3", "met"),
        ("<= 2", "unknown"),
        ("<= 1", "not_met"),
        ("< 4", "met"),
        ("< 3", "unknown"),
        ("< 2", "not_met"),
        ("== 2", "unknown"),
        ("== 4", "not_met"),
        ("== 1", "not_met"),
        ("!= 4", "met"),
        ("!= 3", "unknown"),
        ("> 1.5", "met"),
        ("> 2.5", "unknown"),
        ("in [2, 3]", "unknown"),
        ("+ 0 >= 2", "unknown"),
        ("> family.decile", "unknown"),
    ],
)
def test_a_count_is_known_within_limits(comparison, expected):
    facts = {"members": [OLD, OLD, AGELESS, YOUNG]}
    assert judge(parse(f"members.filter(m, m.age >= 60).size() {comparison}"), facts).state == expected


def test_a_count_is_compared_from_the_other_side():
    facts = {"members": [OLD, OLD, AGELESS]}
    assert judge(parse("2 <= size(members.filter(m, m.age >= 60))"), facts).state == "met"
    assert judge(parse("1.5 > members.filter(m, m.age >= 60).size()"), facts).state == "not_met"


def test_two_counts_are_compared():
    old, young = "members.filter(m, m.age >= 60).size()", "members.filter(m, m.age < 60).size()"
    assert judge(parse(f"{old} > {young}"), {"members": [OLD, OLD, YOUNG]}).state == "met"
    assert judge(parse(f"{old} > {young}"), {"members": [OLD, YOUNG, AGELESS]}).state == "unknown"
    assert judge(parse(f"{old} == {young}"), {"members": [OLD, YOUNG]}).state == "met"


def test_the_family_is_counted():
    assert judge(parse("members.size() == 3"), {"members": [OLD, YOUNG, AGELESS]}).state == "met"
    assert judge(parse("size(members) * 2 > 5"), {"members": [OLD, YOUNG, AGELESS]}).state == "met"
    assert judge(parse("members.size() > 1"), {}).state == "unknown"
    assert judge(parse("members.size() + 1 > 1"), {}).state == "unknown"


def test_a_member_is_compared_with_the_person_at_hand():
    rule = parse("members.exists(m, m.age > person.age && m.sex == 'L' && m.owns_business)")
    members = [{"age": 40, "sex": "L", "owns_business": True}]
    assert judge(rule, {"person.age": 20, "members": members}).state == "met"
    assert judge(rule, {"person.age": 50, "members": members}).state == "not_met"
    assert judge(rule, {"members": members}).state == "unknown"
