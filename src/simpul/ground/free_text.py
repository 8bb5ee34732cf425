"""Free text: identity numbers do not belong in it, because what stands there is neither sealed nor masked."""

from __future__ import annotations

import re
import unicodedata

from simpul.ground.errors import InputError
from simpul.ground.identifiers import DIGITS, check_kk, check_nik

_GAP = r"(?:\s{0,3}|[.,'_\-\u2019\u2010-\u2015])"
_RUN = re.compile(rf"\d(?:{_GAP}\d){{{DIGITS - 1},}}")
MASK = "••••"


def holds_number(text: str) -> bool:
    """Whether a text holds a NIK or KK: sixteen digits or more, together or set apart by a mark or blanks.

    >>> holds_number("NIK 7388 0141 0784 0001"), holds_number("telepon 0812-3456-7890")
    (True, False)
    >>> holds_number("Surat kuasa 474.4/0012/73.88.01.2001/XI/2026")
    False
    """
    return _RUN.search(_plain(text)) is not None


def refuse_number(text: str, *, field: str) -> str:
    """The text as it is.

    Raises:
        InputError: `number_in_text`, it holds an identity number.
    """
    if holds_number(text):
        raise InputError("number_in_text", field=field)
    return text


def could_be_number(text: str) -> bool:
    """Whether sixteen digits in a row of this text could be a NIK or KK: they hold a day that there is.

    For references of a bank or a book, which may have sixteen digits of their own. The area says nothing: a
    number keeps that of a province since divided.

    >>> could_be_number("7388 0141 0784 0001"), could_be_number("7388 0199 9984 0001")
    (True, False)
    """
    for run in _RUN.finditer(_plain(text)):
        digits = re.sub(r"\D", "", run[0])
        rows = (digits[first : first + DIGITS] for first in range(len(digits) - DIGITS + 1))
        if any(check(row).number for row in rows for check in (check_nik, check_kk)):
            return True
    return False


def refuse_possible_number(text: str, *, field: str) -> str:
    """The text as it is.

    Raises:
        InputError: `reference_like_number`, it could hold an identity number.
    """
    if could_be_number(text):
        raise InputError("reference_like_number", field=field)
    return text


def without_numbers(text: str) -> str:
    """The text with identity numbers masked, for a name that nobody typed on purpose (that of a file).

    >>> without_numbers("KTP 7388014107840001 depan.jpg")
    'KTP •••• depan.jpg'
    """
    return _RUN.sub(MASK, _plain(text)) if holds_number(text) else text


def _plain(text: str) -> str:
    """The text with every script's digits as 0 to 9, and without marks that do not show."""
    shown = (mark for mark in text if unicodedata.category(mark) != "Cf")
    return "".join(str(unicodedata.decimal(mark)) if mark.isdecimal() else mark for mark in shown)
