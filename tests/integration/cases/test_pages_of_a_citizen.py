"""A citizen follows without an account; the slip and the pad are printed."""

from __future__ import annotations

import re

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from simpul.cases.models import Case
from simpul.ground.actor import acting, system
from simpul.web.citizen.views import FREE
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER
from tests.integration.cases.pages import page_of, send, words

pytestmark = pytest.mark.usefixtures("at_work")


def test_citizens_follow_without_an_account(client, take_in):
    taken = take_in("food")
    address = reverse("citizen:follow")
    assert page_of(client, address).h1.text == "Cek permohonan Anda"
    wrong = client.post(address, {"ticket": taken.case.ticket, "code": "abc"})
    unknown = client.post(address, {"ticket": "73.88-2611-0099-9", "code": taken.code})
    assert wrong.status_code == unknown.status_code == 422
    answers = [
        BeautifulSoup(each.content, "html.parser").select_one("[role=alert]").text
        for each in (wrong, unknown)
    ]
    assert answers[0] == answers[1]
    right = client.post(address, {"ticket": taken.case.ticket, "code": taken.code})
    text = words(BeautifulSoup(right.content, "html.parser"))
    for said in ("Kekurangan makan", "Menunggu: Puskesos Sukamaju Contoh", "s.d.", "WITA", "Tanya ke mana"):
        assert said in text
    assert not re.search(r"miskin|desil|kasus|Sitti", text, re.IGNORECASE)


def test_wrong_codes_stay_counted(client, take_in):
    taken = take_in("food")
    wrong = "000000" if taken.code != "000000" else "000001"
    for _ in range(5):
        client.post(reverse("citizen:follow"), {"ticket": taken.case.ticket, "code": wrong})
    with acting(system(DISTRICT)):
        assert Case.objects.get().code_tries == 5
    locked = client.post(reverse("citizen:follow"), {"ticket": taken.case.ticket, "code": taken.code})
    assert locked.status_code == 422


def test_one_address_that_is_wrong_waits_whatever_the_number(client, take_in):
    """The answer stays the same; another address is not held up, and the wait ends by itself."""
    taken, address = take_in("food"), reverse("citizen:follow")
    right, elsewhere = {"ticket": taken.case.ticket, "code": taken.code}, {"REMOTE_ADDR": "203.0.113.20"}
    with time_machine.travel(LATER, tick=False) as clock:
        wrong = [client.post(address, {"ticket": "x", "code": "1"}) for _ in range(FREE)]
        held_up = client.post(address, right)
        assert {each.status_code for each in (*wrong, held_up)} == {422}
        assert said(held_up) == said(wrong[0])
        assert client.post(address, right, **elsewhere).status_code == 200
        clock.shift(61)
        assert client.post(address, right).status_code == 200
        assert client.post(address, {"ticket": "x", "code": "1"}).status_code == 422
        clock.shift(61)
        assert client.post(address, right).status_code == 422, "the second wait is twice as long"
        clock.shift(61)
        assert client.post(address, right).status_code == 200


def said(response):
    return BeautifulSoup(response.content, "html.parser").select_one("[role=alert]").text


def test_one_address_may_not_ask_without_end(client, db):
    answers = [
        client.post(reverse("citizen:follow"), {"ticket": "x", "code": "1"}).status_code for _ in range(21)
    ]
    assert (answers[19], answers[20]) == (422, 429)
    assert client.post(reverse("citizen:follow"), {"ticket": "", "code": ""}).status_code == 422


def test_the_slip_is_printed_without_name_need_or_number(cast, client, take_in, settings_of):
    settings_of(levy_report="0811-000 (SP4N-LAPOR)")
    taken = take_in("food", at=LATER)
    cast.sign_in(client, "facilitator")
    response = client.get(reverse("citizen:slip", args=[taken.slip]))
    text = words(BeautifulSoup(response.content, "html.parser"))
    for said in (
        taken.case.ticket,
        taken.code,
        "GRATIS",
        "laporkan pungutan ke 0811-000 (SP4N-LAPOR)",
        "/cek/",
    ):
        assert said in text
    assert not re.search(r"Sitti|makan|73880141", text)
    assert "no-store" in response["Cache-Control"]
    cast.sign_in(client, "front")
    page_of(client, reverse("citizen:slip", args=[taken.slip]), 404)


def test_a_pad_is_printed(cast, client, take_in):
    cast.sign_in(client, "facilitator")
    response = send(client, reverse("citizen:pad"), size="10")
    soup = page_of(client, response["Location"])
    numbers = [each.text for each in soup.select(".ticket-number")]
    assert (len(numbers), len(set(numbers))) == (20, 10)
    taken = take_in("food", ticket=numbers[0], at=LATER)
    assert taken.code == soup.select_one(".ticket-code").text
    cast.sign_in(client, "head")
    page_of(client, reverse("citizen:pad"), 404)
