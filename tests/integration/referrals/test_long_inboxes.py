"""An inbox of hundreds costs what one of thirty does, and paging finds every referral once."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.cases.models import Case, Need
from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.referrals import queries
from simpul.referrals.models import Referral
from tests.copies import copy_of
from tests.factories import DISTRICT
from tests.integration.referrals.conftest import SENT

MANY = 240


def days(many):
    return dt.timedelta(days=many)


@pytest.fixture
def pile_up(send):
    """Copy one referral many times; whole dozens of them are due at the same moment."""
    first = send("dinsos")

    def copied(many, **more):
        keys = [uuid7() for _ in range(many)]
        with acting(system(DISTRICT)):
            need = Need.objects.select_related("case").get(pk=first.need_id)
            cases = [copy_of(need.case, ticket=key.hex[-30:]) for key in (uuid7() for _ in keys)]
            needs = [copy_of(need, case_id=case.pk) for case in cases]
            rows = [
                copy_of(
                    first, pk=key, need_id=each.pk, number=str(key), due_at=SENT + days(place // 24), **more
                )
                for place, (key, each) in enumerate(zip(keys, needs, strict=True))
            ]
            for model, copies in ((Case, cases), (Need, needs), (Referral, rows)):
                model.objects.bulk_create(copies)
        return set(keys)

    return copied


def cost(by):
    with acting(by), CaptureQueriesContext(connection) as used:
        box = queries.inbox(by=by, now=SENT)
    return len(used), box


def read_through(by, part):
    """Every page of a part, one after the other, as somebody presses from one to the next."""
    pages, after = [], ""
    while not pages or after:
        page = queries.inbox_part(part, by=by, now=SENT, after=after)
        pages.append([row.id for row in page.rows])
        after = page.after
    return pages


def test_an_inbox_costs_the_same_with_ten_times_as_much(cast, pile_up):
    pile_up(29)
    few, box = cost(cast.agency)
    assert (len(box.waiting), box.counts["waiting"]) == (10, 30)
    pile_up(270)
    many, box = cost(cast.agency)
    assert (many, len(box.waiting), box.counts["waiting"]) == (few, 10, 300)


@pytest.mark.parametrize("part", ["waiting", "ended"])
def test_paging_finds_every_referral_once(cast, pile_up, part):
    more = {} if part == "waiting" else {"state": "cancelled"}
    keys = pile_up(MANY, **more)
    pages = read_through(cast.agency, part)
    read = [key for page in pages for key in page]
    assert [len(page) for page in pages] == [50] * 4 + [len(read) - 200]
    assert len(read) == len(set(read))
    assert keys <= set(read)
    assert queries.inbox_part(part, by=cast.agency, now=SENT).count == len(read)


def test_a_mark_holds_when_its_own_referral_is_gone(cast, pile_up):
    pile_up(MANY)
    first = queries.inbox_part("waiting", by=cast.agency, now=SENT)
    second = queries.inbox_part("waiting", by=cast.agency, now=SENT, after=first.after)
    with acting(system(DISTRICT)):
        Referral.objects.filter(pk=first.rows[-1].id).update(state="cancelled")
    again = queries.inbox_part("waiting", by=cast.agency, now=SENT, after=first.after)
    assert [row.id for row in again.rows] == [row.id for row in second.rows]


def test_a_long_list_is_counted_to_its_bound(cast, pile_up, monkeypatch):
    monkeypatch.setattr("simpul.ground.paging.MOST_COUNTED", 9)
    pile_up(30)
    assert queries.inbox(by=cast.agency, now=SENT).counts["waiting"] == 10
