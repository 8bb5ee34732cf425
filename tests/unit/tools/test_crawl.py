"""What a report of wapiti says, and when it says nothing."""

from __future__ import annotations

import pytest

from tools.crawl import FEWEST, findings


def report(pages=FEWEST, **kinds):
    return {"infos": {"crawled_pages_nbr": pages}, "vulnerabilities": kinds, "anomalies": {}}


def finding(info):
    return {"method": "GET", "path": "/papan/", "info": info}


def test_each_finding_has_its_line():
    told = report(XSS=[finding("In q")], SQL=[])
    told["anomalies"] = {"Internal Server Error": [finding("In id")]}
    assert findings("Bupati", told) == ["XSS: GET /papan/ In q", "Internal Server Error: GET /papan/ In id"]


def test_what_only_a_server_with_tls_has_is_no_finding():
    assert (
        findings("Bupati", report(Cookie=[finding("Secure flag is not set in the cookie : sessionid")])) == []
    )


def test_a_visit_that_saw_next_to_nothing_is_no_clean_bill():
    with pytest.raises(SystemExit, match="tidak masuk"):
        findings("Bupati", report(pages=FEWEST - 1))
