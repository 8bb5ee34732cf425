"""A hospital's desk opens a service itself, for anybody of the district, and sees nobody who did not come."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case, Need
from simpul.cases.types import NeedInput, Opening
from simpul.ground.actor import acting
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.places.queries import villages_for
from simpul.registry import actions as registry
from simpul.registry import queries as people
from simpul.registry.models import Family, Person
from simpul.registry.types import NewPerson
from tests.factories import FAR_VILLAGE, MORNING, OTHER_VILLAGE, VILLAGE, VILLAGE_ELSEWHERE
from tests.integration.cases.conftest import CONSENT, LATER, seen

NIK = "7388014105840001"  # the villager's


def patient(cast, **told):
    """Somebody added at the hospital's desk."""
    new = NewPerson(**{"name": "Rahma Contoh", "village_code": FAR_VILLAGE} | told)
    return registry.add_person(by=cast.hospital, new=new, at=MORNING)


def opened(cast, person, *categories, by="hospital", **more):
    needs = tuple(NeedInput(each, "Harus cuci darah malam ini", "1") for each in categories)
    opening = Opening(person=person.pk, needs=needs, consent=CONSENT, source="hospital", **more)
    return actions.take_in(by=getattr(cast, by), opening=opening, at=MORNING)


@pytest.mark.parametrize("village", [VILLAGE, OTHER_VILLAGE, FAR_VILLAGE, ""])
def test_a_patient_of_any_village_is_taken_in_and_stays_in_sight(cast, village, settings_of):
    settings_of(papers_category="civil_registration")
    taken = opened(cast, patient(cast, village_code=village), "health_insurance")
    assert [need.category.code for need in taken.needs] == ["health_insurance", "civil_registration"]
    for need in taken.needs:
        assert seen(cast.hospital, need)
        assert seen(cast.desk, need)
    with acting(cast.hospital) as by:
        page = queries.service_page(taken.case.pk, by=by, now=LATER)
    assert (page.person.name, len(page.needs)) == ("Rahma Contoh", 2)


def test_the_village_has_it_as_if_opened_there(cast):
    taken = opened(cast, patient(cast), "food")
    need = taken.needs[0]
    assert need.office == cast.place.post(FAR_VILLAGE)
    assert [
        who for who in ("stranger", "facilitator", "registrar", "agency") if seen(cast.actors[who], need)
    ] == ["stranger"]


def test_it_sees_nobody_who_did_not_come(cast, villager, need_of):
    need = need_of("food")
    with acting(cast.hospital) as by:
        assert not Person.objects.exists()
        assert not Case.objects.exists()
        assert people.search(NIK, by=by).rows == ()
        assert people.search(villager.name, by=by, village_code=VILLAGE).rows == ()
    with pytest.raises(NotVisibleError):
        opened(cast, villager, "food")
    with pytest.raises(NotVisibleError):
        actions.add_need(by=cast.hospital, case=need.case_id, need=NeedInput("food", "Lapar"), at=LATER)


def test_a_card_with_its_name_opens_the_person_and_not_the_family(cast, villager):
    known = patient(cast, name=villager.name, nik=NIK, village_code="")
    assert known.pk == villager.pk
    need = opened(cast, known, "health_insurance").needs[0]
    assert (need.scope_code, seen(cast.hospital, need), seen(cast.front, need)) == (VILLAGE, True, True)
    with acting(cast.hospital) as by:
        assert not Family.objects.exists()
        assert [row.person for row in people.search(NIK, by=by).rows] == [villager.pk]
        assert [row.person for row in people.search(villager.name, by=by, village_code=VILLAGE).rows] == [
            known.pk
        ]


def test_what_others_open_for_the_same_person_stays_theirs(cast, villager, take_in):
    theirs = take_in("food").needs[0]
    own = opened(cast, patient(cast, name=villager.name, nik=NIK), "health_insurance").needs[0]
    assert not seen(cast.hospital, theirs)
    with acting(cast.hospital):
        assert list(Need.objects.values_list("pk", flat=True)) == [own.pk]


def test_a_need_added_later_stays_in_sight_too(cast):
    case = opened(cast, patient(cast), "health_insurance").case
    added = actions.add_need(by=cast.hospital, case=case, need=NeedInput("food", "Keluarga lapar"), at=LATER)
    assert seen(cast.hospital, added)


def test_a_complaint_about_the_village_goes_out_of_its_sight(cast):
    need = opened(cast, patient(cast), "village_complaint").needs[0]
    assert not seen(cast.hospital, need)
    assert seen(cast.other_camat, need)


def test_its_board_shows_what_it_opened_as_being_elsewhere(cast):
    taken = opened(cast, patient(cast), "health_insurance")
    with acting(cast.hospital) as by:
        board = queries.board(by=by, now=LATER)
        assert {line.ticket for line in board.out.items} == {taken.case.ticket}
        assert (board.ours.total, board.out.total, board.numbers.open) == (0, 1, 1)


def test_nobody_is_served_in_another_district(cast):
    with pytest.raises(NotAllowedError):
        opened(cast, patient(cast), "food", village_code=VILLAGE_ELSEWHERE)


def test_it_acts_in_nothing_of_what_it_opened(cast):
    need = opened(cast, patient(cast), "food").needs[0]
    with pytest.raises(NotAllowedError):
        actions.note(by=cast.hospital, need=need, text="Kunjungan", at=LATER)
    with pytest.raises(NotAllowedError):
        actions.close(by=cast.hospital, need=need, result="met", at=LATER)


def test_other_offices_take_in_nobody(cast):
    assert {area.code for area in villages_for(cast.hospital)} == {VILLAGE, OTHER_VILLAGE, FAR_VILLAGE}
    for who in ("agency", "registrar", "partner", "inspector", "regent", "counsellor"):
        assert villages_for(cast.actors[who]) == []
