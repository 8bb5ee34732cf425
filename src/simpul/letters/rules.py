"""Judgement about letters without a database: numbers, signature lines, words fit for a sheet, tries."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date, datetime, timedelta
from typing import Any

from simpul.letters.types import OnBehalf, Sheet

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
MONTHS = (
    "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split()  # noqa: SIM905
)
CAPACITIES = {"definitive": "", "plt": "Plt. ", "plh": "Plh. ", "pj": "Pj. "}
DEFAULT_PATTERN = "{classification}/{number}/{office}/{year}"
LONGEST_TEXT = 1_500
LONGEST_WORD = 40
LONGEST_NUMBER = 80
WRONG_TRIES = 10
TRIES_WINDOW = timedelta(hours=24)

_NUMBER = re.compile(r"[\w./\- ]{1,80}")
_LONG_WORD = re.compile(rf"\S{{{LONGEST_WORD}}}(?=\S)")
_FIELD = re.compile(r"^// field (\w+): (.+)$", re.MULTILINE | re.ASCII)
_LAST4 = re.compile(r"\d{4}", re.ASCII)


def fill_number(pattern: str, *, number: int, classification: str, office: str, dated: date) -> str:
    """A letter number by its office's pattern.

    >>> fill_number("{classification}/{number}/{office}/{month}/{year}", number=12, classification="400.9",
    ...             office="dinsos", dated=date(2026, 11, 24))
    '400.9/012/DINSOS/XI/2026'
    """
    return _filled(pattern, f"{number:03d}", classification, office, dated)[:LONGEST_NUMBER]


def number_in(pattern: str, typed: str, *, classification: str, office: str, dated: date) -> int | None:
    """The serial in a number typed from the real book, when it follows the pattern; else None.

    >>> number_in(DEFAULT_PATTERN, "400.9/0047/DINSOS/2026", classification="400.9", office="dinsos",
    ...           dated=date(2026, 11, 24))
    47
    """
    mark = "\x00"
    around = _filled(pattern, mark, classification, office, dated)
    shape = re.escape(around).replace(re.escape(mark), r"(\d{1,6})", 1)
    found = re.fullmatch(shape, typed.strip(), re.ASCII | re.IGNORECASE)
    return int(found.group(1)) if found and found.groups() else None


def _filled(pattern: str, number: str, classification: str, office: str, dated: date) -> str:
    """The pattern with its known places filled; whatever else it holds stays as written."""
    places = {
        "{number}": number,
        "{classification}": classification,
        "{office}": office.upper(),
        "{month}": ROMAN[dated.month - 1],
        "{year}": str(dated.year),
    }
    for place, value in places.items():
        pattern = pattern.replace(place, value)
    return pattern


def is_number(typed: str) -> bool:
    """Whether a typed letter number is made of what such numbers are made of, with a digit in it.

    >>> is_number("400.9/012/DINSOS/XI/2026"), is_number("belum ada"), is_number("12; --")
    (True, False, False)
    """
    return bool(_NUMBER.fullmatch(typed)) and any(mark.isdigit() for mark in typed)


def is_last4(typed: str) -> bool:
    """Whether four digits were typed."""
    return bool(_LAST4.fullmatch(typed))


def long_date(day: date | None) -> str:
    """A date as letters write it: "24 November 2026"; empty for none."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def title_in(capacity: str, title: str) -> str:
    """A title with the capacity it is held in.

    >>> title_in("plt", "Kepala Dinas Sosial"), title_in("definitive", "Camat Hulu")
    ('Plt. Kepala Dinas Sosial', 'Camat Hulu')
    """
    return f"{CAPACITIES.get(capacity, '')}{title}"


