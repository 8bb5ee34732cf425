"""The statistics office's poverty rates out of a small table that the district typed from its publication."""

from __future__ import annotations

import csv
import io
from decimal import Decimal, InvalidOperation

from simpul.ground.errors import InputError
from simpul.insight.types import Rate

COLUMNS = ("code", "year", "month", "percent", "source")
NATION = "00"
LARGEST = 1_000_000
_FIRST_YEAR, _LAST_YEAR = 1970, 2100
_MONTHS = 12
_LONGEST_SOURCE = 200
_MOST = Decimal(100)


def read_rates(raw: bytes, *, district: str) -> list[Rate]:
    """The rates of a CSV with the columns `code,year,month,percent,source`.

    Args:
        raw: the file, UTF-8.
        district: code of the district; rows may be of it, of its province or of the nation (`00`).

    Raises:
        InputError: `rates_…` with the number of the line; nothing of the file is taken.
    """
    if len(raw) > LARGEST:
        raise InputError("rates_too_large")
    try:
        table = csv.DictReader(io.StringIO(raw.decode("utf-8-sig")), strict=True)
        if tuple(table.fieldnames or ()) != COLUMNS:
            raise InputError("rates_columns", columns=",".join(COLUMNS))
        rates = [_rate(row, table.line_num, district) for row in table]
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputError("rates_not_a_table") from error
    if not rates:
        raise InputError("rates_empty")
    seen: set[tuple[str, int, int]] = set()
    for each in rates:
        time = (each.area_code, each.year, each.month)
        if time in seen:
            raise InputError("rates_twice", area=each.area_code, year=each.year)
        seen.add(time)
    return rates


def _rate(row: dict[str, str], line: int, district: str) -> Rate:
    if None in row or None in row.values():
        raise InputError("rates_not_a_table")
    code, source = row["code"].strip(), " ".join(row["source"].split())
    if code not in {NATION, district[:2], district}:
        raise InputError("rates_elsewhere", line=line, area=code[:20])
    if not source or len(source) > _LONGEST_SOURCE:
        raise InputError("rates_source", line=line)
    year = _whole(row["year"], _FIRST_YEAR, _LAST_YEAR)
    month = _whole(row["month"] or "0", 0, _MONTHS)
    percent = _percent(row["percent"])
    if year is None or month is None or percent is None:
        raise InputError("rates_number", line=line)
    return Rate(code, year, month, percent, source)


def _whole(text: str, least: int, most: int) -> int | None:
    text = text.strip()
    known = text.isascii() and text.isdigit() and len(text) <= len(str(most))
    return int(text) if known and least <= int(text) <= most else None


def _percent(text: str) -> Decimal | None:
    """`14.15` or `14,15`; two decimals at most, as it is published."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        return None
    if not value.is_finite() or not 0 <= value <= _MOST or value != round(value, 2):
        return None
    return value
