"""What referrals tell a need: asked, accepted, declined, rested, delivered. Ownership never moves."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import AskedNeed, Need
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotAllowedError, NotVisibleError, StateError
from simpul.ground.identifiers import uuid7
from simpul.ground.models import StoredFile
from simpul.registry.models import Family, Person
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER, kinds, seen
from tests.integration.cases.test_what_the_village_does import photo

DUE = LATER + dt.timedelta(days=5)


@pytest.fixture
def referred(cast, at_desk):
    def sent(to="dinsos"):
        need = at_desk()
        return actions.mark_referred(
            by=cast.desk, need=need, to_office=cast.place.offices[to], due=DUE, at=LATER
        )

    return sent


def decline(cast, need, **more):
    words = {"by": cast.agency, "office_name": "Dinas Sosial", "still_out": False, "at": LATER}
    reason = cast.place.reasons["refuse.quota_full"]
    return actions.mark_declined(need=need, **({"reason": reason} | words | more))


def test_the_office_sees_it_and_the_desk_keeps_it(cast, referred):
    need = referred()
    assert (need.state, need.office.code, need.due_at) == ("referred", "desk", DUE)
    assert seen(cast.agency, need)
    with acting(cast.front) as by:
        (item,) = queries.board(by=by, now=LATER).out.items
    assert (item.waiting_for, item.holder) == ("Dinas Sosial", "Sekretariat SLRT")


def test_a_partner_sees_the_person_and_no_family_and_no_papers(cast, at_desk, villager):
    need = at_desk()
    actions.attach(by=cast.front, need=need, kind="photo", text="KTP", upload=photo(), at=LATER)
    actions.mark_referred(by=cast.desk, need=need, to_office=cast.place.offices["partner"], due=DUE, at=LATER)
    assert not seen(cast.partner, need)
    with acting(cast.partner) as by:
        assert AskedNeed.objects.get().person_id == villager.pk
        assert Person.objects.filter(pk=villager.pk).exists()
        assert not Family.objects.exists()
        assert not StoredFile.objects.exists()
        with pytest.raises(NotVisibleError):
            actions.view_service(by=by, case_id=need.case_id, at=LATER)


def test_an_agency_sees_the_papers_that_were_there(cast, at_desk):
    need = at_desk()
    actions.attach(by=cast.front, need=need, kind="photo", text="Rumah", upload=photo(), at=LATER)
    for _ in range(2):
        actions.mark_referred(
            by=cast.desk, need=need, to_office=cast.place.offices["dinsos"], due=DUE, at=LATER
        )
    with acting(cast.agency):
        assert StoredFile.objects.get().shared_with == [cast.agency.office]


@pytest.mark.parametrize("who", ["back", "camat", "desk_front"])
def test_only_the_desk_asks_offices(cast, at_desk, who):
    office = cast.place.offices["dinsos"]
    with pytest.raises(NotAllowedError):
        actions.mark_referred(by=getattr(cast, who), need=at_desk(), to_office=office, due=DUE, at=LATER)


def test_accepted_with_or_without_another_moment(cast, referred):
    need = referred()
    assert (
        actions.mark_accepted(by=cast.agency, need=need, office_name="Dinas Sosial", at=LATER).due_at == DUE
    )
    later = DUE + dt.timedelta(days=1)
    again = actions.mark_accepted(by=cast.agency, need=need, office_name="Dinas Sosial", due=later, at=LATER)
    assert (again.state, again.due_at) == ("referred", later)


def test_an_office_that_was_not_asked_answers_nothing(cast, referred):
    need = referred()
    with pytest.raises(NotVisibleError):
        actions.mark_accepted(by=cast.education, need=need, office_name="Dinas Pendidikan", at=LATER)
    with pytest.raises(NotAllowedError):
        actions.mark_accepted(by=cast.front, need=need, office_name="Dinas Sosial", at=LATER)


def test_declined_it_waits_for_its_owner_with_new_time(cast, referred):
    need = decline(cast, referred())
    assert (need.state, need.office.code) == ("acting", "desk")
    assert need.due_at.isoformat() == "2026-11-26T14:00:00+08:00"
    assert kinds(need)[-2:] == ["referred", "declined"]
    with acting(cast.front) as by:
        assert queries.board(by=by, now=LATER).answered.total == 1


def test_declined_by_one_it_waits_for_the_other(cast, referred):
    need = decline(cast, referred(), still_out=True)
    assert (need.state, need.due_at) == ("referred", DUE)


def test_the_owner_takes_the_request_back(cast, referred):
    need = referred()
    with pytest.raises(NotAllowedError):
        decline(cast, need, reason=None)
    assert decline(cast, need, reason=None, by=cast.desk).state == "acting"


def test_delivered_the_family_is_asked(cast, referred):
    need = actions.mark_delivered(
        by=cast.agency,
        need=referred(),
        office_name="Dinas Sosial",
        what="Kartu aktif",
        proof=uuid7(),
        at=LATER,
    )
    assert need.state == "to_confirm"
    with acting(cast.front) as by:
        assert queries.board(by=by, now=LATER).answered.items[0].need == need.pk
    actions.confirm(by=cast.facilitator, need=need, arrived=True, at=LATER)
    with acting(cast.desk):
        assert Need.objects.get().settled_kind == "district_desk"


def test_the_clock_rests_with_the_office(cast, referred):
    need, why = referred(), cast.place.reasons["rest.ministry"]
    words = {"by": cast.agency, "need": need, "office_name": "Dinas Sosial", "at": LATER}
    rested = actions.mark_rested(reason=why, **words)
    assert (rested.state, rested.resting_for) == ("referred", "Menunggu Kementerian Sosial")
    with pytest.raises(StateError, match="already_resting"):
        actions.mark_rested(reason=why, **words)
    assert actions.mark_resumed(due=DUE, **words).resting_since is None
    with pytest.raises(StateError, match="not_resting"):
        actions.mark_resumed(due=DUE, **words)


def test_a_referred_need_is_neither_closed_nor_sent_on(cast, referred):
    need = referred()
    with pytest.raises(StateError, match="need_state"):
        actions.close(by=cast.desk, need=need, result="met", at=LATER)
    with pytest.raises(StateError, match="need_state"):
        actions.climb(by=cast.desk, need=need, reason="no_money", tried="x", at=LATER)


def test_a_step_taken_off_the_route_keeps_the_time(cast, referred):
    need = referred()
    with acting(system(DISTRICT)):
        cast.place.categories["food"].route.filter(position=1).delete()
    assert decline(cast, need).due_at == DUE


def test_an_end_elsewhere_is_told_to_the_family(cast, at_desk):
    need = actions.close(by=cast.desk, need=at_desk(), result="met", at=LATER)
    with acting(cast.front) as by:
        board = queries.board(by=by, now=LATER)
    assert [item.need for item in board.answered.items] == [need.pk]
    assert board.answered.items[0].result == "Terpenuhi"
    with acting(cast.desk) as by:
        assert queries.board(by=by, now=LATER).answered.total == 1
