"""Judgement about needs, without a database."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.cases.rules import (
    Finding,
    KnownFit,
    KnownMoney,
    Standing,
    allowed_hours,
    findings,
    holds,
    is_late,
    level_of,
    opens_a_door,
    raised,
    scope_above,
)

NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
SOUP = KnownFit("Dapur desa", "village", 3)
MONEY = KnownMoney("Pangan", 500)


def ask(claim="none", fits=(), money=(), **values):
    need = Standing(**({"rung": "village", "may_settle": True} | values))
    return findings(claim, need, fits=fits, money=money)


def codes(found):
    return [each.code for each in found]


def test_nothing_known_speaks_against_going_on():
    assert ask() == ()


def test_a_village_that_did_not_try_is_asked():
    assert ask(attempted=False) == (Finding("not_tried"),)


@pytest.mark.parametrize("values", [{"may_settle": False}, {"rung": "subdistrict"}])
def test_only_a_village_that_may_settle_is_asked_for_attempt_and_money(values):
    assert ask(attempted=False, money=[MONEY], **values) == ()


def test_a_programme_of_the_same_rung_with_places_left_is_found():
    assert ask(fits=[SOUP], may_settle=False) == (Finding("programme_fits", "Dapur desa", 3),)


@pytest.mark.parametrize(
    "fit", [KnownFit("Dinas", "agency", 3), KnownFit("Penuh", "village", 0), KnownFit("?", "village", None)]
)
def test_a_programme_elsewhere_full_or_of_unknown_quota_is_not(fit):
    assert ask(fits=[fit]) == ()


@pytest.mark.parametrize("left", [0, None])
def test_an_empty_or_unknown_line_is_not(left):
    assert ask(money=[KnownMoney("Pangan", left)]) == ()


def test_findings_stand_in_one_order_and_as_plain_values():
    found = ask(attempted=False, fits=[SOUP], money=[MONEY])
    assert codes(found) == ["not_tried", "programme_fits", "money_left"]
    assert found[2].as_json() == {"code": "money_left", "about": "Pangan", "left": 500}


@pytest.mark.parametrize(
    ("claim", "against"),
    [
        ("no_programme", ["not_tried", "programme_fits"]),
        ("no_money", ["not_tried", "money_left"]),
        ("beyond_authority", ["rung_settles"]),
        ("time_passed", ["time_left"]),
        ("urgent", ["not_urgent"]),
        ("none", ["not_tried", "programme_fits", "money_left"]),
    ],
)
def test_each_claim_is_held_against_what_it_asserts(claim, against):
    assert codes(ask(claim, fits=[SOUP], money=[MONEY], attempted=False)) == against


@pytest.mark.parametrize(
    ("claim", "values"),
    [
        ("beyond_authority", {"may_settle": False}),
        ("beyond_authority", {"may_settle": False, "named": True}),
        ("beyond_authority", {"rung": "subdistrict"}),
        ("time_passed", {"late": True}),
        ("urgent", {"urgency": "2"}),
        ("urgent", {"urgency": "1"}),
    ],
)
def test_a_claim_that_is_true_goes_on(claim, values):
    assert ask(claim, fits=[SOUP], money=[MONEY], attempted=False, **values) == ()


def test_a_rung_that_the_pack_lets_settle_it_has_the_authority():
    assert codes(ask("beyond_authority", rung="subdistrict", named=True)) == ["rung_settles"]


@pytest.mark.parametrize(
    ("urgency", "urgent_hours", "allowed"),
    [("1", 4, 4), ("2", 4, 4), ("3", 4, 8), ("1", None, 8), ("1", 9, 8)],
)
def test_an_urgent_need_has_the_shorter_time_its_category_names(urgency, urgent_hours, allowed):
    assert allowed_hours(8, urgent_hours, urgency) == allowed


@pytest.mark.parametrize(
    ("due", "resting", "late"),
    [
        (None, False, False),
        (NOW, False, False),
        (NOW - dt.timedelta(seconds=1), False, True),
        (NOW - dt.timedelta(days=9), True, False),
    ],
)
def test_late_is_past_the_moment_and_not_resting(due, resting, late):
    assert is_late(due, NOW, resting=resting) is late


@pytest.mark.parametrize(
    ("areas", "level"),
    [
        (("73.88.01.2001",), "village"),
        (("73.88.01",), "subdistrict"),
        (("73.88",), "district_desk"),
        (("73.88", "73.88.01.2001"), "district_desk"),
        ((), ""),
    ],
)
def test_a_seat_sits_where_its_area_says(areas, level):
    assert level_of(areas) == level


@pytest.mark.parametrize(
    ("level", "rung", "held"),
    [
        ("village", "village", True),
        ("village", "subdistrict", False),
        ("subdistrict", "subdistrict", True),
        ("subdistrict", "village", False),
        ("district_desk", "district_desk", True),
        ("district_desk", "agency", True),
        ("district_desk", "centre", True),
        ("district_desk", "village", False),
        ("", "agency", False),
        ("", "", False),
    ],
)
def test_each_level_has_its_own_rungs_in_hand(level, rung, held):
    assert holds(level, rung) is held


def test_what_goes_round_the_village_is_seen_from_above_it():
    assert scope_above("73.88.01.2001", "subdistrict") == "73.88.01"
    assert scope_above("73.88.01.2001", "district_desk") == "73.88"


@given(st.sampled_from("123"), st.integers(1, 20), st.integers(1, 20))
def test_urgency_is_raised_and_never_lowered(urgency, times, raise_at):
    after = raised(urgency, times=times, raise_at=raise_at)
    assert after <= urgency
    assert after == urgency if times < raise_at else after <= "2"


@pytest.mark.parametrize(
    ("documents", "opens"), [(["KTP", "SKTM desa"], True), (["KTP"], False), ([], False)]
)
def test_a_paper_opens_a_door_where_it_is_asked_for(documents, opens):
    assert opens_a_door("sktm", documents) is opens
