"""What templates may use: dates, hours with their zone, money, masked numbers, icons of the list."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.template import TemplateDoesNotExist, engines
from django.utils import timezone
from jinja2 import UndefinedError

from simpul.web import jinja

NOON = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def central_time():
    with timezone.override(ZoneInfo("Asia/Makassar")):
        yield


def test_a_long_date_is_indonesian():
    assert jinja.tanggal(date(2026, 11, 26)) == "26 November 2026"
    assert jinja.tanggal(NOON, weekday=True) == "Kamis, 26 November 2026"


def test_no_date_is_a_dash():
    assert jinja.tanggal(None) == "—"
    assert jinja.waktu(None) == "—"


@pytest.mark.parametrize(("counted", "said"), [(7, "7"), (999, "999"), (1000, "999+")])
def test_a_count_says_where_it_stopped(counted, said):
    assert jinja.hingga(counted) == said


@pytest.mark.parametrize(
    ("zone", "said"),
    [("Asia/Jakarta", "13.00 WIB"), ("Asia/Makassar", "14.00 WITA"), ("Asia/Jayapura", "15.00 WIT")],
)
def test_an_hour_carries_the_zone_of_the_district(zone, said):
    with timezone.override(ZoneInfo(zone)):
        assert jinja.jam(NOON) == said


def test_a_moment_of_another_year_says_its_year(time_machine):
    time_machine.move_to(datetime(2026, 11, 24, tzinfo=UTC))
    assert jinja.waktu(NOON) == "Kam 26 Nov 14.00 WITA"
    assert jinja.waktu(NOON.replace(year=2025)) == "Rab 26 Nov 2025 14.00 WITA"


@pytest.mark.parametrize(
    ("amount", "said"),
    [
        (999_999_999, "Rp999.999.999"),
        (5_964_000_000, "Rp5,96 miliar"),
        (2_000_000_000_000, "Rp2 triliun"),
        (None, "belum diketahui"),
    ],
)
def test_a_narrow_tile_says_thousands_of_millions_in_words(amount, said):
    assert jinja.rupiah_singkat(amount) == said


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2026, 11, 29, 6, tzinfo=UTC), "3 hari yang lalu"),
        (datetime(2026, 11, 26, 4, tzinfo=UTC), "dalam 2 jam"),
    ],
)
def test_distance_is_said_in_words(now, said):
    assert jinja.relatif(NOON, now) == said


def test_today_is_the_day_of_the_district_not_of_the_server():
    late_evening_in_makassar = datetime(2026, 11, 25, 16, 30, tzinfo=UTC)
    assert jinja.relatif(date(2026, 11, 26), late_evening_in_makassar) == "hari ini"


def test_money_and_numbers_are_written_the_indonesian_way():
    assert jinja.rupiah(350_000_000) == "Rp350.000.000"
    assert jinja.rupiah(None) == "belum diketahui"
    assert jinja.angka(1234) == "1.234"
    assert jinja.persen(0.71) == "71%"
    assert jinja.persen(None) == "—"


def test_an_identity_number_shows_four_digits_at_most():
    assert jinja.masked("4821") == "•••• 4821"
    assert jinja.masked("") == "belum ada"


def test_an_icon_outside_the_list_is_an_error():
    with pytest.raises(KeyError):
        jinja.icon("no-such-icon")


def test_an_icon_is_silent_unless_it_has_a_label():
    assert 'aria-hidden="true"' in jinja.icon("check")
    assert 'aria-label="Selesai &amp; sampai"' in jinja.icon("check", "Selesai & sampai")


def test_what_a_page_forgot_to_give_is_an_error():
    with pytest.raises(UndefinedError):
        engines["plain"].from_string("{{ forgotten }}").render({})


def test_what_people_typed_is_escaped():
    page = engines["plain"].from_string("{{ words }}").render({"words": "<b>Daeng</b>"})
    assert page == "&lt;b&gt;Daeng&lt;/b&gt;"


def test_pages_of_the_sign_in_library_are_left_to_its_own_engine():
    with pytest.raises(TemplateDoesNotExist):
        engines["plain"].get_template("account/login.html")
    assert engines["django"].get_template("account/login.html")
