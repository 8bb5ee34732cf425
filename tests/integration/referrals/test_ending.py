"""The family says whether it arrived; the owner takes it back; a need that closes ends what is out."""

from __future__ import annotations

from io import BytesIO

import pytest

from simpul.cases import actions as cases
from simpul.cases.events import NeedClosed
from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.letters.models import Letter
from simpul.offices.models import Seat
from simpul.referrals import actions
from simpul.referrals.actions import follow_need_closed
from simpul.referrals.events import ReferralArrived
from simpul.referrals.models import Referral, ReferralStep
from simpul.referrals.types import LetterWish
from simpul.registry import actions as registry
from tests.factories import DISTRICT, TODAY
from tests.integration.letters.conftest import PNG, make_template
from tests.integration.referrals.conftest import ANSWERED, NIK, SENT


def need_of(referral):
    with acting(system(DISTRICT)):
        return Need.objects.select_related("result").get(pk=referral.need_id)


def state_of(referral):
    with acting(system(DISTRICT)):
        return Referral.objects.get(pk=referral.pk).state


def test_what_arrived_closes_the_need_as_met(cast, delivered):
    referral = delivered()
    done = actions.confirm_arrival(
        by=cast.facilitator, referral=referral.pk, arrived=True, note="Dilihat di rumah", at=ANSWERED
    )
    assert (done.state, done.arrived) == ("arrived", True)
    need = need_of(referral)
    assert (need.state, need.confirmed, need.result.met) == ("closed", True, True)


def test_what_did_not_arrive_goes_back_to_its_owner(cast, delivered):
    referral = delivered()
    owner = need_of(referral).office_id
    done = actions.confirm_arrival(
        by=cast.facilitator, referral=referral.pk, arrived=False, note="Beras belum sampai", at=ANSWERED
    )
    need = need_of(referral)
    assert (done.state, need.state, need.confirmed, need.office_id) == ("returned", "open", False, owner)


def test_what_was_returned_may_be_asked_again(cast, delivered, send):
    referral = delivered()
    actions.confirm_arrival(
        by=cast.facilitator, referral=referral.pk, arrived=False, note="Belum sampai", at=ANSWERED
    )
    assert send("dinsos", need=need_of(referral)).state == "sent"


def test_not_arrived_says_why(cast, delivered):
    with pytest.raises(InputError) as refused:
        actions.confirm_arrival(by=cast.facilitator, referral=delivered().pk, arrived=False, at=ANSWERED)
    assert (refused.value.code, refused.value.field) == ("note_missing", "note")


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("front", None),
        ("back", None),
        ("supervisor", None),
        ("desk_front", None),
        ("head", NotAllowedError),
        ("treasurer", NotAllowedError),
        ("agency", NotAllowedError),
        ("agency_head", NotAllowedError),
        ("partner", NotVisibleError),
        ("stranger", NotVisibleError),
        ("neighbour", NotVisibleError),
        ("regent", NotVisibleError),
        ("foreigner", NotVisibleError),
    ],
)
def test_who_may_confirm(cast, delivered, who, error):
    referral = delivered()
    call = {"referral": referral.pk, "arrived": True, "at": ANSWERED}
    if error is None:
        assert actions.confirm_arrival(by=getattr(cast, who), **call).state == "arrived"
    else:
        with pytest.raises(error):
            actions.confirm_arrival(by=getattr(cast, who), **call)


def test_nothing_is_confirmed_before_it_was_delivered_nor_twice(cast, send, delivered):
    with pytest.raises(StateError, match="referral_state"):
        actions.confirm_arrival(by=cast.facilitator, referral=send("partner").pk, arrived=True, at=ANSWERED)
    referral = delivered()
    actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=ANSWERED)
    with pytest.raises(StateError, match="referral_state"):
        actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=ANSWERED)


def test_arrival_is_told_to_the_floors_above(cast, delivered, monkeypatch):
    heard = []
    monkeypatch.setattr("simpul.referrals.actions.ending.publish", heard.append)
    referral = delivered()
    actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=ANSWERED)
    assert heard == [ReferralArrived(referral.pk, referral.need_id, arrived=True)]


def test_when_the_need_closes_what_lies_with_others_is_taken_back(cast, at_desk, send, delivered):
    need = at_desk()
    other = send("partner", need=need)
    referral = delivered(need=need)
    actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=ANSWERED)
    assert state_of(other) == "cancelled"
    assert state_of(referral) == "arrived"


