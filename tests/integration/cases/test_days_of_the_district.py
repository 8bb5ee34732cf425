"""What is dated is dated by the district's own day, at the edges of a day and of a year too."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions, queries
from simpul.cases.queries.needs import attempted
from simpul.ground.actor import acting
from tests.factories import MORNING, TODAY

PAPER = {"number": "470/1", "purpose": "Berobat", "witnesses": "Ketua RT", "signed_by": "Hasan Kades"}
ENDS = dt.date(2027, 1, 1)
DAWN = dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC)  # 24 November 06.30 WITA, still the 23rd in UTC


@pytest.mark.parametrize(("dated", "tried"), [(dt.date(2026, 11, 23), False), (dt.date(2026, 11, 24), True)])
def test_a_paper_of_the_day_before_is_no_attempt(cast, need_of, dated, tried):
    need = need_of("food", at=DAWN)
    actions.record_certificate(by=cast.back, need=need, dated=dated, valid_until=ENDS, at=MORNING, **PAPER)
    with acting(cast.back):
        assert attempted(need) == tried


def test_the_year_of_the_money_begins_at_the_districts_midnight(cast, line):
    new_year = dt.datetime(2026, 12, 31, 16, 30, tzinfo=dt.UTC)  # 1 January 2027, 00.30 WITA
    with acting(cast.back) as by:
        before = queries.board(by=by, now=new_year - dt.timedelta(hours=1))
        after = queries.board(by=by, now=new_year)
    assert (before.numbers.fund_left, after.numbers.fund_left) == (1_000_000, None)


def test_a_paper_stands_at_the_beginning_of_its_day_there(cast, need_of):
    need = need_of("food")
    actions.record_certificate(by=cast.back, need=need, dated=TODAY, valid_until=ENDS, at=MORNING, **PAPER)
    with acting(cast.back) as by:
        page = queries.service_page(need.case_id, by=by, now=MORNING)
    (paper,) = [entry for entry in page.history if entry.kind == "certificate"]
    assert paper.at == dt.datetime(2026, 11, 23, 16, 0, tzinfo=dt.UTC)
