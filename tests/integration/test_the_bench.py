"""The bench runs: a server is started, every page is opened by the seat it is for, and judged."""

from __future__ import annotations

import os

import pytest

from bench.measuring import by_turns
from bench.report import page
from bench.site import Size, serving
from tests.functional.site import PACK, copy_demo

pytestmark = pytest.mark.slow
TINY = Size(900, 200, 200)


def test_every_page_is_opened_and_judged(tmp_path):
    copy_demo(tmp_path / "demo")
    with serving(tmp_path / "demo", PACK, {"SIMPUL_KEYS": os.environ["SIMPUL_KEYS"]}) as site:
        rows = by_turns(site, site, rounds=2)
    by_name = {row.name: row for row in rows}
    assert len(by_name) == 11
    assert {row.kind for row in rows} == {"comparison", "detail", "list"}
    assert all(answer.milliseconds > 0 for row in rows for answer in (*row.small, *row.large))
    trivial, one = by_name["trivial view"], by_name["one-query view"]
    assert one.queries(one.large) == trivial.queries(trivial.large) + 1
    told = page(rows, small=TINY, large=TINY, rounds=2, command="make bench")
    assert all(f"| {name} |" in told for name in by_name)
