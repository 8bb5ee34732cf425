"""Whatever somebody writes, the answer is a rule or a `RuleError`; a rule that was taken runs everywhere."""

from __future__ import annotations

import cel
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from simpul.programmes.rules import DEFAULT_VOCABULARY, RuleError, judge, parse

FACTS = {"family.size": 3, "family.decile": 2, "person.works": True, "members": [{"age": 3}, {}]}
PIECES = st.sampled_from(
    [
        "(",
        ")",
        "[",
        "]",
        ",",
        ".",
        "?",
        ":",
        "!",
        "-",
        "+",
        "*",
        "/",
        "%",
        "&&",
        "||",
        "==",
        "!=",
        "<",
        "<=",
        ">",
        ">=",
        "in",
        "true",
        "false",
        "null",
        "members",
        "m",
        "person",
        "person.age",
        "m.age",
        "family.receives",
        "exists",
        "filter",
        "size",
        "has",
        "age",
        "date",
        "1",
        "0",
        "7.2",
        "1.000",
        "'x'",
        '"2026-07-01"',
        "//",
        "\n",
        "=",
        "&",
        "é",
        "名",
        "and",
    ]
)


@given(
    st.lists(PIECES, max_size=40).map(" ".join)
    | st.lists(PIECES, max_size=40).map("".join)
    | st.text(max_size=60)
)
@example("(" * 4000)
@example("[" * 4000)
@example("has(" * 1000)
@example("-" * 4000)
@example("person" + ".age" * 999)
@example("members" + ".size()" * 570)
@example("1 ? " * 999)
@example("'" + "\\" * 3000)
@settings(max_examples=500, deadline=None)
def test_only_a_rule_error_comes_back(text):
    rule, error = tried(text)
    if error is None:
        assert judge(rule, {}).state in ("met", "not_met", "unknown")
    else:
        assert error.line >= 1
        assert error.column >= 1
        assert error.sentence()


def tried(text):
    """The rule and None, or None and why it was refused."""
    try:
        return parse.__wrapped__(text), None
    except RuleError as error:
        return None, error


def nested(form, core, times):
    for _ in range(times):
        core = form.replace("_", core)
    return core


@pytest.mark.parametrize(
    "text",
    [
        nested("((_ && person.works) || family.decile > 3)", "true", 7),
        nested("!(_ && person.works)", "family.size > 2", 15),
        nested("(person.works ? _ : family.decile)", "family.size", 7) + " > 1",
        nested("(_ - 1)", "family.size", 15) + " > 1",
        nested("(12 / _)", "family.size", 15) + " > 1",
        nested("((_) == person.works)", "family.size > 1", 6),
        "members.exists(m, " + nested("!(_ && m.works)", "m.age > 2", 13) + ")",
        " && ".join(f"family.size > {number}" for number in range(180)),
        " || ".join(f"family.size > {number}" for number in range(180)),
        " + ".join(["family.size"] * 280) + " > 3",
        f"family.size in [{', '.join(map(str, range(700)))}]",
        "person.works && " + "'ÿ名\u2028\U0001f600' in family.receives",
        r"""'\'"\\' in family.receives""",
    ],
)
def test_the_largest_rules_taken_run_in_rust_too(text):
    rule, plain = parse(text), DEFAULT_VOCABULARY.plain(FACTS)
    state = judge(rule, FACTS).state
    assert cel.evaluate(rule.surely_true_text, plain) is (state == "met")
    assert cel.evaluate(rule.surely_false_text, plain) is (state == "not_met")


def test_text_in_any_script_is_compared_as_it_is():
    rule = parse("""'名\\'"\\\\' in family.receives""")
    assert judge(rule, {"family.receives": ["名'\"\\"]}).state == "met"
