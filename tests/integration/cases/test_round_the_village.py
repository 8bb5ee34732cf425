"""A complaint about the village, an RT or a facilitator never goes to the village (practice 14)."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case, Movement, Need
from simpul.cases.types import NeedInput, Reporter
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.offices.models import RouteStep
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER, seen

INSIDE = ("facilitator", "front", "back", "coordinator", "operator", "head", "treasurer")


@pytest.fixture
def complaint(take_in):
    return take_in("village_complaint", reporter=Reporter("Bu Ani", "tetangga", "081234567890"))


def test_it_begins_above_the_village(cast, complaint):
    need = complaint.needs[0]
    assert need.office == cast.place.subdistrict(VILLAGE)
    assert need.scope_code == complaint.case.scope_code == VILLAGE[:8]


@pytest.mark.parametrize("who", INSIDE)
def test_nobody_in_the_village_finds_it(cast, complaint, who):
    actor = getattr(cast, who)
    assert not seen(actor, complaint.needs[0])
    with acting(actor) as by:
        assert not Case.objects.exists()
        assert not Movement.objects.exists()
        assert queries.queue(by=by, now=LATER, show="open").total == 0
        with pytest.raises(NotVisibleError):
            queries.service_page(complaint.case.pk, by=by, now=LATER)


def test_who_opened_it_still_prints_its_slip(cast, complaint):
    slip = actions.print_slip(by=cast.facilitator, token=complaint.slip, at=LATER.replace(hour=2, minute=5))
    assert slip.ticket == complaint.case.ticket
    assert slip.ask.name == "Kecamatan Hulu"


def test_those_above_see_it_but_not_who_reported(cast, complaint):
    with acting(cast.camat) as by:
        page = queries.service_page(complaint.case.pk, by=by, now=LATER)
    assert page.hidden_reporter
    assert page.needs[0].offers[0] == "attempt"


def test_it_goes_on_to_the_inspectorate_and_never_down_to_the_village(cast, complaint):
    need = actions.climb(
        by=cast.camat, need=complaint.needs[0], reason="beyond_authority", tried="Klarifikasi", at=LATER
    )
    assert need.office.code == "inspectorate"
    assert seen(cast.inspector, need)
    assert not seen(cast.head, need)
    down = actions.descend(by=cast.desk, need=need, reason="desk_says_village", at=LATER)
    with pytest.raises(StateError, match="bottom_of_route"):
        actions.descend(by=cast.camat, need=down, reason="desk_says_village", at=LATER)


def test_a_village_step_in_its_route_is_passed_over(cast, take_in):
    with acting(system(DISTRICT)):
        kind = cast.place.categories["village_complaint"]
        RouteStep.objects.filter(category=kind).delete()
        for position, (rung, office) in enumerate((("village", None), ("agency", "inspectorate"))):
            RouteStep.objects.create(
                category=kind,
                position=position,
                rung=cast.place.rungs[rung],
                office=cast.place.offices[office] if office else None,
                hours=8,
                clock="working",
            )
    need = take_in("village_complaint").needs[0]
    assert (need.office.code, need.scope_code) == ("inspectorate", "73.88")
    assert seen(cast.inspector, need)
    assert not seen(cast.camat, need)


def test_it_stands_alone_in_its_service(take_in):
    with pytest.raises(InputError, match="complaint_alone"):
        take_in("village_complaint", "food")


def test_nothing_of_the_villages_is_added_to_it(cast, complaint):
    with pytest.raises(NotVisibleError):
        actions.add_need(by=cast.back, case=complaint.case, need=NeedInput("food", "Lapar"), at=LATER)
    with pytest.raises(InputError, match="complaint_alone"):
        actions.add_need(by=cast.camat, case=complaint.case, need=NeedInput("food", "Lapar"), at=LATER)


def test_the_database_hides_it_past_the_code(cast, complaint):
    with acting(cast.head):
        assert list(Need.objects.raw("SELECT * FROM cases_need")) == []
        assert list(Movement.objects.raw("SELECT * FROM cases_movement")) == []
