"""An officer opens a service: ticket, code, needs on their first step."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case, Need
from simpul.cases.queries.codes import matches
from simpul.cases.types import Collector, NeedInput, Opening, Reporter
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError
from simpul.ground.keys import keyring
from simpul.ground.models import AuditLine
from simpul.registry.models import Consent, Person
from tests.factories import DISTRICT, FAR_VILLAGE, MORNING, OTHER_VILLAGE, VILLAGE, make_person
from tests.integration.cases.conftest import CONSENT, kinds, seen


def test_the_ticket_is_numbered_and_the_code_kept_only_as_an_index(take_in):
    taken = take_in("food")
    assert taken.case.ticket.startswith("73.88-2611-0001-")
    assert len(taken.code) == 6
    assert matches(taken.code, ticket=taken.case.ticket, stored=bytes(taken.case.code_index))
    assert taken.code.encode() not in bytes(taken.case.code_index)
    assert taken.code not in taken.slip


def test_numbers_follow_each_other(take_in):
    first, second = take_in("food"), take_in("school_kit")
    assert (first.case.ticket[11:15], second.case.ticket[11:15]) == ("0001", "0002")


def test_a_need_begins_at_the_village_post_with_its_clock_running(cast, need_of):
    need = need_of("food")
    assert need.office == cast.place.post(VILLAGE)
    assert (need.state, need.rung.code, need.step) == ("open", "village", 0)
    assert need.due_at.isoformat() == "2026-11-27T14:00:00+08:00"  # 24 working hours: 5 + 7 + 7 + 5
    assert kinds(need) == ["opened"]


def test_several_needs_stand_in_one_service(take_in):
    taken = take_in("food", "school_kit")
    assert {need.category.code for need in taken.needs} == {"food", "school_kit"}
    assert {need.case_id for need in taken.needs} == {taken.case.pk}


def test_reporter_helped_and_collector_are_three_persons(take_in):
    case = take_in(
        "food",
        reporter=Reporter("Pak RT", "RT", "081234567890"),
        collector=Collector("Rahma", "anak", "KTP"),
        source="aspiration",
        source_name="Anggota dewan",
    ).case
    assert (case.reporter_name, case.collector_name, case.source) == ("Pak RT", "Rahma", "aspiration")
    assert b"081234567890" not in bytes(case.reporter_phone)
    assert keyring().open(bytes(case.reporter_phone), f"case:{case.pk}".encode()) == b"081234567890"


def test_consent_is_recorded_or_already_there(cast, villager):
    opening = Opening(person=villager.pk, needs=(NeedInput("food", "Lapar"),))
    with pytest.raises(InputError, match="consent_missing"):
        actions.take_in(by=cast.front, opening=opening, at=MORNING)
    agreed = Opening(person=villager.pk, needs=opening.needs, consent=CONSENT)
    actions.take_in(by=cast.front, opening=agreed, at=MORNING)
    with acting(cast.front):
        assert Consent.objects.filter(person=villager).count() == 1
    assert actions.take_in(by=cast.front, opening=opening, at=MORNING).case.person_id == villager.pk


@pytest.mark.parametrize(
    "who", ["head", "treasurer", "agency", "partner", "regent", "inspector", "neighbour", "camat_elsewhere"]
)
def test_who_may_not_open(cast, villager, who):
    actor = cast.other_camat if who == "camat_elsewhere" else getattr(cast, who)
    opening = Opening(person=villager.pk, needs=(NeedInput("food", "Lapar"),), consent=CONSENT)
    with pytest.raises((NotAllowedError, NotVisibleError)):
        actions.take_in(by=actor, opening=opening, at=MORNING)
    with acting(system(DISTRICT)):
        assert not Case.objects.exists()


@pytest.mark.parametrize(
    "who",
    ["facilitator", "front", "back", "operator", "supervisor", "camat", "desk_front", "desk", "steward"],
)
def test_who_may_open(take_in, who):
    assert take_in("food", who=who).needs[0].state == "open"


def test_somebody_met_on_the_road_is_served_where_they_are(cast):
    with acting(system(DISTRICT)):
        outsider = make_person("Ibu di terminal", village=OTHER_VILLAGE)
    opening = Opening(
        person=outsider.pk, needs=(NeedInput("food", "Lapar"),), consent=CONSENT, village_code=FAR_VILLAGE
    )
    taken = actions.take_in(by=cast.desk, opening=opening, at=MORNING)
    assert taken.needs[0].office == cast.place.post(FAR_VILLAGE)
    assert seen(cast.stranger, taken.needs[0])
    with acting(cast.stranger) as by:
        page = queries.service_page(taken.case.pk, by=by, now=MORNING)
    assert page.person is not None
    assert page.person.name == "Ibu di terminal"  # who holds the need must know whom to help


def test_a_confidential_need_never_becomes_one(cast, take_in):
    with pytest.raises(InputError, match="confidential_goes_behind_the_wall"):
        take_in("violence")
    with acting(system(DISTRICT)):
        assert not Need.objects.exists()


@pytest.mark.parametrize(("categories", "code"), [((), "need_missing"), (("nonsense",), "category_unknown")])
def test_needs_must_be_known(take_in, categories, code):
    with pytest.raises(InputError, match=code):
        take_in(*categories)


def test_the_dead_open_nothing(cast, take_in):
    with acting(system(DISTRICT)):
        gone = make_person("Almarhum", died_on=MORNING.date())
    with pytest.raises(InputError, match="person_died"):
        take_in("food", person=gone)


def test_the_trail_says_who_and_not_what(cast, take_in):
    case = take_in("food").case
    with acting(cast.auditor):
        line = AuditLine.objects.get(verb="cases.take_in")
    assert (line.key, line.label, line.actor) == (str(case.pk), case.ticket, cast.facilitator.label)


def test_a_need_is_added_and_opens_a_closed_service_again(cast, take_in):
    taken = take_in("food")
    actions.close(by=cast.back, need=taken.needs[0], result="met", at=MORNING)
    with acting(cast.back):
        assert Case.objects.get().state == "closed"
    added = actions.add_need(
        by=cast.back, case=taken.case, need=NeedInput("school_kit", "Seragam"), at=MORNING
    )
    with acting(cast.back):
        assert Case.objects.get().state == "open"
    assert added.case_id == taken.case.pk
    with pytest.raises(InputError, match="complaint_alone"):
        actions.add_need(
            by=cast.back, case=taken.case, need=NeedInput("village_complaint", "Pak RT"), at=MORNING
        )


def test_a_question_is_answered_without_a_service(cast):
    actions.answer_enquiry(
        by=cast.front, kind="question", words="Kapan posyandu?", answer="Selasa", at=MORNING
    )
    with pytest.raises(InputError, match="text_missing"):
        actions.answer_enquiry(by=cast.front, kind="question", words="Kapan?", answer=" ", at=MORNING)
    with acting(system(DISTRICT)):
        assert not Case.objects.exists()


def test_lists_show_it_to_the_village_and_those_above(cast, take_in):
    take_in("food")
    for who in ("facilitator", "head", "camat", "desk"):
        with acting(getattr(cast, who)) as by:
            assert queries.queue(by=by, now=MORNING, show="open").total == 1
    for who in ("neighbour", "other_camat", "agency", "regent", "foreigner"):
        with acting(getattr(cast, who)) as by:
            assert queries.queue(by=by, now=MORNING, show="open").total == 0


def test_a_seat_without_an_area_serves_nobody_anywhere(cast):
    with acting(system(DISTRICT)):
        nomad = make_person("Tanpa tempat", shared_with=[cast.agency.office])
        Person.objects.update(village_code="")
    opening = Opening(person=nomad.pk, needs=(NeedInput("food", "Lapar"),), consent=CONSENT)
    with pytest.raises(InputError, match="village_missing"):
        actions.take_in(by=cast.agency, opening=opening, at=MORNING)


def test_a_reporter_without_a_telephone(take_in):
    case = take_in("food", reporter=Reporter("Pak RT", "RT")).case
    assert (case.reporter_name, case.reporter_phone) == ("Pak RT", None)