def test_help_that_came_second_ends_without_moving_the_closed_need(cast, at_desk, send, delivered):
    need = at_desk()
    other = send("partner", need=need)
    actions.accept(by=cast.partner, referral=other.pk, at=ANSWERED)
    first = delivered(need=need)
    actions.deliver(by=cast.partner, referral=other.pk, what="Beras", proof=BytesIO(PNG), at=ANSWERED)
    actions.confirm_arrival(by=cast.facilitator, referral=first.pk, arrived=True, at=ANSWERED)
    closed = need_of(first)
    actions.confirm_arrival(by=cast.facilitator, referral=other.pk, arrived=True, at=ANSWERED)
    assert state_of(other) == "arrived"
    assert need_of(first).version == closed.version


@pytest.mark.parametrize(("arrived", "state"), [(True, "arrived"), (False, "returned")])
def test_what_the_family_says_on_the_needs_own_page_counts_for_its_delivery(cast, delivered, arrived, state):
    referral = delivered()
    cases.confirm(
        by=cast.facilitator, need=referral.need_id, arrived=arrived, note="Kata ibunya", at=ANSWERED
    )
    assert state_of(referral) == state
    with acting(system(DISTRICT)):
        assert Referral.objects.get(pk=referral.pk).arrived_by == cast.facilitator.label


def test_a_need_its_owner_closes_leaves_the_delivery_to_be_confirmed(cast, delivered):
    referral = delivered()
    cases.close(by=cast.desk, need=referral.need_id, result="met", at=ANSWERED)
    assert state_of(referral) == "delivered"
    cases.confirm(by=cast.facilitator, need=referral.need_id, arrived=True, at=ANSWERED)
    assert state_of(referral) == "arrived"


def test_the_owner_takes_it_back_and_the_need_waits_for_the_owner(cast, send):
    referral = send("dinsos")
    done = actions.cancel(by=cast.desk, referral=referral.pk, note="Keluarga sudah dibantu", at=ANSWERED)
    assert done.state == "cancelled"
    assert need_of(referral).state == "acting"


def test_taking_one_back_leaves_the_other_out(cast, at_desk, send):
    need = at_desk()
    send("partner", need=need)
    referral = send("dinsos", need=need)
    actions.cancel(by=cast.desk, referral=referral.pk, note="Cukup satu", at=ANSWERED)
    assert need_of(referral).state == "referred"


@pytest.mark.parametrize(
    ("who", "error"),
    [
        ("manager", None),
        ("agency", NotAllowedError),
        ("facilitator", NotAllowedError),
        ("camat", NotAllowedError),
        ("desk_front", NotAllowedError),
        ("registrar", NotVisibleError),
        ("stranger", NotVisibleError),
        ("foreigner", NotVisibleError),
    ],
)
def test_who_may_take_it_back(cast, send, who, error):
    call = {"referral": send("dinsos").pk, "note": "Salah kantor", "at": ANSWERED}
    if error is None:
        assert actions.cancel(by=getattr(cast, who), **call).state == "cancelled"
    else:
        with pytest.raises(error):
            actions.cancel(by=getattr(cast, who), **call)


@pytest.mark.parametrize(("note", "code"), [(" ", "text_missing"), (f"NIK {NIK}", "number_in_text")])
def test_taking_back_says_why(cast, send, note, code):
    with pytest.raises(InputError, match=code):
        actions.cancel(by=cast.desk, referral=send("dinsos").pk, note=note, at=ANSWERED)


def test_delivered_help_is_not_taken_back(cast, delivered):
    with pytest.raises(StateError):
        actions.cancel(by=cast.desk, referral=delivered().pk, note="Salah kantor", at=ANSWERED)


def test_a_seat_that_ended_takes_nothing_back(cast, send):
    referral = send("dinsos")
    Seat.objects.filter(pk=cast.seats["desk"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        actions.cancel(by=cast.desk, referral=referral.pk, note="Salah kantor", at=ANSWERED)


def test_death_ends_requests_and_no_letter_goes_to_the_dead(cast, send, villager):
    make_template(cast.place)
    referral = send("dinsos", letter=LetterWish(template_code="referral"))
    registry.record_death(by=cast.back, person=villager, died_on=TODAY, at=ANSWERED)
    assert state_of(referral) == "cancelled"
    with acting(system(DISTRICT)):
        assert Letter.objects.get(pk=referral.letter).state == "withdrawn"
        kinds = list(
            ReferralStep.objects.filter(referral=referral).order_by("at", "id").values_list("kind", "at")
        )
    assert kinds == [("send", SENT), ("cancel", ANSWERED)], "taken back when the death was recorded"


def test_nothing_follows_a_closing_nobody_did(send):
    referral = send("dinsos")
    need = need_of(referral)
    assert follow_need_closed(NeedClosed(need.pk, need.case_id, ANSWERED)) is None
    assert state_of(referral) == "sent"


def test_a_need_with_an_open_request_is_not_closed_by_its_owner(cast, send):
    referral = send("dinsos")
    with pytest.raises(StateError):
        cases.close(by=cast.desk, need=referral.need_id, result="withdrawn", at=ANSWERED)