def signature_lines(title: str, capacity: str, on_behalf: OnBehalf) -> tuple[str, ...]:
    """The lines above a signature (naskah dinas, Permendagri 1/2023: a.n. and u.b.).

    >>> signature_lines("Kepala Bidang Rehabilitasi", "plt", OnBehalf("ub", "Kepala Dinas", "Sekretaris"))
    ('a.n. Kepala Dinas', 'Sekretaris', 'u.b.', 'Plt. Kepala Bidang Rehabilitasi,')
    """
    own = f"{title_in(capacity, title)},"
    if on_behalf.form == "an":
        return (f"a.n. {on_behalf.superior}", own)
    if on_behalf.form == "ub":
        return (f"a.n. {on_behalf.superior}", on_behalf.through, "u.b.", own)
    return (own,)


def fit(text: str, most: int = LONGEST_TEXT) -> str:
    r"""Words made fit for a sheet: no control or turning marks, of bearable length, breakable.

    A word longer than a line gets places to break (zero-width spaces), so that it never leaves the paper.

    >>> fit("Siti\u202e \x07Aminah"), fit("a" * 9, 5)
    ('Siti Aminah', 'aaaa…')
    """
    composed = unicodedata.normalize("NFC", text[: most * 4])
    kept = "".join(mark for mark in composed if mark == "\n" or unicodedata.category(mark) not in _UNFIT)
    short = kept if len(kept) <= most else kept[: most - 1] + "…"
    return _LONG_WORD.sub(lambda run: run.group() + "\u200b", short)


_UNFIT = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def sheet_data(sheet: Sheet) -> dict[str, Any]:
    """What a template reads as `data`: text, lists and maps of text, and one yes or no."""
    signing = [asdict(hand) for hand in sheet.chain]
    data: dict[str, Any] = {
        "office": sheet.office,
        "number": sheet.number,
        "date": long_date(sheet.dated),
        "classification": sheet.classification,
        "subject": sheet.subject,
        "recipient": sheet.recipient,
        "body": sheet.words.get("body", {}),
        "person": _PERSON | sheet.words.get("person", {}),
        "need": _NEED | sheet.words.get("need", {}),
        "chain": signing,
        "copies": list(sheet.copies),
        "verify": {"url": sheet.verify_url, "qr_svg_path": "/qr.svg"},
    }
    fitted: dict[str, Any] = _fitted(data)
    return fitted | {"demo": sheet.demo}


_PERSON = {"name": "", "nik_masked": "", "birth": "", "address": "", "village": ""}
_NEED = {"service": "", "asked": ""}


def _fitted(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(key): _fitted(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_fitted(each) for each in value]
    return fit(str(value))


def next_hand(done: Iterable[bool]) -> int | None:
    """The index of the first hand that has not yet done its part; None when all have."""
    return next((index for index, each in enumerate(done) if not each), None)


def may_try(tries: int, since: datetime | None, at: datetime) -> bool:
    """Whether another try at the four digits is allowed: ten wrong ones a day and letter.

    With 10,000 possible endings, guessing takes years; a hospital that mistypes is back tomorrow.
    """
    return since is None or at - since >= TRIES_WINDOW or tries < WRONG_TRIES


def tries_after(tries: int, since: datetime | None, at: datetime) -> tuple[int, datetime]:
    """Wrong tries and their beginning after one more wrong try."""
    if since is None or at - since >= TRIES_WINDOW:
        return 1, at
    return tries + 1, since


def fields_of(source: str) -> list[tuple[str, str]]:
    """The texts a template asks its writer for, by name and label, from its lines `// field name: Label`.

    >>> fields_of("// field purpose: Keperluan")
    [('purpose', 'Keperluan')]
    """
    return _FIELD.findall(source)


def verify_path(key: str) -> str:
    """Where the verification page of a letter stands. It is printed on paper, so it never changes.

    >>> verify_path("7303-abc")
    '/periksa/7303-abc/'
    """
    return f"/periksa/{key}/"


def valid_until(dated: date | None, days: int | None) -> date | None:
    """The last day a letter holds; None: without end, or not dated yet."""
    return dated + timedelta(days=days) if dated and days is not None else None
