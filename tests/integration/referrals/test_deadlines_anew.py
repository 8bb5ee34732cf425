"""Deadlines of open requests are computed anew, and the needs that wait for them follow."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from simpul.referrals import actions
from simpul.referrals.models import Referral
from tests.factories import DISTRICT
from tests.integration.referrals.conftest import ANSWERED

WITA = ZoneInfo("Asia/Makassar")


def recompute():
    return actions.recompute_deadlines(by=system(DISTRICT), district=DISTRICT)


def due(row):
    model = type(row)
    with acting(system(DISTRICT)):
        return model.objects.get(pk=row.pk).due_at.astimezone(WITA)


def close_on(cast, *days):
    cast.place.district.holidays = dict.fromkeys(days, "Libur daerah")
    cast.place.district.save(update_fields=["holidays"])


def test_nothing_changes_when_nothing_changed(cast, send):
    send()
    assert recompute() == 0


def test_a_day_off_moves_the_request_and_the_need_that_waits_for_it(cast, send):
    referral = send()
    before = due(referral)
    close_on(cast, "2026-11-25", "2026-11-26")
    assert recompute() == 1
    after = due(referral)
    assert after > before
    with acting(system(DISTRICT)):
        need = Need.objects.get(pk=referral.need_id)
    assert due(need) == after


def test_of_two_requests_the_need_follows_the_one_sent_last(cast, send, at_desk):
    need = at_desk()
    send(need=need)
    later = send("partner", need=need)
    close_on(cast, "2026-11-25")
    assert recompute() == 2
    assert due(need) == due(later)


def test_time_that_rested_does_not_count(cast, accepted):
    referral = accepted()
    actions.rest(by=cast.agency, referral=referral.pk, body="ministry", at=ANSWERED)
    actions.resume(by=cast.agency, referral=referral.pk, at=ANSWERED + dt.timedelta(days=2))
    before = due(referral)
    assert recompute() == 0
    close_on(cast, "2026-11-30")
    recompute()
    assert due(referral) > before


def test_an_answered_request_is_left_alone(cast, send):
    referral = send()
    actions.decline(by=cast.agency, referral=referral.pk, reason="not_entitled", at=ANSWERED)
    before = due(referral)
    close_on(cast, "2026-11-25")
    assert recompute() == 0
    assert due(referral) == before
    assert isinstance(referral, Referral)
