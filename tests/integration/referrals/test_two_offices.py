"""Two offices asked about one need: what one says never shuts the other out, and nothing is lost."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.ground import files
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotVisibleError
from simpul.referrals import actions
from simpul.referrals.models import Referral
from tests.factories import DISTRICT
from tests.integration.letters.conftest import PNG
from tests.integration.referrals.conftest import ANSWERED


@pytest.fixture
def both(cast, send, at_desk):
    """One need, asked of the agency and of a partner."""
    need = at_desk()
    return send("dinsos", need=need), send("partner", need=need)


def need_of(referral):
    with acting(system(DISTRICT)):
        return Need.objects.get(pk=referral.need_id)


def state_of(referral):
    with acting(system(DISTRICT)):
        return Referral.objects.get(pk=referral.pk).state


def accept(by, referral):
    return actions.accept(by=by, referral=referral.pk, at=ANSWERED)


def deliver(by, referral):
    accept(by, referral)
    return actions.deliver(by=by, referral=referral.pk, what="Beras", proof=BytesIO(PNG), at=ANSWERED)


def confirm(cast, referral, *, arrived):
    return actions.confirm_arrival(
        by=cast.facilitator, referral=referral.pk, arrived=arrived, note="Kata keluarga", at=ANSWERED
    )


@pytest.mark.parametrize("answer", ["accept", "decline", "cancel"])
def test_what_came_back_from_one_leaves_the_other_free_to_answer(cast, both, answer):
    first, second = both
    deliver(cast.agency, first)
    confirm(cast, first, arrived=False)
    assert need_of(first).state == "open"
    if answer == "accept":
        accept(cast.partner, second)
        assert need_of(second).state == "referred"
    elif answer == "decline":
        actions.decline(by=cast.partner, referral=second.pk, reason="not_entitled", at=ANSWERED)
        assert need_of(second).state == "open"
    else:
        actions.cancel(by=cast.desk, referral=second.pk, note="Sudah dibantu keluarga", at=ANSWERED)
        assert state_of(second) == "cancelled"


def test_one_accepts_while_the_family_is_asked_about_the_other(cast, both):
    first, second = both
    deliver(cast.agency, first)
    accept(cast.partner, second)
    assert need_of(first).state == "to_confirm"


def test_help_of_the_second_is_still_asked_about_when_the_first_did_not_arrive(cast, both):
    first, second = both
    deliver(cast.agency, first)
    deliver(cast.partner, second)
    confirm(cast, first, arrived=False)
    assert need_of(first).state == "to_confirm"
    confirm(cast, second, arrived=True)
    assert (need_of(first).state, need_of(first).confirmed) == ("closed", True)


def test_when_neither_arrived_the_need_is_its_owners_again(cast, both):
    for by, referral in zip((cast.agency, cast.partner), both, strict=True):
        deliver(by, referral)
    for referral in both:
        confirm(cast, referral, arrived=False)
    assert need_of(both[0]).state == "open"


def test_help_that_did_not_arrive_opens_a_need_closed_without_asking(cast, send):
    referral = deliver(cast.agency, send("dinsos"))
    cases.close(by=cast.desk, need=referral.need_id, result="met", at=ANSWERED)
    confirm(cast, referral, arrived=False)
    assert need_of(referral).state == "open"
    assert state_of(referral) == "returned"


def test_both_may_wait_for_a_body_outside(cast, both):
    for by, referral in zip((cast.agency, cast.partner), both, strict=True):
        accept(by, referral)
        actions.rest(by=by, referral=referral.pk, body="ministry", at=ANSWERED)
    for by, referral in zip((cast.agency, cast.partner), both, strict=True):
        resumed = actions.resume(by=by, referral=referral.pk, at=ANSWERED)
        assert resumed.resting_since is None


def test_a_paper_kept_after_a_partner_was_asked_is_not_the_partners(cast, both):
    upload = SimpleUploadedFile("kk.png", PNG)
    deed = cases.attach(
        by=cast.desk, need=both[0].need_id, kind="document", text="Kartu keluarga", upload=upload, at=ANSWERED
    )
    assert files.get(deed.file, by=cast.agency).pk == deed.file
    with pytest.raises(NotVisibleError):
        files.get(deed.file, by=cast.partner)


def test_a_need_is_locked_before_its_requests(cast, at_desk, send):
    """In one order, whoever begins: an office that answers never waits for one who closes the need."""
    need = at_desk()
    referral = send("dinsos", need=need)
    verbs = (
        lambda: send("disdik", need=need),
        lambda: actions.accept(by=cast.agency, referral=referral.pk, at=ANSWERED),
        lambda: actions.cancel(by=cast.desk, referral=referral.pk, note="Sudah dibantu", at=ANSWERED),
    )
    for verb in verbs:
        with CaptureQueriesContext(connection) as queries:
            verb()
        sql = [each["sql"] for each in queries]
        held = next(at for at, each in enumerate(sql) if "cases_need" in each and "FOR UPDATE" in each)
        touched = next(
            at
            for at, each in enumerate(sql)
            if "referrals_referral" in each and ("FOR UPDATE" in each or each.startswith("INSERT"))
        )
        assert held < touched
