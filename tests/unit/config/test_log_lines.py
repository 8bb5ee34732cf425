"""A line of the log holds what happened and where, and nothing of what anybody typed."""

from __future__ import annotations

import json
import logging
import sys

import pytest
from django.test import RequestFactory

from simpul.config.watching.logs import JsonLines, masked

NIK = "7303071208800012"


def line(record: logging.LogRecord) -> dict[str, object]:
    told = JsonLines().format(record)
    assert "\n" not in told
    return dict(json.loads(told))


def record(name: str, text: str, *args: object, **more: object) -> logging.LogRecord:
    made = logging.LogRecord(name, logging.WARNING, __file__, 1, text, args, None)
    vars(made).update(more)
    return made


@pytest.mark.parametrize(
    "written",
    [
        NIK,
        "7303 0712 0880 0012",
        "7303-0712-0880-0012",
        "73.03.07.120880.0012",
        "7303/071208/800012",
        "7303,0712,0880,0012",
        "7303\u20190712\u20190880\u20190012",
        "7303   0712   0880   0012",
        NIK * 2,
    ],
)
def test_an_identity_number_is_masked_however_it_is_spaced(written: str) -> None:
    assert masked(f"<{written}>") == "<••••>"


@pytest.mark.parametrize("written", ["081234567890", "+6281234567890", "0812-3456-7890", "siti@contoh.test"])
def test_telephones_and_mail_addresses_are_masked(written: str) -> None:
    assert masked(f"<{written}>") == "<••••>"


def test_ordinary_numbers_stay() -> None:
    assert masked("desa 73.03.01.2001: 312 sejak 1763991360") == "desa 73.03.01.2001: 312 sejak 1763991360"


def test_our_own_line_is_an_event_with_what_was_given() -> None:
    told = line(record("simpul.ground.chain", "audit chain", head="12:ab", linked=3, secret=int(NIK)))
    assert (told["event"], told["head"], told["linked"], told["secret"]) == (
        "audit chain",
        "12:ab",
        3,
        "••••",
    )
    assert (told["level"], told["logger"]) == ("warning", "simpul.ground.chain")


def test_the_head_of_the_audit_chain_is_whole_even_when_it_looks_like_a_number() -> None:
    head = f"12:{NIK}{NIK}"
    assert line(record("simpul.ground.chain", "audit chain", head=head))["head"] == head


def test_a_line_of_a_library_is_not_filled_in() -> None:
    told = line(record("django.request", "Not Found: %s", "/masuk/undangan/rahasia/", status_code=404))
    assert told["event"] == "answered 404"
    assert "rahasia" not in json.dumps(told)


def test_what_a_library_would_fill_in_stays_out() -> None:
    assert line(record("other", "Hello %s", "Siti"))["event"] == "Hello %s"


def test_a_refused_request_is_told_without_its_words() -> None:
    told = line(record("django.security.DisallowedHost", "Invalid HTTP_HOST header: 'Siti Aminah'"))
    assert told["event"] == "refused"


def test_of_an_error_the_type_and_the_place_are_told() -> None:
    def breaks() -> None:
        try:
            int(f"Siti Aminah {NIK}")
        except ValueError as error:
            raise RuntimeError("Siti Aminah") from error

    made = record("django.request", "Internal Server Error: %s", "/x/")
    try:
        breaks()
    except RuntimeError:
        made.exc_info = sys.exc_info()
    told = line(made)
    assert told["error"]["type"] == ["RuntimeError", "ValueError"]  # type: ignore[index]
    assert "test_log_lines.py" in json.dumps(told)
    assert "Siti" not in json.dumps(told)


def test_the_view_of_a_request_stands_in_its_line() -> None:
    class Match:
        view_name = "services:page"

    request = RequestFactory().get("/layanan/1/")
    request.resolver_match = Match()  # type: ignore[assignment]
    assert line(record("django.request", "Forbidden", request=request))["view"] == "services:page"
