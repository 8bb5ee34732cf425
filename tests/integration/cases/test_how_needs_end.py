"""Nothing closes without a result; the family is asked; death and a found number are ends of their own."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from simpul.cases import actions, queries
from simpul.cases.events import CaseOpened, NeedClosed, NeedMoved, NeedOpened
from simpul.cases.models import Case, Need
from simpul.cases.types import NeedInput
from simpul.ground import events
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, StaleError, StateError
from simpul.offices.models import NeedCategory
from simpul.registry import actions as registry
from simpul.registry.events import PersonDied
from tests.factories import DISTRICT, MORNING
from tests.integration.cases.conftest import LATER, kinds

GIVEN = {
    "what": "Beras",
    "source_of_funds": "Swadaya",
    "received_by": "Sitti",
    "relation": "sendiri",
    "mark": "signature",
}


def now(need):
    with acting(system(DISTRICT)):
        return Need.objects.select_related("case", "result").get(pk=need.pk)


@pytest.fixture
def heard(monkeypatch):
    """What was told to the floors above, in order."""
    told = []
    for kind in (CaseOpened, NeedOpened, NeedMoved, NeedClosed):
        monkeypatch.setitem(events._listeners, kind, [*events._listeners[kind], told.append])
    return told


def test_the_last_need_closes_the_service(cast, take_in, heard):
    taken = take_in("food", "school_kit")
    first, second = taken.needs
    closed = actions.close(by=cast.back, need=first, result="met", at=LATER, version=1)
    assert (closed.settled_kind, closed.settled_rung, closed.closed_at) == ("village", "village", LATER)
    assert now(first).case.state == "open"
    actions.close(by=cast.back, need=second, result="not_possible", note="Stok habis", at=LATER)
    assert now(second).case.state == "closed"
    assert [type(each).__name__ for each in heard] == [
        "NeedOpened",
        "NeedOpened",
        "CaseOpened",
        "NeedMoved",
        "NeedClosed",
        "NeedMoved",
        "NeedClosed",
    ]


PROOFS = [
    {"kind": "handover", "name": "Berita acara", "required": True},
    {"kind": "number", "name": "Nomor kartu", "required": True},
    {"kind": "visit", "name": "Kunjungan", "required": True},
    {"kind": "photo", "name": "Foto", "required": False},
]


def test_what_is_said_to_be_met_has_the_proofs_the_pack_asks_for(cast, need_of):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="food").update(evidence=PROOFS)
    need = need_of("food")
    with pytest.raises(InputError, match="evidence_missing") as refused:
        actions.close(by=cast.back, need=need, result="met", at=LATER)
    assert refused.value.values["names"] == "Berita acara; Nomor kartu; Kunjungan"
    actions.prove(by=cast.back, need=need, kind="number", text="0001-22", at=LATER)
    actions.visit(by=cast.facilitator, need=need, text="Beras ada", result="Cukup", at=LATER)
    with pytest.raises(InputError, match="evidence_missing") as refused:
        actions.close(by=cast.back, need=need, result="met", at=LATER)
    assert refused.value.values["names"] == "Berita acara"
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    assert actions.close(by=cast.back, need=need, result="met", at=LATER).state == "closed"


def test_what_the_family_confirms_has_them_too(cast, need_of):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="food").update(evidence=PROOFS[:2])
    need = need_of("food")
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    with pytest.raises(InputError, match="evidence_missing") as refused:
        actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)
    assert (refused.value.field, refused.value.values["names"]) == ("arrived", "Nomor kartu")
    actions.prove(by=cast.facilitator, need=need, kind="number", text="0001-22", at=LATER)
    actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)
    assert now(need).state == "closed"


def test_what_did_not_arrive_is_no_proof_that_it_did(cast, need_of):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="food").update(evidence=PROOFS[:1])
    need, later = need_of("food"), LATER + dt.timedelta(hours=1)
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Belum sampai", at=later)
    with pytest.raises(InputError, match="evidence_missing"):
        actions.close(by=cast.back, need=need, result="met", at=later)
    again = later + dt.timedelta(hours=1)
    actions.record_handover(by=cast.back, need=need, at=again, **GIVEN)
    actions.confirm(by=cast.facilitator, need=need, arrived=True, at=again)
    assert now(need).state == "closed"


def test_what_was_not_possible_needs_no_proof(cast, need_of):
    with acting(system(DISTRICT)):
        NeedCategory.objects.filter(code="food").update(evidence=PROOFS)
    closed = actions.close(
        by=cast.back, need=need_of("food"), result="not_possible", note="Stok habis", at=LATER
    )
    assert closed.state == "closed"


def test_a_result_is_of_the_pack_and_has_its_note(cast, need_of):
    need = need_of()
    with pytest.raises(InputError, match="reason_unknown"):
        actions.close(by=cast.back, need=need, result="beyond_authority", at=LATER)
    with pytest.raises(InputError, match="note_missing"):
        actions.close(by=cast.back, need=need, result="not_possible", at=LATER)
    with pytest.raises(StaleError):
        actions.close(by=cast.back, need=need, result="met", at=LATER, version=9)


def test_the_database_itself_refuses_an_end_without_a_result(cast, need_of):
    need = need_of()
    with acting(cast.back), pytest.raises(IntegrityError, match="nothing_closes"), transaction.atomic():
        Need.objects.filter(pk=need.pk).update(state="closed")


@pytest.mark.parametrize("who", ["facilitator", "front", "head", "camat", "desk"])
def test_the_village_closes_what_stands_in_the_village(cast, need_of, who):
    with pytest.raises(NotAllowedError):
        actions.close(by=getattr(cast, who), need=need_of(), result="met", at=LATER)


def test_the_village_does_not_close_what_went_on(cast, at_desk):
    need = at_desk()
    with pytest.raises(NotAllowedError):
        actions.close(by=cast.back, need=need, result="met", at=LATER)
    assert actions.close(by=cast.desk, need=need, result="met", at=LATER).settled_kind == "district_desk"


def test_the_family_says_it_arrived(cast, need_of):
    need = need_of()
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    actions.confirm(by=cast.facilitator, need=need, arrived=True, note="Diterima", at=LATER)
    end = now(need)
    assert (end.state, end.result.code, end.confirmed, end.case.state) == ("closed", "met", True, "closed")


def test_what_did_not_arrive_goes_back_late(cast, need_of):
    need = need_of()
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    with pytest.raises(InputError, match="note_missing"):
        actions.confirm(by=cast.facilitator, need=need, arrived=False, at=LATER)
    actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Belum sampai", at=LATER)
    back = now(need)
    assert (back.state, back.confirmed, back.due_at, back.result) == ("open", False, LATER, None)
    with acting(cast.back) as by:
        assert queries.board(by=by, now=LATER + dt.timedelta(minutes=1)).ours.items[0].late


def test_the_family_is_asked_after_an_end_too(cast, need_of):
    need = actions.close(by=cast.back, need=need_of(), result="met", at=LATER)
    assert now(need).confirmed is None
    actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)
    assert now(need).confirmed is True
    with pytest.raises(StateError):
        actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Ternyata belum", at=LATER)


def test_an_end_the_family_denies_opens_need_and_service_again(cast, need_of):
    need = actions.close(by=cast.back, need=need_of(), result="met", at=LATER)
    actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Belum ada", at=LATER)
    back = now(need)
    assert (back.state, back.case.state, back.case.closed_at) == ("open", "open", None)
    assert kinds(need)[-2:] == ["closed", "returned"]


@pytest.mark.parametrize("result", ["withdrawn"])
def test_nobody_is_asked_whether_nothing_arrived(cast, need_of, result):
    need = actions.close(by=cast.back, need=need_of(), result=result, at=LATER)
    with pytest.raises(StateError, match="need_state"):
        actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)


def test_an_open_need_is_not_confirmed(cast, need_of):
    with pytest.raises(StateError, match="need_state"):
        actions.confirm(by=cast.facilitator, need=need_of(), arrived=True, at=LATER)


@pytest.mark.parametrize("who", ["head", "treasurer", "operator"])
def test_who_may_not_confirm(cast, need_of, who):
    with pytest.raises(NotAllowedError):
        actions.confirm(by=getattr(cast, who), need=need_of(), arrived=True, at=LATER)


def test_a_pack_without_a_good_end_is_told(cast, need_of):
    need = need_of()
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    with acting(system(DISTRICT)):
        met = cast.place.reasons["result.met"]
        met.retired_at = LATER
        met.save()
    with pytest.raises(StateError, match="result_missing"):
        actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)


def test_death_closes_every_open_need(cast, take_in, villager, heard):
    taken = take_in("food", "health_insurance")
    done = take_in("school_kit").needs[0]
    actions.close(by=cast.back, need=done, result="met", at=LATER)
    heard.clear()
    registry.record_death(by=cast.facilitator, person=villager, died_on=LATER.date(), at=LATER)
    ends = [now(need) for need in taken.needs]
    assert {(end.state, end.result.code) for end in ends} == {("closed", "died")}
    assert now(done).result.code == "met"
    assert {each.died for each in heard if isinstance(each, NeedClosed)} == {True}
    with acting(system(DISTRICT)):
        assert not Case.objects.filter(state="open").exists()


def test_death_reaches_what_the_recorder_does_not_see(cast, take_in, villager):
    complaint = take_in(NeedInput("village_complaint", "Surat ditolak", named=True)).needs[0]
    registry.record_death(by=cast.facilitator, person=villager, died_on=LATER.date(), at=LATER)
    assert now(complaint).result.code == "died"


def test_a_complaint_without_a_name_goes_on_when_its_complainant_dies(cast, take_in, villager):
    """It is about the village; ending with a death it would tell who complained."""
    complaint = take_in("village_complaint").needs[0]
    registry.record_death(by=cast.facilitator, person=villager, died_on=LATER.date(), at=LATER)
    assert now(complaint).state == "open"


def test_an_event_nobody_caused_is_refused(cast, villager):
    with pytest.raises(StateError, match="nobody_acts"):
        events.publish(PersonDied(villager.pk, LATER))


def test_the_share_settled_in_the_village_counts_what_it_may_settle(cast, take_in, at_desk):
    first, second = take_in("food", "school_kit").needs
    actions.close(by=cast.back, need=first, result="met", at=MORNING)
    actions.close(by=cast.back, need=second, result="withdrawn", at=MORNING)
    insurance = at_desk("health_insurance")
    actions.close(by=cast.desk, need=insurance, result="met", at=LATER)
    assert not now(insurance).village_may_settle
    assert now(insurance).result.met
    with acting(cast.back) as by:
        numbers = queries.board(by=by, now=LATER).numbers
        assert queries.queue(by=by, now=LATER, show="settled").total == 1
    assert (numbers.settleable_closed, numbers.settled_in_village, numbers.settled_share) == (2, 1, 0.5)


def test_nothing_closed_has_no_share(cast, need_of):
    need_of()
    with acting(cast.back) as by:
        numbers = queries.board(by=by, now=LATER).numbers
    assert (numbers.settled_share, numbers.open, numbers.unhelped) == (None, 1, 1)
