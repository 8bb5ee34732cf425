"""Error pages say what happened, what was kept and what to do, and need nothing but themselves."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.template import engines
from django.test import RequestFactory


def page(status: int, **context: object) -> BeautifulSoup:
    template = engines["plain"].get_template(f"errors/{status}.html")
    html = template.render({"demo": True, "sentence": "", **context}, RequestFactory().get("/"))
    return BeautifulSoup(html, "html.parser")


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500])
def test_it_has_one_heading_and_a_way_on(status):
    soup = page(status)
    assert len(soup.select("h1")) == 1
    assert soup.select(".error-page .actions a[href]")


@pytest.mark.parametrize("status", [400, 403, 404, 409, 422, 429, 500])
def test_it_is_marked_in_the_demo(status):
    assert "DATA CONTOH" in page(status).select_one(".demo-banner").get_text()


def test_the_sentence_of_the_domain_goes_before_the_general_one():
    soup = page(409, sentence="Kebutuhan ini sudah diteruskan.")
    assert soup.select_one(".lead").get_text(strip=True) == "Kebutuhan ini sudah diteruskan."


TYPED = [("command_id", "0197"), ("words", 'Butuh "seragam" <2>'), ("password", "rahasia")]


def test_a_lost_database_keeps_what_was_typed_to_send_it_again():
    form = page(503, typed=TYPED, path="/layanan/baru/").select_one("form[method=post]")
    assert form["action"] == "/layanan/baru/"
    held = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    assert held == {"command_id": "0197", "words": 'Butuh "seragam" <2>'}


def test_a_password_is_never_held_in_a_page():
    assert "rahasia" not in str(page(503, typed=TYPED, path="/"))


def test_a_lost_database_without_a_form_offers_to_load_again():
    soup = page(503, typed=[], path="/layanan/")
    assert soup.select_one("main form") is None
    assert soup.select_one(".actions a")["href"] == "/layanan/"
