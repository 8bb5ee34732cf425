"""The vocabulary: complete words for every fact, and facts refused that are not of it."""

from __future__ import annotations

import math
import re
import runpy
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from simpul.programmes.rules import (
    DEFAULT_VOCABULARY,
    FactError,
    FactSpec,
    RuleError,
    Vocabulary,
    judge,
    parse,
    reference,
)

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "rule-profile.md"
RESERVED = {
    "as",
    "break",
    "const",
    "continue",
    "else",
    "for",
    "function",
    "if",
    "import",
    "let",
    "loop",
    "package",
    "namespace",
    "return",
    "var",
    "void",
    "while",
    "in",
    "true",
    "false",
    "null",
}


def test_every_fact_has_its_words_and_a_name_any_engine_reads():
    for spec in DEFAULT_VOCABULARY:
        root, _, name = spec.path.partition(".")
        assert root in ("person", "family", "house", "today")
        assert re.fullmatch(r"[a-z][a-z0-9_]*", name)
        assert name not in RESERVED | {"members"}
        assert spec.label[0].isupper()
        assert spec.question.endswith("?")
        assert all(re.fullmatch(r"[A-Za-z_]+", choice) for choice in spec.choices)
        assert not spec.choices or spec.kind == "string"


def test_no_fact_is_listed_twice():
    paths = [spec.path for spec in DEFAULT_VOCABULARY]
    assert len(paths) == len(set(paths))


def test_a_fact_of_a_member_is_described_by_that_of_a_person():
    assert DEFAULT_VOCABULARY.find("members.age") == DEFAULT_VOCABULARY.find("person.age")
    assert DEFAULT_VOCABULARY.find("members.decile") is None
    assert DEFAULT_VOCABULARY.find("family.age") is None


def test_facts_of_the_right_kinds_are_taken():
    DEFAULT_VOCABULARY.check(
        {
            "family.decile": 3,
            "family.receives": ["pkh"],
            "house.area_m2": 36,
            "house.owned": True,
            "person.sex": "P",
            "person.birth_date": date(2010, 1, 1),
            "person.land_ha": 0.5,
            "person.age": None,
            "members": [{"age": 7, "works": None}],
        }
    )
    DEFAULT_VOCABULARY.check({"members": None})


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("family.desil", 3, None),
        ("members.decile", 3, None),
        ("family.decile", "3", "int"),
        ("family.decile", 3.0, "int"),
        ("family.decile", True, "int"),
        ("family.decile", 10**12 + 1, "int"),
        ("house.area_m2", math.nan, "double"),
        ("house.area_m2", math.inf, "double"),
        ("house.area_m2", True, "double"),
        ("house.owned", 1, "bool"),
        ("person.sex", "laki-laki", "string"),
        ("person.birth_date", "2010-01-01", "date"),
        ("person.birth_date", datetime(2010, 1, 1, tzinfo=UTC), "date"),
        ("family.receives", "pkh", "list"),
        ("family.receives", [1], "list"),
        ("members", {"age": 7}, "list"),
        ("members", [{}] * 1001, "list"),
    ],
)
def test_a_fact_of_another_kind_is_refused(path, value, expected):
    with pytest.raises(FactError) as refused:
        DEFAULT_VOCABULARY.check(
            {"members": [{"decile": value}]} if path == "members.decile" else {path: value}
        )
    assert (refused.value.path, refused.value.expected) == (path, expected)


def test_facts_are_written_plainly_for_other_engines():
    plain = DEFAULT_VOCABULARY.plain(
        {
            "family.decile": 3,
            "family.receives": ("pkh",),
            "house.area_m2": 36,
            "person.birth_date": date(2010, 2, 1),
            "person.age": None,
            "members": [{"age": 7, "works": None, "birth_date": date(2018, 12, 31)}],
        }
    )
    assert plain == {
        "family": {"decile": 3, "receives": ["pkh"], "members": [{"age": 7, "birth_date": 20181231}]},
        "house": {"area_m2": 36.0},
        "person": {"birth_date": 20100201},
        "today": {},
    }
    assert isinstance(plain["house"]["area_m2"], float)


def test_members_that_are_not_known_are_left_out():
    assert "members" not in DEFAULT_VOCABULARY.plain({"members": None})["family"]


def test_another_vocabulary_can_be_used():
    ponds = Vocabulary([FactSpec("pond.depth_m", "double", "Dalamnya kolam", "Berapa dalamnya?", "m")])
    assert judge(parse("pond.depth_m > 1", ponds), {"pond.depth_m": 2}).state == "met"
    assert ponds.plain({"pond.depth_m": 2})["pond"] == {"depth_m": 2.0}
    with pytest.raises(RuleError) as refused:
        parse("family.decile <= 4", ponds)
    assert refused.value.values["nearest"] == "pond.depth_m"


def test_the_page_of_the_profile_is_fresh():
    page = PAGE.read_text(encoding="utf-8")
    assert page == reference.renewed(page), (
        "python -m simpul.programmes.rules.reference docs/reference/rule-profile.md"
    )


def test_the_page_is_renewed_from_the_command_line(tmp_path, monkeypatch):
    page = PAGE.read_text(encoding="utf-8")
    copy = tmp_path / "page.md"
    copy.write_text(page.replace("Desil kesejahteraan", "Desil lama"), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["reference", str(copy)])
    runpy.run_path(reference.__file__, run_name="__main__")
    assert copy.read_text(encoding="utf-8") == page


def test_the_examples_of_the_page_can_be_read():
    page = PAGE.read_text(encoding="utf-8")
    examples = page.partition("## Contoh")[2].partition("##")[0]
    rules = [row.replace("\\|", "|") for row in re.findall(r"\| `(.+)` \|$", examples, re.MULTILINE)]
    assert len(rules) > 10
    for rule in rules:
        parse(rule)
