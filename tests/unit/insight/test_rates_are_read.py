"""A table of official rates is taken whole or refused by its line; nothing is guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from simpul.ground.errors import InputError
from simpul.insight import adapters
from simpul.insight.adapters import read_rates
from simpul.insight.types import Rate

DISTRICT = "73.88"
HEAD = "code,year,month,percent,source"
GOOD = "73.88,2025,3,9.41,BPS Contoh"


def table(*lines: str, head: str = HEAD) -> bytes:
    return "\n".join((head, *lines)).encode()


def test_rates_of_the_district_its_province_and_the_nation() -> None:
    lines = (GOOD, '73,2025,,"8,77",  BPS   Contoh ', "00,2025,3,8.47,BPS")
    assert read_rates(b"\xef\xbb\xbf" + table(*lines), district=DISTRICT) == [
        Rate("73.88", 2025, 3, Decimal("9.41"), "BPS Contoh"),
        Rate("73", 2025, 0, Decimal("8.77"), "BPS Contoh"),
        Rate("00", 2025, 3, Decimal("8.47"), "BPS"),
    ]


@pytest.mark.parametrize(
    ("raw", "refusal"),
    [
        (b"", "rates_columns"),
        (table(GOOD, head="kode,tahun,bulan,persen,sumber"), "rates_columns"),
        (table(), "rates_empty"),
        (b"\xff\xfe", "rates_not_a_table"),
        (table("73.88,2025,3"), "rates_not_a_table"),
        (table(f"{GOOD},lebih"), "rates_not_a_table"),
        (table('73.88,2025,3,"9'), "rates_not_a_table"),
        (table("73.88.01.2001,2025,3,9,BPS"), "rates_elsewhere"),
        (table("33.29,2025,3,9,BPS"), "rates_elsewhere"),
        (table("73.88,2025,3,9,"), "rates_source"),
        (table(f"73.88,2025,3,9,{'x' * 201}"), "rates_source"),
        (table("73.88,25,3,9,BPS"), "rates_number"),
        (table("73.88,2025,13,9,BPS"), "rates_number"),
        (table("73.88,2025,Maret,9,BPS"), "rates_number"),
        (table("73.88,2025,3,sembilan,BPS"), "rates_number"),
        (table("73.88,2025,3,-1,BPS"), "rates_number"),
        (table("73.88,2025,3,100.01,BPS"), "rates_number"),
        (table("73.88,2025,3,9.415,BPS"), "rates_number"),
        (table("73.88,2025,3,NaN,BPS"), "rates_number"),
        (table("73.88,٢٠٢٥,3,9,BPS"), "rates_number"),
        (table(GOOD, GOOD), "rates_twice"),
    ],
)
def test_a_wrong_table_is_refused(raw: bytes, refusal: str) -> None:
    with pytest.raises(InputError) as refused:
        read_rates(raw, district=DISTRICT)
    assert refused.value.code == refusal


def test_a_file_that_is_no_small_table_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(adapters, "LARGEST", 20)
    with pytest.raises(InputError, match="rates_too_large"):
        read_rates(table(GOOD), district=DISTRICT)
