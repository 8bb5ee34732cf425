"""A clock rests for a body outside; whatever brings the need elsewhere ends that rest."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER

DAYS = dt.timedelta(days=7)
BACK = LATER + DAYS
HANDED = {
    "what": "Beras",
    "source_of_funds": "Swadaya",
    "received_by": "Sitti",
    "relation": "sendiri",
    "mark": "signature",
}
OVER = {"tried": "Lumbung kosong", "override_reason": "Sudah dicek langsung"}


def _refer(cast, need):
    office = cast.place.offices["dinsos"]
    actions.mark_referred(by=cast.desk, need=need, to_office=office, due=BACK + DAYS, at=BACK)


MOVES = {
    "handed over": lambda cast, need: actions.record_handover(by=cast.desk, need=need, at=BACK, **HANDED),
    "referred": _refer,
    "climbed": lambda cast, need: actions.climb(
        by=cast.desk, need=need, reason="beyond_authority", at=BACK, **OVER
    ),
    "descended": lambda cast, need: actions.descend(
        by=cast.desk, need=need, reason="desk_says_village", at=BACK
    ),
    "closed": lambda cast, need: actions.close(by=cast.desk, need=need, result="met", at=BACK),
}
STAYS = {
    "note": lambda cast, need: actions.note(by=cast.desk, need=need, text="Ditelepon", at=BACK),
    "reordered": lambda cast, need: actions.reorder(
        by=cast.manager, need=need, ahead=True, reason="health_risk", at=BACK
    ),
    "assigned": lambda cast, need: actions.assign(by=cast.desk, need=need, seat=cast.desk.seat, at=BACK),
}


@pytest.fixture
def resting(cast, at_desk):
    """A need of the desk that waits for a ministry."""
    return actions.rest(by=cast.desk, need=at_desk(), reason="ministry", at=LATER)


def read(need):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=need.pk)


@pytest.mark.parametrize("move", MOVES)
def test_a_move_ends_the_rest(cast, resting, move):
    MOVES[move](cast, resting)
    after = read(resting)
    assert (after.resting_since, after.resting_for) == (None, "")


@pytest.mark.parametrize("deed", STAYS)
def test_what_is_no_move_lets_it_rest(cast, resting, deed):
    STAYS[deed](cast, resting)
    assert read(resting).resting_for == "Menunggu Kementerian Sosial"


def test_time_that_rested_is_left_when_help_is_handed_over(cast, resting):
    before = resting.due_at
    MOVES["handed over"](cast, resting)
    assert read(resting).due_at == before + DAYS


def test_what_did_not_arrive_is_late_though_it_rested_before(cast, resting):
    MOVES["handed over"](cast, resting)
    actions.confirm(by=cast.facilitator, need=resting, arrived=False, note="Belum ada", at=BACK)
    with acting(cast.desk) as by:
        late = queries.queue(by=by, now=BACK + dt.timedelta(minutes=1), show="late")
    assert [item.need for item in late.items] == [resting.pk]
