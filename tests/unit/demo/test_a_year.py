"""Copies of a year: divided over villages, each block the same whenever it is made."""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from simpul.cases.models import Certificate
from simpul.demo.year.copies import choose
from simpul.demo.year.patterns import Pattern, RowPattern
from simpul.demo.year.shares import BLOCK, after, keys_of, shares_of
from simpul.ground import moment

AT = dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)
LINE, OTHER = uuid4(), uuid4()


class _Purse:
    """A budget that knows one line like ours, with so much on it."""

    def __init__(self, left: int) -> None:
        self.left = left

    def like(self, line: UUID, village: str, rupiah: int) -> UUID | None:
        assert village == "33.29.02.2001"
        return OTHER if line == LINE and rupiah <= self.left else None

    def spend(self, line: UUID, committed: int, paid: int) -> None:
        assert line == OTHER
        self.left -= committed + paid


def pattern(**fields: Any) -> Pattern:
    given: dict[str, Any] = {
        "rows": (),
        "trail": (),
        "keys": 1,
        "opened": AT,
        "sent": (),
        "ended": True,
        "needs": frozenset(),
        "money": None,
        "shared": (),
    }
    return Pattern(**given | fields)


def chosen(patterns: list[Pattern], *, left: int = 0, many: int = 50, spot: Any = None) -> list[Any]:
    people = [(UUID(int=number), f"Nama {number}") for number in range(many)]
    return choose(
        patterns, people, village="33.29.02.2001", spot=spot or {}, budget=_Purse(left), random=Random(7)
    )


@pytest.mark.parametrize("copies", [0, 1, 7, 999, 40_000])
def test_every_copy_has_a_village_and_blocks_stay_small(copies):
    people = {f"33.29.01.{number}": number % 13 for number in range(2001, 2031)}
    shares = shares_of(people, copies)
    assert sum(share.copies for share in shares) == copies
    assert all(0 <= share.copies <= BLOCK for share in shares)
    assert all(people[share.village] for share in shares), "nobody lives there"
    assert [share.number for share in shares] == list(range(len(shares)))
    assert shares == shares_of(dict(reversed(people.items())), copies)


def test_keys_rise_and_are_the_same_for_the_same_seed():
    shares = shares_of({"a": 1}, 2 * BLOCK)
    give, again, other = (keys_of(shares[0], seed=seed) for seed in ("1", "1", "2"))
    keys = [give() for _ in range(3_000)]
    assert keys == sorted(keys)
    assert keys == [again() for _ in range(3_000)]
    assert other() != keys[0]
    assert keys[-1] < keys_of(shares[1], seed="1")() < after(len(shares))


def test_the_same_seed_chooses_the_same_copies():
    patterns = [pattern(keys=number) for number in range(9)]
    assert chosen(patterns) == chosen(patterns)


def test_what_ended_lies_weeks_back_and_what_is_open_that_very_day():
    ended, still = chosen([pattern()]), chosen([pattern(ended=False)])
    assert {copy.shift.days // 7 for copy in ended} == {-1, -2, -3, -4, -5}
    assert all(-dt.timedelta(hours=1) < copy.shift < dt.timedelta() for copy in still)


@pytest.mark.parametrize(("weeks", "day"), [(0, "2026-03-09"), (2, "2026-02-23")])
def test_a_date_of_a_copy_is_the_day_its_times_are_of(weeks, day):
    dated, at = dt.date(2026, 3, 9), dt.datetime(2026, 3, 9, 10, tzinfo=dt.UTC)
    row = RowPattern(Certificate, ("x", "", ""), (), ((1, dated), (2, at)), ())
    line = row.line({}, -dt.timedelta(weeks=weeks, minutes=40, seconds=59))
    assert line == f"x\t{day}\t{day} 09:19:01+00:00\n"


def test_no_village_spends_more_than_its_line_holds():
    paid, free = pattern(money=(LINE, 0, 300)), pattern(keys=2)
    copies = chosen([paid, free], left=1_000)
    assert sum(copy.pattern is paid for copy in copies) == 3
    assert len(copies) == 50
    assert all((copy.line is not None) == (copy.pattern is paid) for copy in copies)


def test_a_village_without_the_seat_gets_another_service():
    treasurer = ("seat", 13, "village_treasurer")
    needing, free = pattern(needs=frozenset({treasurer})), pattern(keys=2)
    assert {copy.pattern for copy in chosen([needing, free])} == {free}
    assert {copy.pattern for copy in chosen([needing, free], spot={treasurer: 1})} == {needing, free}


def test_a_played_clock_goes_back_to_the_machines():
    with moment.played_clock() as move:
        move(AT)
        assert moment.now() == AT
    assert moment.now() > AT
