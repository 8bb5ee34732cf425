"""Numbers, signature lines, words fit for a sheet, tries at the digits."""

from __future__ import annotations

import datetime as dt
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.letters import rules
from simpul.letters.types import Hand, OnBehalf, Sheet

NOW = dt.datetime(2026, 11, 24, 2, 0, tzinfo=dt.UTC)
DAY = dt.date(2026, 11, 24)
PLACES = {"classification": "400.9", "office": "dinsos", "dated": DAY}


@given(st.integers(min_value=1, max_value=999_999))
def test_a_number_made_by_the_pattern_is_read_back(serial):
    made = rules.fill_number(rules.DEFAULT_PATTERN, number=serial, **PLACES)
    assert rules.number_in(rules.DEFAULT_PATTERN, made, **PLACES) == serial


@pytest.mark.parametrize("typed", ["400.9/47/DINSOS/2025", "47", "400.9/x/DINSOS/2026", ""])
def test_a_number_of_another_shape_tells_no_serial(typed):
    assert rules.number_in(rules.DEFAULT_PATTERN, typed, **PLACES) is None


def test_a_pattern_without_a_serial_tells_none():
    assert rules.number_in("{classification}/{year}", "400.9/2026", **PLACES) is None


def test_a_pattern_names_nothing_but_its_places():
    made = rules.fill_number("{number.__class__}/{0}/{number}", number=1, **PLACES)
    assert made == "{number.__class__}/{0}/001"


@pytest.mark.parametrize(
    ("capacity", "on_behalf", "lines"),
    [
        ("definitive", OnBehalf(), ("Kepala Dinas,",)),
        ("plt", OnBehalf(), ("Plt. Kepala Dinas,",)),
        ("plh", OnBehalf(), ("Plh. Kepala Dinas,",)),
        ("pj", OnBehalf(), ("Pj. Kepala Dinas,",)),
        ("definitive", OnBehalf("an", "Bupati"), ("a.n. Bupati", "Kepala Dinas,")),
        ("plt", OnBehalf("ub", "Bupati", "Sekda"), ("a.n. Bupati", "Sekda", "u.b.", "Plt. Kepala Dinas,")),
    ],
)
def test_the_signature_says_in_what_capacity(capacity, on_behalf, lines):
    assert rules.signature_lines("Kepala Dinas", capacity, on_behalf) == lines


@given(st.text(max_size=6_000))
def test_words_fit_the_sheet_whatever_was_typed(text):
    fitted = rules.fit(text)
    assert len(fitted.replace("\u200b", "")) <= rules.LONGEST_TEXT
    assert not {"\x00", "\u202e", "\u2066", "\ud800"} & set(fitted)
    assert all(len(word) <= rules.LONGEST_WORD for word in fitted.replace("\u200b", " ").split())


def test_a_sheet_is_only_text_and_has_every_key():
    hand = Hand(kind="sign", title="Kepala", name="Budi", capacity="plt", lines=("Plt. Kepala,",))
    sheet = Sheet(
        office={"name": "Dinas", "lines": ["Pemerintah"]},
        number="1",
        dated=DAY,
        classification="400.9",
        subject="Hal",
        recipient="Yth.",
        words={"person": {"name": "\u202eSitti"}},
        chain=(hand,),
        copies=("Camat",),
        verify_url="http://localhost/periksa/x/",
        demo=True,
    )
    data = rules.sheet_data(sheet)
    assert data["person"] == {"name": "Sitti", "nik_masked": "", "birth": "", "address": "", "village": ""}
    assert data["need"] == {"service": "", "asked": ""}
    assert data["date"] == "24 November 2026"
    assert data["chain"][0]["lines"] == ["Plt. Kepala,"]
    assert data["demo"] is True
    assert json.loads(json.dumps(data)) == data


def test_ten_wrong_tries_a_day_are_the_most():
    tries, since = 0, None
    for _ in range(rules.WRONG_TRIES):
        assert rules.may_try(tries, since, NOW)
        tries, since = rules.tries_after(tries, since, NOW)
    assert not rules.may_try(tries, since, NOW)
    tomorrow = NOW + rules.TRIES_WINDOW
    assert rules.may_try(tries, since, tomorrow)
    assert rules.tries_after(tries, since, tomorrow) == (1, tomorrow)


def test_a_letter_holds_until_its_last_day_or_without_end():
    assert rules.valid_until(DAY, 30) == dt.date(2026, 12, 24)
    assert rules.valid_until(DAY, None) is None
    assert rules.valid_until(None, 30) is None


def test_an_undated_letter_shows_no_date():
    assert rules.long_date(None) == ""
