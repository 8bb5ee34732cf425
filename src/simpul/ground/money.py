"""Rupiah are whole numbers. How they are written, read and spelled out.

>>> format_rupiah(Rupiah(1500000))
'Rp1.500.000'
>>> parse_rupiah("Rp 1.500.000,-")
1500000
>>> in_words(Rupiah(1500000))
'Satu juta lima ratus ribu rupiah'
"""

from __future__ import annotations

import re
from typing import NewType

from lokal.terbilang import terbilang

from simpul.ground.errors import InputError
from simpul.ground.identifiers import ascii_digits

Rupiah = NewType("Rupiah", int)

MOST = 999_999_999_999_999
"""Just under a quadrillion, above any district budget: what is longer is a typing error."""

MAX_INPUT = 60

_SYMBOL = re.compile(r"(?:rp|idr)\.?\s*")
_NO_CENTS = re.compile(r"\s*(?:[.,]\s*-+|,\s*00?)$")
_CENTS = re.compile(r"[\d.]*\d,\d{1,2}")
_WHOLE = re.compile(r"0|[1-9]\d*|[1-9]\d{0,2}(?:(?:\.\d{3})+|(?: \d{3})+|(?:,\d{3}){2,})")
_LETTER = re.compile(r"[^\W\d_]")


def format_rupiah(amount: int) -> str:
    """The Indonesian way: no space, dots between thousands, no cents; a minus stands before Rp."""
    sign = "-" if amount < 0 else ""
    return f"{sign}Rp{abs(amount):,}".replace(",", ".")


def parse_rupiah(text: str, *, field: str = "") -> Rupiah:
    """Reads a typed amount that is written out in full; nothing is guessed.

    Args:
        text: "1.500.000", "Rp1500000", "Rp 1.500.000,00", "1.500.000,-".
        field: the form field, for the error.

    Raises:
        InputError: `amount_missing`, `amount_in_words` ("1,5 juta": all digits are wanted),
            `amount_negative`, `amount_has_cents`, `amount_too_large`, or `amount_unclear` ("1,500" may be 1,5
            or 1.500).
    """
    if len(text) > MAX_INPUT:
        raise InputError("amount_unclear", field=field)
    plain = _SYMBOL.sub("", " ".join(ascii_digits(text).casefold().split()), count=1)
    if not plain:
        raise InputError("amount_missing", field=field)
    bare = _NO_CENTS.sub("", plain)
    if not _WHOLE.fullmatch(bare):
        raise InputError(_why_not(bare), field=field)
    amount = int(re.sub(r"\D", "", bare))
    if amount > MOST:
        raise InputError("amount_too_large", field=field, most=MOST)
    return Rupiah(amount)


def in_words(amount: int) -> str:
    """The amount spelled out, as receipts and minutes want it (up to a quadrillion and beyond)."""
    return terbilang(int(amount), currency=True, case="sentence")


def _why_not(bare: str) -> str:
    if _LETTER.search(bare):
        return "amount_in_words"
    if bare.startswith(("-", "\N{MINUS SIGN}", "\N{EN DASH}", "(")):
        return "amount_negative"
    return "amount_has_cents" if _CENTS.fullmatch(bare) else "amount_unclear"
