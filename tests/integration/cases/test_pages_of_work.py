"""The board and its lists, and where a seat begins."""

from __future__ import annotations

import pytest
from django.urls import reverse

from simpul.cases import actions
from simpul.ground.actor import acting, system
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER, make_numbered
from tests.integration.cases.pages import page_of, words

pytestmark = pytest.mark.usefixtures("at_work")


def test_the_board_has_three_columns_and_numbers_that_open_lists(front, cast, take_in):
    with acting(system(DISTRICT)):
        other = make_numbered("7388014105840002", "7388012411260002")
    ours = take_in("food").needs[0]
    gone = take_in("health_insurance", person=other).needs[0]
    actions.climb(by=cast.back, need=gone, reason="beyond_authority", tried="x", at=LATER)
    soup = page_of(front, reverse("board:home"))
    titles = [each.get_text(" ", strip=True) for each in soup.select(".work-title")]
    assert titles == ["Menunggu kita 1", "Sedang di luar 1", "Jawaban masuk 0"]
    assert [tile.text.strip()[:1] for tile in soup.select(".tile-number a")] == ["2", "—", "2"]
    for link in soup.select(".tile-number a, .work-column a[href*=daftar]"):
        page_of(front, link["href"])
    assert ours.case.ticket in words(soup)


def test_an_empty_board_says_what_to_do(front):
    text = words(page_of(front, reverse("board:home")))
    assert "Tidak ada yang menunggu" in text
    assert "Terima warga" in text


@pytest.mark.parametrize("who", ["head", "camat", "desk", "agency", "manager", "treasurer"])
def test_every_level_has_its_board(cast, client, need_of, who):
    need_of("food")
    cast.sign_in(client, who)
    page_of(client, reverse("board:home"))
    page_of(client, f"{reverse('board:queue')}?daftar=open")


def test_a_list_is_read_page_by_page(front, take_in):
    for _ in range(27):
        take_in("food")
    address = reverse("board:queue")
    onward = page_of(front, f"{address}?daftar=open").find("a", rel="next")["href"]
    last = page_of(front, onward)
    assert (len(last.select(".row-item")), last.find("a", rel="next")) == (2, None)
    assert len(page_of(front, last.find("a", rel="first")["href"]).select(".row-item")) == 25
    marks = ("x", "3~0~20261124T010000.000000Z~x", "3~99999999999~20261124T010000.000000Z~", "~~~", "9" * 900)
    for odd in ("?daftar=nonsense", *(f"?after={mark}" for mark in marks), "?after=3~0~2026-11-24~%00"):
        page_of(front, address + odd)


@pytest.mark.parametrize(
    ("who", "name"),
    [("back", "board:home"), ("regent", "leaders:overview"), ("counsellor", "protection:reports")],
)
def test_home_is_where_a_seat_begins(cast, client, who, name):
    cast.sign_in(client, who)
    assert client.get("/")["Location"] == reverse(name)


def test_who_has_no_board_is_not_shown_one(cast, client):
    cast.sign_in(client, "regent")
    page_of(client, reverse("board:home"), 404)
