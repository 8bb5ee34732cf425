"""A missing number is a need of its own; what is brought again is linked, counted and raised."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case, Need
from simpul.cases.queries.papers import missing_numbers, papers_category
from simpul.cases.types import NeedInput
from simpul.ground.actor import acting, system
from simpul.ground.errors import NotVisibleError
from simpul.registry import actions as registry
from simpul.registry.models import Membership
from tests.factories import DISTRICT, MORNING, make_number, make_person
from tests.integration.cases.conftest import LATER, kinds

NIK = "7388014105840001"
KK = "7388012411260001"


@pytest.fixture
def villager(cast):
    """Somebody without papers."""
    with acting(system(DISTRICT)):
        return make_person()


@pytest.fixture(autouse=True)
def papers(settings_of):
    settings_of(papers_category="civil_registration")


@pytest.fixture
def without(papers, settings_of):
    settings_of(papers_category=None)


def with_state(need):
    with acting(system(DISTRICT)):
        return Need.objects.select_related("result", "case").get(pk=need.pk)


def family_of(person):
    return Membership.objects.get(person=person, until=None).family


def test_without_numbers_a_need_opens_by_itself(take_in):
    needs = take_in("food").needs
    assert [need.category.code for need in needs] == ["food", "civil_registration"]
    assert needs[1].words == "NIK KK"


def test_it_opens_once(take_in):
    take_in("food")
    assert [need.category.code for need in take_in("school_kit").needs] == ["school_kit"]


def test_who_asks_for_it_gets_it_once(take_in):
    assert [need.category.code for need in take_in("civil_registration").needs] == ["civil_registration"]


def test_with_both_numbers_nothing_opens(take_in, villager):
    with acting(system(DISTRICT)):
        make_number(NIK, person=villager)
        make_number(KK, family=family_of(villager), kind="kk")
    assert len(take_in("food").needs) == 1


def test_a_district_without_such_a_category_opens_nothing(without, take_in):
    assert len(take_in("food").needs) == 1


def test_a_complaint_about_the_village_carries_no_other_need(take_in):
    assert len(take_in("village_complaint").needs) == 1


def test_it_stays_open_until_the_last_number_is_there(cast, take_in, villager):
    need = take_in("food").needs[1]
    registry.record_number(by=cast.back, person=villager, kind="nik", number=NIK, source="KTP", at=LATER)
    assert with_state(need).state == "open"
    with acting(cast.back):
        family = family_of(villager)
    registry.record_number(by=cast.back, family=family, kind="kk", number=KK, source="KK", at=LATER)
    end = with_state(need)
    assert (end.state, end.result.code, end.case.state) == ("closed", "met", "open")
    assert end.closed_at == LATER, "when the number was recorded, not when it was heard of"
    with acting(system(DISTRICT)):
        assert missing_numbers(villager.pk) == ()


def test_a_number_without_such_a_category_closes_nothing(without, cast, take_in, villager):
    need = take_in("civil_registration").needs[0]
    registry.record_number(by=cast.back, person=villager, kind="nik", number=NIK, source="KTP", at=LATER)
    assert with_state(need).state == "open"
    with acting(system(DISTRICT)):
        assert papers_category(DISTRICT) is None


def test_what_is_brought_again_is_linked_to_where_it_began(take_in):
    first, second, third = take_in("food"), take_in("food", at=LATER), take_in("food", at=LATER)
    assert first.case.parent is None
    assert second.case.parent == third.case.parent == first.case


def test_the_third_time_is_a_signal(cast, take_in):
    for _ in range(2):
        assert take_in("food").needs[0].urgency == "3"
    third = take_in("food").needs[0]
    assert third.urgency == "2"
    assert kinds(third) == ["opened", "raised"]
    with acting(cast.back) as by:
        page = queries.service_page(third.case_id, by=by, now=LATER)
    assert (page.times, page.parent_ticket[-6:-2]) == (3, "0001")


def test_an_emergency_is_not_lowered(take_in):
    for _ in range(2):
        take_in("food")
    assert take_in(NeedInput("food", "Pingsan", "1")).needs[0].urgency == "1"


def test_the_district_says_from_when_and_how_long(settings_of, take_in):
    settings_of(limits={"repeats_raise_at": 2, "repeat_days": 30})
    take_in("food", at=MORNING - dt.timedelta(days=31))
    fresh = take_in("food")
    assert (fresh.case.parent, fresh.needs[0].urgency) == (None, "3")
    assert take_in("food").needs[0].urgency == "2"


def test_a_chain_leads_to_where_it_began_however_long_ago(cast, settings_of, take_in):
    """Each time within a month of the last, and the last long after the first."""
    settings_of(limits={"repeat_days": 30})
    chain = [take_in("food", at=MORNING - dt.timedelta(days=ago)) for ago in (50, 25, 0)]
    first, second, third = (taken.case for taken in chain)
    assert second.parent == third.parent == first
    assert chain[2].needs[0].urgency == "2", "counted by the chain, not by the month"
    with acting(cast.back) as by:
        pages = [queries.service_page(case.pk, by=by, now=LATER) for case in (first, second, third)]
    assert [page.times for page in pages] == [1, 2, 3]


def test_what_was_brought_out_of_sight_counts_and_is_not_shown(cast, take_in):
    first, second = take_in("food"), take_in("food")
    with acting(system(DISTRICT)):
        Case.objects.filter(pk=first.case.pk).update(scope_code=DISTRICT)
        Need.objects.filter(case=first.case.pk).update(scope_code=DISTRICT)
    with acting(cast.back) as by:
        page = queries.service_page(second.case.pk, by=by, now=LATER)
    assert (page.times, page.parent_ticket, page.others) == (2, "", ())


def test_a_need_added_later_is_linked_too(cast, take_in):
    first, second = take_in("school_kit"), take_in("food", at=LATER)
    actions.add_need(by=cast.back, case=second.case, need=NeedInput("school_kit", "Seragam"), at=LATER)
    with acting(system(DISTRICT)):
        assert Case.objects.get(pk=second.case.pk).parent_id == first.case.pk


def test_another_kind_of_need_is_no_repeat(take_in):
    take_in("food")
    assert take_in("school_kit").case.parent is None


def test_a_parent_out_of_sight_is_not_named(cast, take_in):
    take_in("village_complaint")
    second = take_in("village_complaint")
    with acting(system(DISTRICT)):
        Case.objects.filter(parent=None).update(scope_code=DISTRICT)
    with acting(cast.camat) as by:
        page = queries.service_page(second.case.pk, by=by, now=LATER)
    assert page.parent_ticket == ""


def test_every_need_of_a_person_is_found_together(cast, take_in, villager):
    take_in("food")
    actions.close(by=cast.back, need=take_in("school_kit").needs[0], result="met", at=LATER)
    with acting(cast.back):
        assert queries.person_lines(villager.pk, LATER).total == 3  # its papers besides
    with acting(cast.neighbour), pytest.raises(NotVisibleError):
        queries.find_need(take_in("food").needs[0].pk)
