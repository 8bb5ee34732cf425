"""A programme: every criterion with its verdict, and the sum."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from simpul.programmes.rules import Criterion, fit, judge_all, overall, parse

FACTS = {"family.decile": 3, "family.has_civil_servant": False, "house.owned": None}
MET, NOT_MET, UNKNOWN = "family.decile <= 4", "family.decile > 4", "house.owned"


def criteria(*rules):
    return [Criterion(f"c{at}", "Nama", "Kalimat.", parse(rule)) for at, rule in enumerate(rules)]


def test_every_criterion_is_judged_and_shows_what_it_saw():
    asked = criteria(NOT_MET, MET, UNKNOWN)
    results = judge_all(asked, FACTS)
    assert [result.criterion for result in results] == asked
    assert [result.state for result in results] == ["not_met", "met", "unknown"]
    assert [result.verdict.saw for result in results] == [
        {"family.decile": 3},
        {"family.decile": 3},
        {"house.owned": None},
    ]


def test_all_met_fits():
    assert overall(judge_all(criteria(MET, MET), FACTS)) == "fits"


def test_one_unknown_leaves_it_unclear():
    assert overall(judge_all(criteria(MET, UNKNOWN), FACTS)) == "unclear"


def test_one_not_met_is_enough_against_although_another_is_unknown():
    assert overall(judge_all(criteria(UNKNOWN, NOT_MET, MET), FACTS)) == "does_not_fit"


def test_a_programme_without_criteria_is_for_everybody():
    assert overall([]) == "fits"


@given(st.lists(st.sampled_from([MET, NOT_MET, UNKNOWN]), max_size=5))
def test_the_quick_way_gives_the_same_sum(rules):
    asked = criteria(*rules)
    assert fit(asked, FACTS) == overall(judge_all(asked, FACTS))
