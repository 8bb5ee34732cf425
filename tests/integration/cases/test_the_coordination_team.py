"""The coordination team has the needs of its own rung in hand, and sees no other."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotVisibleError
from simpul.offices.models import Officer, Seat
from simpul.offices.queries import actor_of
from simpul.offices.types import RoleCode
from tests.factories import DISTRICT, TODAY
from tests.integration.cases.conftest import LATER, seen


@pytest.fixture
def member(cast):
    """A member of the meeting for what no agency can fund."""
    with acting(system(DISTRICT)):
        seat = Seat.objects.create(
            district=cast.place.district,
            office=cast.place.offices["tkpkd"],
            officer=Officer.objects.create(email="tkpkd@contoh.test", name="Anggota Rapat"),
            role=RoleCode.COORDINATION_MEMBER,
            title="Anggota TKPKD",
            area_code=DISTRICT,
            starts_on=TODAY,
        )
    return actor_of(seat, seat.officer)


@pytest.fixture
def at_meeting(cast, at_desk):
    """A need that neither desk nor agency could fund."""
    need = at_desk("food")
    for who in (cast.desk, cast.agency):
        need = actions.climb(by=who, need=need, reason="beyond_authority", tried="Tidak ada dana", at=LATER)
    return need


def test_the_meeting_finds_its_needs_and_no_other(cast, member, need_of, at_meeting):
    other = need_of("school_kit")
    assert at_meeting.office.code == "tkpkd"
    assert (seen(member, at_meeting), seen(member, other)) == (True, False)
    with acting(member) as by:
        board = queries.board(by=by, now=LATER)
        page = queries.service_page(at_meeting.case_id, by=by, now=LATER)
    assert [item.need for item in board.ours.items] == [at_meeting.pk]
    assert {"close", "descend", "deliver"} <= set(page.needs[0].offers)


def test_it_reads_who_it_is_about_but_no_number_and_no_words(member, at_meeting):
    with acting(member) as by:
        page = queries.service_page(at_meeting.case_id, by=by, now=LATER)
    assert page.person is not None
    assert page.person.name == "Sitti Contoh"
    assert not page.person.sees_numbers
    assert page.needs[0].words == ""


def test_it_settles_what_is_before_it(member, at_meeting):
    closed = actions.close(by=member, need=at_meeting, result="met", at=LATER)
    assert (closed.state, closed.settled_kind) == ("closed", "tkpkd")


def test_what_was_not_sent_to_it_is_out_of_its_reach(member, need_of):
    with pytest.raises(NotVisibleError):
        actions.close(by=member, need=need_of("food"), result="met", at=LATER)
