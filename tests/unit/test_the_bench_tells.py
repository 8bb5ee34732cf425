"""The bench's page says what holds and what does not."""

from __future__ import annotations

import pytest

from bench.report import ONE_QUERY, TABLE, Row, page
from bench.site import Answer, Size


def row(name: str, kind: str, *, small: float, large: float, queries: tuple[int, int] = (9, 9)) -> Row:
    before, after = (
        [Answer(time + step, asked) for step in (-1, 0, 1)]
        for time, asked in zip((small, large), queries, strict=True)
    )
    return Row(name, kind, before, after)


ORDINARY = (
    row(ONE_QUERY, "comparison", small=10, large=10),
    row(TABLE, "comparison", small=30, large=30),
)


@pytest.mark.parametrize(
    ("kind", "small", "large", "queries", "holds"),
    [
        ("detail", 38, 39, (9, 9), "yes"),
        ("detail", 41, 42, (9, 9), "slow"),
        ("list", 25, 29, (9, 9), "yes"),
        ("list", 31, 31, (9, 9), "slow"),
        ("list", 20, 27, (9, 9), "grows"),
        ("list", 20, 20, (9, 14), "more queries"),
        ("detail", 30, 45, (9, 14), "slow, grows, more queries"),
    ],
)
def test_a_page_is_held_against_its_bound(kind, small, large, queries, holds):
    measured = row("a page", kind, small=small, large=large, queries=queries)
    told = page([*ORDINARY, measured], small=Size(6, 3, 1), large=Size(60, 30, 1), rounds=3, command="make x")
    (line,) = [line for line in told.splitlines() if line.startswith("| a page |")]
    assert line.endswith(f"| {holds} |")
    assert f"| {large:.1f} | {large + 1:.1f} | {queries[0]} → {queries[1]} |" in line
    assert "run `make x`" in told
    assert "60 families, 30 services" in told
