"""Small counts stay hidden: no subtraction gives them back, not even to somebody who knows the rule."""

from __future__ import annotations

from collections import defaultdict
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simpul.insight.rules import Published, publish

LEAST = 5


@given(st.lists(st.integers(0, 40), min_size=1, max_size=12))
def test_what_is_shown_adds_up_and_is_never_small(parts: list[int]) -> None:
    published = publish(parts, LEAST)
    shown = [count for count in published.parts if count is not None]
    assert all(count >= LEAST for count in shown)
    assert all(count in {None, parts[place]} for place, count in enumerate(published.parts))
    assert published.rest == 0 or published.rest >= LEAST
    if published.total is None:
        assert (shown, published.rest) == ([], 0)
    else:
        assert sum(shown) + published.rest == published.total == sum(parts)


@pytest.mark.parametrize(("places", "most"), [(1, 40), (2, 40), (3, 30), (4, 18)])
def test_whoever_knows_the_rule_still_cannot_name_a_hidden_count(places: int, most: int) -> None:
    """Every table is published; tables that look the same must differ in each hidden part."""
    alike: dict[Published, list[tuple[int, ...]]] = defaultdict(list)
    for parts in product(range(most + 1), repeat=places):
        alike[publish(parts, LEAST)].append(parts)
    looked_at = 0
    for published, tables in alike.items():
        if published.rest > most:
            continue  # the tables that would look the same are larger than those made here
        for place, count in enumerate(published.parts):
            nobody_at_all = published.total is not None and published.rest == 0
            if count is None and not nobody_at_all:
                looked_at += 1
                assert len({table[place] for table in tables}) > 1, (published, tables)
    assert looked_at
