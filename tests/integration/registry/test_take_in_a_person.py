"""A person is taken in: with numbers, without, twice, and by somebody who may not see them."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from django.db import connection

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError, StateError
from simpul.ground.models import AuditLine
from simpul.registry import actions, queries
from simpul.registry.errors import NumberHeldError
from simpul.registry.models import Family, IdentityNumber, Membership, Person, Proposal
from simpul.registry.types import NewPerson
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import (
    DISTRICT,
    ELSEWHERE,
    FAR_VILLAGE,
    MORNING,
    OTHER_VILLAGE,
    TODAY,
    VILLAGE,
    VILLAGE_ELSEWHERE,
    make_family,
    make_number,
    make_person,
)

NIK = "7388014107840001"
KK = "7388011508120003"


def new(**values: object) -> NewPerson:
    return NewPerson(**{"name": "Sitti Contoh", "village_code": VILLAGE} | values)  # type: ignore[arg-type]


def test_a_person_without_papers_is_a_person(cast: Cast) -> None:
    told = new(name="ibu tua di pasar", is_label=True, met_at="Pasar Contoh, kios 4", village_code="")
    person = actions.add_person(by=cast.front, new=told, at=MORNING)
    with acting(cast.front):
        card = queries.person_card(person.pk, by=cast.front)
    assert (card.is_label, card.met_at, card.has_nik, card.birth_precision) == (
        True,
        "Pasar Contoh, kios 4",
        False,
        "unknown",
    )


def test_numbers_are_sealed_and_shown_by_their_last_digits(cast: Cast) -> None:
    told = new(nik="7388.0141.0784.0001", kk=KK, phone="0812-3456-7890", rt="02")
    person = actions.add_person(by=cast.front, new=told, at=MORNING)
    card = queries.person_card(person.pk, by=cast.front)
    assert {(line.kind, line.shown) for line in card.numbers} == {
        ("nik", "0001"),
        ("kk", "0003"),
        ("phone", "08•••••••890"),
    }
    assert (card.has_nik, card.has_kk, card.birth_year, card.address) == (True, True, 1984, "RT 02")


@pytest.mark.parametrize(
    ("nik", "code"),
    [
        ("123", "nik_wrong_length"),
        ("7388017207840001", "nik_bad_date"),
        ("73880141078400ab", "nik_not_digits"),
        ("7.38801E+15", "nik_excel_damaged"),
    ],
)
def test_a_wrong_nik_is_refused_beside_its_field(cast: Cast, nik: str, code: str) -> None:
    with pytest.raises(InputError) as refused:
        actions.add_person(by=cast.front, new=new(nik=nik), at=MORNING)
    assert (refused.value.code, refused.value.field) == (code, "nik")


def test_a_nik_of_somebody_in_sight_leads_to_that_person(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        there = make_person(nik=NIK)
    with pytest.raises(NumberHeldError) as refused:
        actions.add_person(by=cast.front, new=new(nik=NIK), at=MORNING)
    assert (refused.value.code, refused.value.person) == ("nik_held", there.pk)
    with acting(system(DISTRICT)):
        assert Person.objects.count() == 1


def test_a_nik_known_outside_sight_goes_on_linked_and_a_steward_looks(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Sitti Contoh", village=FAR_VILLAGE, nik=NIK)
    with pytest.raises(NotVisibleError):
        queries.person_card(far.pk, by=cast.front)
    linked = actions.add_person(by=cast.front, new=new(nik=NIK), at=MORNING)
    assert linked.pk == far.pk
    assert queries.person_card(far.pk, by=cast.front).name == "Sitti Contoh"
    assert queries.person_card(far.pk, by=cast.back).name == "Sitti Contoh"
    with pytest.raises(NotVisibleError):
        queries.person_card(far.pk, by=cast.neighbour)
    (task,) = queries.steward_tasks(by=cast.steward)
    assert (task.person_id, task.state) == (far.pk, "review")
    with acting(cast.auditor):
        verbs = set(AuditLine.objects.filter(key=str(far.pk)).values_list("verb", flat=True))
    assert {"registry.link_person", "registry.ask_steward"} <= verbs


FISHED = ("Rahmat Lain", "Siti", "S C", "Si Co", "Aminah Fatimah Nurhayati Sitti Rahmatiah Hasnah", "ibu tua")


@pytest.mark.parametrize("name", FISHED)
def test_a_nik_with_another_name_opens_nobody(cast: Cast, name: str) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Sitti Contoh Dg. Ngai", village=FAR_VILLAGE, nik=NIK)
    person = actions.add_person(by=cast.front, new=new(name=name, nik=NIK), at=MORNING)
    assert person.pk != far.pk
    assert not queries.has_number(person.pk, "nik")
    for who in ("front", "back"):
        with pytest.raises(NotVisibleError):
            queries.person(far.pk, by=cast.actors[who])
    tasks = {(task.person_id, task.reason) for task in queries.steward_tasks(by=cast.steward)}
    assert {key for key, _reason in tasks} == {person.pk, far.pk}
    assert not any("Ngai" in reason for _key, reason in tasks)
    with acting(cast.auditor):
        verbs = AuditLine.objects.filter(key=str(person.pk)).values_list("verb", flat=True)
        assert "registry.number_elsewhere" in set(verbs)


@pytest.mark.parametrize("name", ["St. Tjontoh Dg Ngai", "Siti Conto", "SITTI  CONTOH", "Conto Sitti"])
def test_a_name_written_otherwise_is_still_the_same_person(cast: Cast, name: str) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Sitti Contoh", village=FAR_VILLAGE, nik=NIK)
    assert actions.add_person(by=cast.front, new=new(name=name, nik=NIK), at=MORNING).pk == far.pk


def test_a_holder_whose_name_nobody_knows_is_not_opened(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        far = make_person("ibu tua", village=FAR_VILLAGE, nik=NIK, is_label=True, met_at="pasar")
    told = new(name="ibu tua", is_label=True, met_at="pasar", nik=NIK)
    assert actions.add_person(by=cast.front, new=told, at=MORNING).pk != far.pk


def test_a_seat_that_meets_many_held_numbers_types_no_more_today(cast: Cast) -> None:
    niks = [f"738801410784{serial:04}" for serial in range(1, 7)]
    with acting(system(DISTRICT)):
        for place, nik in enumerate(niks):
            make_person(f"Orang Jauh {'abcdef'[place] * 5}", village=FAR_VILLAGE, nik=nik)
    for nik in niks[:5]:
        actions.add_person(by=cast.front, new=new(name="Rahmat", nik=nik), at=MORNING)
    for nik in (niks[5], "7388014107849999"):  # held and free: the same answer
        with pytest.raises(InputError) as refused:
            actions.add_person(by=cast.front, new=new(name="Rahmat", nik=nik), at=MORNING)
        assert (refused.value.code, refused.value.field) == ("numbers_elsewhere", "nik")
    alone = actions.add_person(by=cast.front, new=new(name="Rahmat"), at=MORNING)
    with pytest.raises(InputError, match="numbers_elsewhere"):
        actions.record_number(
            by=cast.front, person=alone, kind="nik", number="7388014107849999", source="KTP", at=MORNING
        )
    assert actions.add_person(by=cast.back, new=new(name="Rahmat", nik="7388014107849999"), at=MORNING)


def test_the_same_nik_in_another_district_is_nobodys_business_here(cast: Cast) -> None:
    with acting(system(ELSEWHERE)):
        make_person(village=VILLAGE_ELSEWHERE, nik=NIK)
    person = actions.add_person(by=cast.front, new=new(nik=NIK), at=MORNING)
    assert person.district_code == DISTRICT
    with acting(system(DISTRICT)):
        assert Proposal.objects.count() == 0


def test_a_resident_of_another_village_stays_in_sight_of_the_desk_that_took_them_in(cast: Cast) -> None:
    person = actions.add_person(by=cast.front, new=new(village_code=OTHER_VILLAGE), at=MORNING)
    assert person.scope_code == OTHER_VILLAGE
    assert queries.person(person.pk, by=cast.back)
    assert queries.person(person.pk, by=cast.neighbour)
    with pytest.raises(NotVisibleError):
        queries.person(person.pk, by=cast.stranger)


def test_a_village_of_another_district_is_refused(cast: Cast) -> None:
    with pytest.raises(InputError, match="village_unknown"):
        actions.add_person(by=cast.front, new=new(village_code=VILLAGE_ELSEWHERE), at=MORNING)


def test_a_family_card_in_sight_takes_the_person_in(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        family = make_family()
        make_number(KK, family=family, kind="kk")
        make_person("Kepala Contoh", family=family)
    person = actions.add_person(by=cast.front, new=new(kk=KK), at=MORNING)
    with acting(cast.front):
        assert Membership.objects.get(person=person).family_id == family.pk
        assert Membership.objects.get(person=person).relation == "other"


def test_a_family_card_outside_sight_is_not_joined_and_a_steward_looks(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        family = make_family(FAR_VILLAGE)
        make_number(KK, family=family, kind="kk")
    person = actions.add_person(by=cast.front, new=new(kk=KK), at=MORNING)
    with acting(cast.front):
        assert not Family.objects.filter(pk=family.pk).exists()
        assert not queries.has_number(person.pk, "kk")
    assert [task.person_id for task in queries.steward_tasks(by=cast.steward)] == [person.pk]


@pytest.mark.parametrize("who", ["head", "treasurer", "agency", "partner", "regent", "auditor", "counsellor"])
def test_who_does_not_take_in_adds_nobody(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowedError):
        actions.add_person(by=cast.actors[who], new=new(), at=MORNING)


def test_names_of_every_kind_are_kept_as_written(cast: Cast) -> None:
    for name in (
        "O'Neil <b>Dg.</b> Ngai",
        "Robert'); DROP TABLE registry_person;--",
        "{{ nama }}",
        "Ñoño مريم",
    ):
        person = actions.add_person(by=cast.front, new=new(name=name), at=MORNING)
        assert queries.person(person.pk, by=cast.front).name == name


def test_a_death_is_recorded_once(cast: Cast) -> None:
    person = actions.add_person(by=cast.front, new=new(), at=MORNING)
    with pytest.raises(StaleError):
        actions.record_death(by=cast.front, person=person, died_on=TODAY, at=MORNING, version=7)
    actions.record_death(by=cast.front, person=person, died_on=TODAY, at=MORNING, version=1)
    with pytest.raises(StateError, match="died_already"):
        actions.record_death(by=cast.front, person=person, died_on=TODAY, at=MORNING)


def test_a_death_tomorrow_is_refused(cast: Cast) -> None:
    person = actions.add_person(by=cast.front, new=new(), at=MORNING)
    with pytest.raises(InputError, match="died_in_future"):
        actions.record_death(by=cast.front, person=person, died_on=TODAY.replace(day=25), at=MORNING)


def test_two_desks_adding_the_same_nik_at_once_make_one_person(committed_db: Urls) -> None:
    cast = make_cast()
    start, outcomes = threading.Barrier(2), []

    def desk(who: str) -> Callable[[], None]:
        def work() -> None:
            try:
                with acting(cast.actors[who]):
                    start.wait(timeout=10)
                    person = actions.add_person(by=cast.actors[who], new=new(nik=NIK), at=MORNING)
                outcomes.append(("added", person.pk))
            except NumberHeldError as error:
                outcomes.append(("held", error.person))
            finally:
                connection.close()

        return work

    threads = [threading.Thread(target=desk(who)) for who in ("front", "desk_front")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert sorted(kind for kind, _ in outcomes) == ["added", "held"]
    assert len({key for _, key in outcomes}) == 1
    with acting(system(DISTRICT)):
        assert IdentityNumber.objects.filter(kind="nik").count() == 1
        assert Person.objects.count() == 1


def test_a_death_lies_after_the_birth(cast: Cast) -> None:
    told = new(birth_precision="day", birth_date=TODAY.replace(day=2))
    person = actions.add_person(by=cast.front, new=told, at=MORNING)
    with pytest.raises(InputError, match="died_before_birth"):
        actions.record_death(by=cast.front, person=person, died_on=TODAY.replace(day=1), at=MORNING)


def test_the_same_doubt_is_asked_once(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        make_person("Sitti Contoh", village=FAR_VILLAGE, nik=NIK)
    actions.add_person(by=cast.front, new=new(nik=NIK), at=MORNING)
    actions.add_person(by=cast.neighbour, new=new(nik=NIK, village_code=OTHER_VILLAGE), at=MORNING)
    assert len(queries.steward_tasks(by=cast.steward)) == 1


def test_a_card_with_no_members_in_sight_names_nobody(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        make_number(KK, family=make_family(), kind="kk")
    with acting(cast.front):
        assert queries.holder_of(KK, kind="kk", by=cast.front) is None
        assert queries.holder_of(NIK, kind="nik", by=cast.front) is None
    first = actions.add_person(by=cast.front, new=new(kk=KK, relation="head"), at=MORNING)
    with acting(cast.front):
        assert queries.holder_of(KK, kind="kk", by=cast.front) == first
