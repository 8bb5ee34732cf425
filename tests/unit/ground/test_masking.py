"""What a stranger sees of Siti Aminah."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.masking import initials, last4, mask_name, mask_phone


@pytest.mark.parametrize(
    ("name", "masked", "short"),
    [
        ("Siti Aminah", "S••• A•••••", "S. A."),
        ("  siti   aminah ", "s••• a•••••", "S. A."),
        ("Amir", "A•••", "A."),
        ("H. Muh. Saleh, S.Pd", "H M•• S•••• S••", "H. M. S. S."),
        ("A", "A", "A."),
        ("Ma'ruf", "M••••", "M."),
        (
            "\N{LATIN SMALL LETTER E}\N{COMBINING ACUTE ACCENT}ko",
            "\N{LATIN SMALL LETTER E WITH ACUTE}••",
            "É.",
        ),
        (
            "\N{ARABIC LETTER SEEN}\N{ARABIC LETTER TEH}\N{ARABIC LETTER YEH}",
            "\N{ARABIC LETTER SEEN}••",
            "\N{ARABIC LETTER SEEN}.",
        ),
        ("\N{RIGHT-TO-LEFT OVERRIDE}Siti\x00", "S•••", "S."),
        ("\N{GRINNING FACE} - .", "", ""),
        ("", "", ""),
        ("a b c d e f g h", "a b c d e f", "A. B. C. D. E. F."),
    ],
)
def test_a_name_is_masked(name, masked, short):
    assert mask_name(name) == masked
    assert initials(name) == short


def test_a_mask_does_not_tell_how_long_a_very_long_name_is():
    assert mask_name("S" * 5_000) == mask_name("S" * 50) == "S••••••••"


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("7303071208800012", "0012"),
        ("7303.0712 0880-0012", "0012"),
        ("12345678", "5678"),
        ("1234567", ""),
        ("12", ""),
        ("", ""),
        ("bukan nomor", ""),
        ("7303071208800O12", ""),
    ],
)
def test_only_the_end_of_a_long_number_is_shown(number, shown):
    assert last4(number) == shown


@pytest.mark.parametrize(
    ("phone", "shown"),
    [
        ("081234567890", "08•••••••890"),
        ("+62 812-3456-7890", "08•••••••890"),
        ("(0411) 123456", "04•••••456"),
        ("+65 8123 4567", "65•••••567"),
        ("12345678", "12•••678"),
        ("1234567", "••••••••"),
        ("", "••••••••"),
        ("tetangga", "••••••••"),
        ("0" * 5_000, "00••••••••000"),
    ],
)
def test_a_telephone_number_is_masked(phone, shown):
    assert mask_phone(phone) == shown


@given(st.text(max_size=300))
def test_a_mask_of_any_text_shows_at_most_one_letter_a_word(text):
    for word in mask_name(text).split():
        assert len(word) == 1 or set(word[1:]) == {"•"}
    assert len(last4(text)) in {0, 4}
    assert sum(mark != "•" for mark in mask_phone(text)) in {0, 5}
