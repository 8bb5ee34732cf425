"""Requests that carry a number, a name and a secret wherever a request can: none of it comes into the log."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from django.db import IntegrityError
from django.test import Client

from simpul.config.watching.logs import JsonLines

NIK = "7388010508790011"
NAME = "Sitti Rahmatia"
TOKEN = "undangan-sangat-rahasia"
TRACES = (NIK, NAME, "Rahmatia", TOKEN, "0812", "contoh.test")


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that any logger says, however small, as the site would write it."""
    kept, root = io.StringIO(), logging.getLogger()
    handler, before = logging.StreamHandler(kept), root.level
    handler.setFormatter(JsonLines())
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield kept
    root.removeHandler(handler)
    root.setLevel(before)


def lines(log: io.StringIO) -> list[dict[str, object]]:
    told = log.getvalue()
    for trace in TRACES:
        assert trace not in told, f"{trace} stands in the log:\n{told}"
    return [json.loads(line) for line in told.splitlines()]


def test_a_crawl_with_a_number_leaves_none_of_it(cast, client: Client, log: io.StringIO) -> None:
    typed = {"q": NIK, "name": NAME, "nik": NIK, "phone": "0812 3456 7890", "words": f"{NAME} {NIK}"}
    cast.sign_in(client, "front")
    addresses = (
        "/",
        "/cari/",
        "/layanan-baru/",
        "/orang/",
        f"/layanan/{NIK}/",
        "/papan/",
        "/bahasa/",
        "/dana/",
    )
    for address in addresses:
        client.get(address, {"q": f"{NAME} {NIK}"})
        client.post(address, typed, headers={"referer": f"http://x/?nik={NIK}", "user-agent": NAME})
    client.get(f"/masuk/undangan/{TOKEN}/")
    client.get(f"/berkas/{TOKEN}/")
    client.get("/papan/", headers={"host": "sitti.contoh.test"})
    client.post("/akun/login/", {"login": "rahmatia@contoh.test", "password": TOKEN})
    client.generic("PUT", f"/cari/{NIK}", NIK)

    found = lines(log)
    assert {"board:home", "search", "accounts:invitation"} <= {each.get("view") for each in found}
    assert {200, 404} <= {each.get("status") for each in found}


def test_an_error_leaves_its_kind_alone(
    cast, client: Client, log: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = f"Key (nik)=({NIK}) of {NAME} already exists"

    def breaks(*_given: object, **_more: object) -> None:
        raise IntegrityError(words)

    monkeypatch.setattr("simpul.web.middleware._who", breaks)
    client.raise_request_exception = False
    assert client.get(f"/papan/?q={NIK}").status_code == 500
    (error,) = [each for each in lines(log) if "error" in each]
    assert error["error"]["type"] == ["IntegrityError"]  # type: ignore[index]
    assert error["logger"] == "django.request"


def test_each_request_is_told_by_the_name_of_its_page(cast, client: Client, log: io.StringIO) -> None:
    cast.sign_in(client, "front")
    client.get("/papan/", {"q": NIK})
    (told,) = [each for each in lines(log) if each["logger"] == "simpul.requests"]
    assert (told["view"], told["method"], told["event"]) == ("board:home", "GET", "request")
    assert told["queries"]
