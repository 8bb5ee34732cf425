"""Indonesian first: only the button changes the language, and sheets for citizens stay Indonesian."""

from __future__ import annotations

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from simpul.web import jinja
from simpul.web.language import LanguageMiddleware, choose, in_indonesian


def spoken(request: HttpRequest) -> HttpResponse:
    return HttpResponse(translation.get_language())


def answer(cookie: str = "", accepts: str = "en-US,en;q=0.9") -> HttpResponse:
    request = RequestFactory().get("/", headers={"accept-language": accepts})
    if cookie:
        request.COOKIES["django_language"] = cookie
    return LanguageMiddleware(spoken)(request)


def test_a_browser_that_asks_for_english_gets_indonesian() -> None:
    response = answer()
    assert response.content == b"id"
    assert response.headers["Content-Language"] == "id"


@pytest.mark.parametrize(
    ("cookie", "language"), [("en", b"en"), ("id", b"id"), ("xx", b"id"), ("../en", b"id")]
)
def test_the_cookie_decides_when_it_names_a_language_we_speak(cookie: str, language: bytes) -> None:
    response = answer(cookie)
    assert response.content == language
    assert "Cookie" in response.headers["Vary"]


def test_choosing_remembers_and_goes_back() -> None:
    response = choose(RequestFactory().post("/bahasa/", {"language": "en", "next": "/papan/?a=1"}))
    assert response.headers["Location"] == "/papan/?a=1"
    assert response.cookies["django_language"].value == "en"


@pytest.mark.parametrize(
    "next_page", ["https://elsewhere.example/", "//elsewhere.example", "javascript:alert(1)", ""]
)
def test_choosing_never_leads_off_the_site(next_page: str) -> None:
    response = choose(RequestFactory().post("/bahasa/", {"language": "en", "next": next_page}))
    assert response.headers["Location"] == "/"


def test_a_language_we_do_not_speak_is_not_remembered() -> None:
    response = choose(RequestFactory().post("/bahasa/", {"language": "jv", "next": "/"}))
    assert "django_language" not in response.cookies


def test_a_sheet_for_a_citizen_is_indonesian_on_an_english_screen() -> None:
    with translation.override("en"):
        assert in_indonesian(spoken)(RequestFactory().get("/")).content == b"id"
        assert translation.get_language() == "en"


def test_english_dates_are_day_month_year() -> None:
    with translation.override("en"):
        assert jinja.tanggal(date(2026, 11, 26), weekday=True) == "Thursday, 26 November 2026"
