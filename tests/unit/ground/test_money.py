"""Amounts are read only when nothing has to be guessed."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.errors import InputError
from simpul.ground.money import MOST, format_rupiah, in_words, parse_rupiah


@pytest.mark.parametrize(
    ("amount", "shown"),
    [(0, "Rp0"), (999, "Rp999"), (1_000, "Rp1.000"), (1_500_000, "Rp1.500.000"), (-2_500, "-Rp2.500")],
)
def test_amounts_are_shown_the_indonesian_way(amount, shown):
    assert format_rupiah(amount) == shown


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.500.000", 1_500_000),
        ("1500000", 1_500_000),
        ("Rp1.500.000", 1_500_000),
        ("rp. 1.500.000", 1_500_000),
        ("IDR 1.500.000,00", 1_500_000),
        (" Rp 1.500.000,- ", 1_500_000),
        ("1.500.000,--", 1_500_000),
        ("1.500.000,0", 1_500_000),
        ("1 500 000", 1_500_000),
        ("Rp\N{NO-BREAK SPACE}1.500.000", 1_500_000),
        ("1,500,000", 1_500_000),
        ("\N{FULLWIDTH DIGIT ONE}.500", 1_500),
        ("\N{ARABIC-INDIC DIGIT FIVE}000", 5_000),
        ("0", 0),
        ("350", 350),
        ("999.999.999.999.999", MOST),
    ],
)
def test_an_amount_written_out_is_read(typed, amount):
    assert parse_rupiah(typed) == amount


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("", "amount_missing"),
        (" Rp ", "amount_missing"),
        ("Rp 1,5 juta", "amount_in_words"),
        ("1.5jt", "amount_in_words"),
        ("seratus ribu", "amount_in_words"),
        ("1e6", "amount_in_words"),
        ("Rp Rp 5", "amount_in_words"),
        ("-5.000", "amount_negative"),
        ("Rp -5.000", "amount_negative"),
        ("\N{MINUS SIGN}5.000", "amount_negative"),
        ("(5.000)", "amount_negative"),
        ("1.500,50", "amount_has_cents"),
        ("1,5", "amount_has_cents"),
        ("1,500", "amount_unclear"),
        ("1.5", "amount_unclear"),
        ("1.50.000", "amount_unclear"),
        ("1.500 000", "amount_unclear"),
        ("1.500.00", "amount_unclear"),
        ("1,500,00", "amount_unclear"),
        ("1,500,000.00", "amount_unclear"),
        ("007", "amount_unclear"),
        ("0.500", "amount_unclear"),
        ("5\x00", "amount_unclear"),
        ("\N{BANKNOTE WITH DOLLAR SIGN}", "amount_unclear"),
        ("\N{RIGHT-TO-LEFT OVERRIDE}5", "amount_unclear"),
        ("9" * 5_000, "amount_unclear"),
        ("1.000.000.000.000.000", "amount_too_large"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused_with_a_code(typed, code):
    with pytest.raises(InputError) as caught:
        parse_rupiah(typed, field="amount")
    assert (caught.value.code, caught.value.field) == (code, "amount")


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (0, "Nol rupiah"),
        (1_000, "Seribu rupiah"),
        (1_500_000, "Satu juta lima ratus ribu rupiah"),
        (350_000_011, "Tiga ratus lima puluh juta sebelas rupiah"),
    ],
)
def test_amounts_are_spelled_out(amount, words):
    assert in_words(amount) == words


@given(st.integers(0, MOST))
def test_what_is_shown_can_be_typed_again(amount):
    assert parse_rupiah(format_rupiah(amount)) == amount


@given(st.text(max_size=100))
def test_any_text_is_an_amount_or_an_input_error(text):
    with suppress(InputError):
        assert 0 <= parse_rupiah(text) <= MOST
