"""Whoever holds the paper may check it, without an account; nobody learns more than the paper says."""

from __future__ import annotations

import dataclasses
import datetime as dt
from io import BytesIO

import pytest

from simpul.ground.actor import acting, nobody
from simpul.ground.errors import InputError
from simpul.letters import actions, queries
from simpul.letters.rules import WRONG_TRIES
from simpul.letters.types import Verdict
from tests.factories import MORNING
from tests.integration.letters.conftest import PNG


@pytest.fixture
def visitor(cast):
    """Everything below is asked by somebody without a seat."""
    with acting(nobody()):
        yield


def test_it_shows_office_number_initials_and_year_and_no_name(signed, visitor):
    shown = queries.verify(signed().verify_key, at=MORNING)
    assert (shown.office, shown.number, shown.initials, shown.birth_year) == (
        "Sekretariat SLRT",
        "400.9/001/DESK/2026",
        "S. C.",
        1984,
    )
    assert shown.genuine
    told = str(dataclasses.astuple(shown))
    for secret in ("Sitti", "0012", "Perekaman", "KTP"):
        assert secret not in told


def test_an_unsigned_letter_is_not_called_genuine(numbered, visitor):
    shown = queries.verify(numbered().verify_key, at=MORNING)
    assert (shown.genuine, shown.state, shown.asks_digits) == (False, "numbered", False)


def test_a_withdrawn_letter_says_so(cast, signed, visitor):
    letter = signed()
    actions.withdraw(by=cast.desk, letter=letter.pk, reason="Salah penerima", at=MORNING)
    shown = queries.verify(letter.verify_key, at=MORNING)
    assert (shown.genuine, shown.state) == (False, "withdrawn")


def test_a_letter_past_its_last_day_is_not_called_genuine(signed, visitor):
    key = signed().verify_key
    assert queries.verify(key, at=MORNING + dt.timedelta(days=30)).genuine
    assert not queries.verify(key, at=MORNING + dt.timedelta(days=31)).genuine


@pytest.mark.parametrize("key", ["", "7388", "7388-" + "x" * 32, "9999-" + "x" * 32, "'; --", "x" * 500])
def test_an_unknown_key_finds_nothing(signed, visitor, key):
    signed()
    assert queries.verify(key, at=MORNING) is None
    assert actions.confirm_digits(key=key, digits="0012", at=MORNING) == Verdict.NO_MATCH


def test_the_digits_that_stand_on_the_card_match_and_others_do_not(signed, visitor):
    key = signed().verify_key
    assert actions.confirm_digits(key=key, digits="0012", at=MORNING) == Verdict.MATCH
    assert actions.confirm_digits(key=key, digits="0013", at=MORNING) == Verdict.NO_MATCH


@pytest.mark.parametrize("typed", ["", "12", "00123", "abcd", "٠٠١٢"])
def test_only_four_digits_are_taken(signed, visitor, typed):
    with pytest.raises(InputError) as refused:
        actions.confirm_digits(key=signed().verify_key, digits=typed, at=MORNING)
    assert (refused.value.code, refused.value.field) == ("four_digits", "digits")


def test_after_ten_wrong_tries_even_the_right_digits_wait_a_day(signed, visitor):
    key = signed().verify_key
    for _ in range(WRONG_TRIES):
        assert actions.confirm_digits(key=key, digits="9999", at=MORNING) == Verdict.NO_MATCH
    assert actions.confirm_digits(key=key, digits="0012", at=MORNING) == Verdict.LIMITED
    assert actions.confirm_digits(key=key, digits="9999", at=MORNING) == Verdict.LIMITED
    tomorrow = MORNING + dt.timedelta(hours=24)
    assert actions.confirm_digits(key=key, digits="0012", at=tomorrow) == Verdict.MATCH


def test_right_tries_are_not_counted(signed, visitor):
    key = signed().verify_key
    for _ in range(WRONG_TRIES + 1):
        assert actions.confirm_digits(key=key, digits="0012", at=MORNING) == Verdict.MATCH


def test_digits_of_a_letter_that_is_not_signed_are_not_confirmed(numbered, visitor):
    key = numbered().verify_key
    assert actions.confirm_digits(key=key, digits="0012", at=MORNING) == Verdict.NO_MATCH


def test_a_letter_of_somebody_without_a_number_asks_for_no_digits(cast, signed, visitor):
    letter = signed(last4="")
    assert not queries.verify(letter.verify_key, at=MORNING).asks_digits
    assert actions.confirm_digits(key=letter.verify_key, digits="0000", at=MORNING) == Verdict.NO_MATCH


def test_a_letter_that_left_is_still_confirmed(cast, signed, visitor):
    letter = signed()
    actions.scan_back(by=cast.desk, letter=letter.pk, upload=BytesIO(PNG), at=MORNING)
    actions.send(by=cast.desk, letter=letter.pk, at=MORNING)
    assert actions.confirm_digits(key=letter.verify_key, digits="0012", at=MORNING) == Verdict.MATCH


def test_the_last_day_of_a_letter_ends_at_midnight_of_its_district(signed, visitor):
    key = signed().verify_key  # dated 24 November, valid for 30 days: until 24 December, 24.00 WITA
    last = dt.datetime(2026, 12, 24, 15, 59, tzinfo=dt.UTC)
    assert queries.verify(key, at=last).genuine
    assert not queries.verify(key, at=last + dt.timedelta(minutes=1)).genuine
