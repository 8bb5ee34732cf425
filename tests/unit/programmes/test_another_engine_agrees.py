"""Another engine, in Rust, is asked the same questions: it gives the same answers as our closures."""

from __future__ import annotations

import sys

import cel
import celpy
import pytest
from hypothesis import HealthCheck, given, settings

from simpul.programmes.rules import DEFAULT_VOCABULARY, RuleError, judge, parse
from tests.unit.programmes.made_rules import conditions, facts

pytestmark = pytest.mark.verification

SEARCH = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def parsed(text):
    """The rule, or None when it is one of the few that are refused for their size or a zero divisor."""
    try:
        return parse.__wrapped__(text)
    except RuleError as error:
        if error.code in ("divided_by_zero", "too_complex", "too_large"):
            return None
        raise


@given(conditions(), facts())
@SEARCH
def test_the_two_plain_expressions_give_the_same_answer_in_rust(text, family):
    rule = parsed(text)
    if rule is None:
        return
    plain = DEFAULT_VOCABULARY.plain(family)
    surely_true = cel.evaluate(rule.surely_true_text, plain)
    surely_false = cel.evaluate(rule.surely_false_text, plain)
    expected = {"met": (True, False), "not_met": (False, True), "unknown": (False, False)}
    assert (surely_true, surely_false) == expected[judge(rule, family).state]


@given(conditions(mixed=False), facts(whole=True))
@SEARCH
def test_a_rule_as_written_gives_the_same_answer_in_rust_when_everything_is_known(text, family):
    rule = parsed(text)
    if rule is None:
        return
    plain = DEFAULT_VOCABULARY.plain(family)
    plain["members"] = plain["family"]["members"]
    state = judge(rule, family).state
    try:
        answer = cel.evaluate(text, plain)
    except ZeroDivisionError:
        assert state == "unknown"
    else:
        assert state in ("met" if answer else "not_met", "unknown")
        assert state != "unknown" or "/" in text or "%" in text


@given(conditions(has=False), facts(whole=True), facts())
@SEARCH
def test_learning_more_never_turns_an_answer(text, learned, before):
    rule = parsed(text)
    if rule is None:
        return
    known = {path: value for path, value in before.items() if path != "members" and value is not None}
    state = judge(rule, known).state
    if state != "unknown":
        assert judge(rule, learned | known).state == state


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("members.exists(m, m.age >= 60)", {"members": [{}, {"age": 70}]}),
        ("members.exists(m, m.age >= 60)", {"members": [{}, {"age": 7}]}),
        ("members.filter(m, m.in_school).size() >= 1", {"members": [{}, {"in_school": True}]}),
        ("house.area_m2 / family.size < 7.2", {"house.area_m2": 36, "family.size": 0}),
    ],
)
def test_rust_does_not_stumble_over_a_missing_fact_of_a_member(text, family):
    rule = parse(text)
    plain = DEFAULT_VOCABULARY.plain(family)
    met = judge(rule, family).state == "met"
    assert cel.evaluate(rule.surely_true_text, plain) is met
    assert cel.evaluate(rule.surely_false_text, plain) is False


@given(conditions(), facts())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_the_two_plain_expressions_give_the_same_answer_in_cel_python(text, family):
    rule = parsed(text)
    if rule is None:
        return
    plain = {root: celpy.json_to_cel(facts) for root, facts in DEFAULT_VOCABULARY.plain(family).items()}
    limit = sys.getrecursionlimit()
    engine = celpy.Environment()
    sys.setrecursionlimit(limit)  # cel-python raises it for the whole process
    surely_true, surely_false = (
        bool(engine.program(engine.compile(each)).evaluate(plain))
        for each in (rule.surely_true_text, rule.surely_false_text)
    )
    expected = {"met": (True, False), "not_met": (False, True), "unknown": (False, False)}
    assert (surely_true, surely_false) == expected[judge(rule, family).state]


@given(conditions())
@SEARCH
def test_every_rule_is_read_by_the_grammar_of_cel(text):
    cel.compile(text)
