"""Deadlines of open needs are computed anew when the hours or routes behind them change."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from simpul.cases import actions
from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from simpul.offices.models import RouteStep
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER

WITA = ZoneInfo("Asia/Makassar")
AFTERNOON = [[[780, 960]] for _ in range(5)] + [[], []]


def recompute():
    return actions.recompute_deadlines(by=system(DISTRICT), district=DISTRICT)


def again(need):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=need.pk)


def due(need):
    return f"{again(need).due_at.astimezone(WITA):%d %H.%M}"


def open_in_afternoons(cast):
    cast.place.district.hours = AFTERNOON
    cast.place.district.save(update_fields=["hours"])


def test_nothing_changes_when_nothing_changed(cast, need_of):
    need = need_of("food")
    assert recompute() == 0
    assert due(need) == "27 14.00"


def test_shorter_hours_make_it_later(cast, need_of):
    need = need_of("food")
    open_in_afternoons(cast)
    assert recompute() == 1
    assert due(need) == "03 16.00"


def test_the_clock_begins_where_the_need_last_moved(cast, at_desk):
    need = at_desk("food")
    assert due(need) == "26 14.00"
    open_in_afternoons(cast)
    recompute()
    assert due(need) == "01 14.00"


def test_time_that_rested_does_not_count(cast, need_of):
    need = need_of("food")
    actions.rest(by=cast.back, need=need, reason="ministry", at=LATER)
    actions.resume(by=cast.back, need=need, note="Sudah dijawab", at=LATER + dt.timedelta(days=2))
    before = due(need)
    assert recompute() == 0
    open_in_afternoons(cast)
    recompute()
    assert due(need) > before


def test_while_it_rests_the_deadline_is_the_one_from_before_the_rest(cast, need_of):
    need = need_of("food")
    actions.rest(by=cast.back, need=need, reason="ministry", at=LATER)
    open_in_afternoons(cast)
    recompute()
    assert again(need).resting_since == LATER
    assert due(need) == "03 16.00"


def test_what_did_not_arrive_stays_late(cast, need_of):
    need = need_of("food")
    actions.close(by=cast.back, need=need, result="met", at=LATER)
    returned = LATER + dt.timedelta(hours=1)
    actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Belum ada", at=returned)
    open_in_afternoons(cast)
    recompute()
    assert again(need).due_at == returned


def test_a_closed_need_is_left_alone(cast, need_of):
    need = need_of("food")
    actions.close(by=cast.back, need=need, result="met", at=LATER)
    before = due(need)
    open_in_afternoons(cast)
    assert recompute() == 0
    assert due(need) == before


def test_another_district_is_left_alone(cast, need_of):
    need_of("food")
    open_in_afternoons(cast)
    assert actions.recompute_deadlines(by=system("33.88"), district="33.88") == 0


def test_a_need_finds_its_place_on_a_route_that_got_a_step_below_it(cast, at_desk):
    need = at_desk("food")
    route(cast, "village", "subdistrict", "desk", "tkpkd")
    recompute()
    assert again(need).step == 3
    assert due(need) == "24 20.00"


def test_a_need_off_its_route_goes_on_past_its_rung(cast, at_desk):
    need = at_desk("food")
    route(cast, "village", "subdistrict", "tkpkd")
    recompute()
    moved = again(need)
    assert moved.step == 2
    assert moved.due_at == need.due_at


def route(cast, *rungs):
    """Write a route anew, as a load does: from 1, each step 9 hours by the calendar."""
    category = cast.place.categories["food"]
    category.route.all().delete()
    RouteStep.objects.bulk_create(
        RouteStep(
            category=category,
            position=position,
            rung=cast.place.rungs[rung],
            office=None if rung in {"village", "subdistrict"} else cast.place.offices[rung],
            hours=9,
            clock="calendar",
        )
        for position, rung in enumerate(rungs, start=1)
    )
