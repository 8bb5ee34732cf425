"""Which numbers can be a NIK or a KK? All numbers are invented."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.ground.errors import InputError
from simpul.ground.identifiers import Finding, birth_from_nik, check_kk, check_nik, clean_digits, uuid7

MAN = "7303071208800012"
WOMAN = "7303075208800012"
TODAY = date(2026, 11, 1)


def test_row_keys_are_standard_uuids_in_order_of_time():
    keys = [uuid7() for _ in range(200)]
    assert all(type(key) is UUID and key.version == 7 for key in keys)
    assert keys == sorted(keys)
    assert len(set(keys)) == 200


@pytest.mark.parametrize(
    "typed",
    [
        MAN,
        " 7303 0712 0880 0012\n",
        "73.03.07.120880.0012",
        "730307-120880-0012",
        "7303\N{NO-BREAK SPACE}0712\N{NARROW NO-BREAK SPACE}08800012",
        "'7303071208800012",
        "\N{ZERO WIDTH SPACE}7303071208800012\N{RIGHT-TO-LEFT MARK}",
        MAN.translate({48 + n: 0x660 + n for n in range(10)}),  # Arabic-Indic
        MAN.translate({48 + n: 0xFF10 + n for n in range(10)}),  # full width
        "7303071208800012\t",
        "7303\N{EN DASH}0712\N{EM DASH}0880\N{HYPHEN}0012",
    ],
)
def test_a_number_is_read_however_it_was_written(typed):
    checked = check_nik(typed)
    assert (checked.number, checked.errors, checked.warnings) == (MAN, (), ())


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ("", Finding.EMPTY),
        (" .-'\N{ZERO WIDTH SPACE}", Finding.EMPTY),
        ("730307120880001", Finding.WRONG_LENGTH),
        ("73030712088000121", Finding.WRONG_LENGTH),
        ("7" * 5_000, Finding.WRONG_LENGTH),
        ("73O3071208800012", Finding.NOT_DIGITS),
        ("7303071208800012\x00", Finding.NOT_DIGITS),
        ("\N{SMILING FACE WITH SUNGLASSES}" * 16, Finding.NOT_DIGITS),
        ("\N{SUPERSCRIPT TWO}303071208800012", Finding.NOT_DIGITS),
        ("3.32901E+15", Finding.EXCEL_DAMAGED),
        ("3,32901E+15", Finding.EXCEL_DAMAGED),
        (" 7.3030712088e15 ", Finding.EXCEL_DAMAGED),
        ("7303071208800010.0", Finding.EXCEL_DAMAGED),
        ("\N{ZERO WIDTH SPACE}'7303071208800010,00", Finding.EXCEL_DAMAGED),
        ("7303073208800012", Finding.BAD_DATE),  # day 32
        ("7303070008800012", Finding.BAD_DATE),  # day 0
        ("7303074008800012", Finding.BAD_DATE),  # day 40
        ("7303077208800012", Finding.BAD_DATE),  # woman's day 32
        ("7303071213800012", Finding.BAD_DATE),  # month 13
        ("7303072902810012", Finding.BAD_DATE),  # 29 February of no leap year
    ],
)
def test_what_cannot_be_a_nik_is_refused_with_its_reason(typed, error):
    checked = check_nik(typed)
    assert (checked.number, checked.errors) == (None, (error,))


def test_29_february_of_a_year_that_leaps_in_one_century_only_is_possible():
    assert check_nik("7303072902000012").number == "7303072902000012"


@pytest.mark.parametrize(
    ("typed", "warning"),
    [
        ("9903071208800012", Finding.AREA_UNKNOWN),
        ("0303071208800012", Finding.AREA_UNKNOWN),  # temporary numbers of village software start with 0
        ("7303071208800000", Finding.SERIAL_ZERO),
    ],
)
def test_the_area_and_the_serial_only_warn(typed, warning):
    checked = check_nik(typed)
    assert (checked.number, checked.warnings) == (typed, (warning,))


def test_the_new_provinces_of_papua_are_known():
    assert check_nik("9401011208800012").warnings == ()


def test_a_sub_district_can_be_asked_of_the_place_list():
    asked = []
    assert check_nik(MAN, knows_area=lambda code: bool(asked.append(code))).warnings == (
        Finding.AREA_UNKNOWN,
    )
    assert asked == ["73.03.07"]
    assert check_nik(MAN, knows_area=lambda _: True).warnings == ()


def test_sex_and_birth_date_that_differ_only_warn():
    checked = check_nik(WOMAN, sex="L", birth_date=date(1980, 8, 13))
    assert checked.number == WOMAN
    assert checked.warnings == (Finding.SEX_DIFFERS, Finding.BIRTH_DATE_DIFFERS)


@pytest.mark.parametrize(("nik", "sex"), [(MAN, "L"), (WOMAN, "P")])
def test_sex_and_birth_date_that_agree_do_not_warn(nik, sex):
    assert check_nik(nik, sex=sex, birth_date=date(1980, 8, 12)).warnings == ()


def test_a_family_card_has_no_woman_s_day():
    assert check_kk(MAN).number == MAN
    assert check_kk(WOMAN).errors == (Finding.BAD_DATE,)
    assert check_kk("73O3").errors == (Finding.NOT_DIGITS,)
    assert check_kk("9903071208110000").warnings == (Finding.AREA_UNKNOWN, Finding.SERIAL_ZERO)


@pytest.mark.parametrize(
    ("nik", "sex", "born", "other"),
    [
        (MAN, "L", date(1980, 8, 12), None),
        (WOMAN, "P", date(1980, 8, 12), None),
        ("7303070111260001", "L", date(2026, 11, 1), date(1926, 11, 1)),  # born today, or a hundred years ago
        ("7303070211260001", "L", date(1926, 11, 2), None),  # tomorrow is not possible
        ("7303076902000012", "P", date(2000, 2, 29), None),
        ("7303071208030012", "L", date(2003, 8, 12), None),  # nobody is 123
    ],
)
def test_the_birth_a_nik_carries_with_its_century(nik, sex, born, other):
    birth = birth_from_nik(nik, on=TODAY)
    assert (birth.sex, birth.date, birth.other) == (sex, born, other)


@pytest.mark.parametrize(
    ("nik", "on", "code"),
    [("abc", TODAY, "not_a_nik"), (MAN, date(1930, 1, 1), "no_possible_birth")],
)
def test_no_birth_is_read_from_what_has_none(nik, on, code):
    with pytest.raises(InputError, match=code):
        birth_from_nik(nik, on=on)


@given(st.text(max_size=200))
def test_no_text_breaks_the_check(text):
    for checked in (check_nik(text), check_kk(text)):
        assert (checked.number is None) == bool(checked.errors)
        assert checked.number is None or (len(checked.number) == 16 and checked.number.isascii())


@given(st.text(alphabet="0123456789 .-", max_size=30))
def test_cleaning_twice_changes_nothing_more(text):
    assert clean_digits(clean_digits(text)) == clean_digits(text)
