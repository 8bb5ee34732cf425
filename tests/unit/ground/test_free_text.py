"""A NIK or KK in free text is noticed however it is written; other digits are left alone."""

from __future__ import annotations

import pytest

from simpul.ground.errors import InputError
from simpul.ground.free_text import holds_number, refuse_number, without_numbers


@pytest.mark.parametrize(
    "text",
    [
        "7388014107840001",
        "NIK: 7388.0141.0784.0001",
        "7388 0141 0784 0001 atas nama ibu",
        "nomor 7-3-8-8-0-1-4-1-0-7-8-4-0-0-0-1",
        "٧٣٨٨٠١٤١٠٧٨٤٠٠٠١",
        "7388  0141  0784  0001",
        "7388\u200b0141\u200b0784\u200b0001",
        "7388\u20130141\u20130784\u20130001",
        "NIK 7388014107840001 KK 7388011508120003",
    ],
)
def test_an_identity_number_in_free_text_is_noticed(text: str) -> None:
    assert holds_number(text)


@pytest.mark.parametrize(
    "text",
    [
        "telepon 0812-3456-7890",
        "RT 02 RW 03",
        "2026-11-24 10.30",
        "24-11-2026 - 14-12-2026",
        "0812-3456-7890, 0813-1111-2222",
        "",
        "Rp 1.500.000",
        "surat 474.4/0012/73.88.01.2001/XI/2026",
    ],
)
def test_other_digits_are_left_alone(text: str) -> None:
    assert not holds_number(text)


def test_it_is_refused_with_its_field() -> None:
    assert refuse_number("Ibu Sitti", field="note") == "Ibu Sitti"
    with pytest.raises(InputError, match="number_in_text") as refused:
        refuse_number("7388 0141 0784 0001", field="note")
    assert refused.value.field == "note"


def test_in_a_name_nobody_typed_it_is_masked() -> None:
    assert without_numbers("KTP 7388.0141.0784.0001.jpg") == "KTP ••••.jpg"
    assert without_numbers("foto rumah.jpg") == "foto rumah.jpg"
