"""Numbers: recorded, replaced, doubted, revealed with a reason, and sealed anew."""

from __future__ import annotations

import pytest

from simpul.ground import events
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.ground.models import AuditLine
from simpul.registry import actions, queries
from simpul.registry.adapters import open_number
from simpul.registry.errors import NumberHeldError
from simpul.registry.events import NumberRecorded
from simpul.registry.models import IdentityNumber, Membership, Person
from tests.cast import Cast
from tests.factories import (
    DISTRICT,
    FAR_VILLAGE,
    MORNING,
    VILLAGE,
    make_family,
    make_number,
    make_person,
)

NIK = "7388014107840001"
OTHER_NIK = "7388014107840002"
KK = "7388011508120003"


@pytest.fixture
def siti(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        return make_person()


@pytest.fixture
def heard(monkeypatch: pytest.MonkeyPatch) -> list[NumberRecorded]:
    told: list[NumberRecorded] = []
    monkeypatch.setitem(events._listeners, NumberRecorded, [told.append])
    return told


def record(
    cast: Cast, person: Person, number: str, kind: str = "nik", who: str = "front"
) -> IdentityNumber | None:
    return actions.record_number(
        by=cast.actors[who], person=person, kind=kind, number=number, source="KTP baru", at=MORNING
    )


def test_a_nik_issued_later_is_recorded_and_told(
    cast: Cast, siti: Person, heard: list[NumberRecorded]
) -> None:
    row = record(cast, siti, NIK)
    assert row is not None
    assert open_number(row.pk, row.cipher) == NIK
    assert heard == [NumberRecorded(siti.pk, None, "nik", MORNING)]
    with acting(cast.front):
        assert queries.has_number(siti.pk, "nik")


def test_recording_the_same_again_changes_nothing(
    cast: Cast, siti: Person, heard: list[NumberRecorded]
) -> None:
    first = record(cast, siti, NIK)
    again = record(cast, siti, "7388.0141.0784.0001")
    assert first is not None
    assert again is not None
    assert first.pk == again.pk
    assert len(heard) == 1


def test_a_nik_is_replaced_by_a_steward_alone(cast: Cast, siti: Person) -> None:
    record(cast, siti, NIK)
    with pytest.raises(StateError, match="nik_there"):
        record(cast, siti, OTHER_NIK)
    record(cast, siti, OTHER_NIK, who="steward")
    with acting(cast.front):
        assert queries.last4_of([siti.pk]) == {siti.pk: "0002"}
        assert IdentityNumber.objects.filter(person=siti).count() == 2


def test_a_family_card_is_replaced_and_the_old_one_dated(cast: Cast, siti: Person) -> None:
    record(cast, siti, KK, kind="kk")
    record(cast, siti, "7388011508120004", kind="kk")
    card = queries.person_card(siti.pk, by=cast.front)
    assert [(line.shown, line.old) for line in card.numbers] == [("0004", False), ("0003", True)]


def test_a_nik_of_a_visible_person_names_that_person(cast: Cast, siti: Person) -> None:
    with acting(system(DISTRICT)):
        other = make_person("Aminah Contoh", nik=NIK)
    with pytest.raises(NumberHeldError) as refused:
        record(cast, siti, NIK)
    assert refused.value.person == other.pk


def test_a_nik_held_out_of_sight_is_not_recorded_and_a_steward_looks(
    cast: Cast, siti: Person, heard: list[NumberRecorded]
) -> None:
    with acting(system(DISTRICT)):
        make_person("Aminah Jauh", village=FAR_VILLAGE, nik=NIK)
    assert record(cast, siti, NIK) is None
    assert heard == []
    (task,) = queries.steward_tasks(by=cast.steward)
    assert task.person_id == siti.pk
    decided = actions.decide_proposal(
        by=cast.steward, proposal=task, accepted=False, result="Dua orang yang berbeda", at=MORNING
    )
    assert decided.state == "refused"
    assert queries.steward_tasks(by=cast.steward) == []


def test_a_stranger_records_nothing(cast: Cast, siti: Person) -> None:
    for who in ("stranger", "neighbour", "foreign_back"):
        with pytest.raises(NotVisibleError):
            record(cast, siti, NIK, who=who)


@pytest.mark.parametrize("who", ["head", "treasurer", "partner", "regent", "auditor"])
def test_who_reads_no_numbers_records_none(cast: Cast, siti: Person, who: str) -> None:
    with pytest.raises(NotAllowedError):
        record(cast, siti, NIK, who=who)


def test_a_telephone_of_many_families_is_flagged(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        people = [make_person(f"Warga Contoh {place}") for place in range(4)]
    for person in people[:3]:
        record(cast, person, "081234567890", kind="phone")
    assert not queries.person_card(people[0].pk, by=cast.front).phone_shared
    record(cast, people[3], "0812-3456-7890", kind="phone")
    card = queries.person_card(people[0].pk, by=cast.front)
    assert (card.phone_families, card.phone_shared) == (4, True)
    assert [task.person_id for task in queries.steward_tasks(by=cast.steward)] == [people[3].pk]


def test_a_number_in_full_asks_for_a_reason_and_leaves_a_line(cast: Cast, siti: Person) -> None:
    record(cast, siti, NIK)
    shown = actions.reveal_number(
        by=cast.back, person=siti, kind="nik", reason="Diketik ke SIKS-NG hari ini", at=MORNING
    )
    assert shown == NIK
    with acting(cast.auditor):
        line = AuditLine.objects.get(verb="registry.reveal")
    assert (line.key, line.label, line.reason) == (str(siti.pk), "nik", "Diketik ke SIKS-NG hari ini")


@pytest.mark.parametrize(("reason", "code"), [("perlu", "reason_short"), (f"untuk {NIK}", "number_in_text")])
def test_a_reason_that_says_nothing_or_holds_the_number_is_refused(
    cast: Cast, siti: Person, reason: str, code: str
) -> None:
    record(cast, siti, NIK)
    with pytest.raises(InputError, match=code):
        actions.reveal_number(by=cast.back, person=siti, kind="nik", reason=reason, at=MORNING)


@pytest.mark.parametrize("who", ["facilitator", "front", "head", "camat", "agency", "partner", "regent"])
def test_without_the_right_no_number_is_shown_in_full(cast: Cast, siti: Person, who: str) -> None:
    record(cast, siti, NIK)
    with pytest.raises(NotAllowedError):
        actions.reveal_number(
            by=cast.actors[who], person=siti, kind="nik", reason="alasan yang cukup panjang", at=MORNING
        )


def test_a_number_copied_to_another_row_does_not_open(cast: Cast, siti: Person) -> None:
    row = record(cast, siti, NIK)
    with acting(system(DISTRICT)):
        stranger = make_person("Lain Contoh", nik=OTHER_NIK)
        IdentityNumber.objects.filter(person=stranger).update(cipher=row.cipher if row else b"")
    with pytest.raises(Exception, match="sealed_damaged"):
        queries.person_card(stranger.pk, by=cast.front)


def test_a_person_without_family_brings_a_card_of_their_own(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        lone = make_person("Sendiri Contoh")
        Membership.objects.filter(person=lone).delete()
    row = record(cast, lone, KK, kind="kk")
    assert row is not None
    with acting(cast.front):
        assert queries.family_of(lone.pk) == row.family


def test_a_person_without_family_joins_the_one_whose_card_it_is(
    cast: Cast, siti: Person, heard: list[NumberRecorded]
) -> None:
    with acting(system(DISTRICT)):
        lone = make_person("Sendiri Contoh")
        Membership.objects.filter(person=lone).delete()
    record(cast, siti, KK, kind="kk")
    held = record(cast, lone, KK, kind="kk")
    assert held is not None
    with acting(cast.front):
        assert [member.person_id for member in queries.members_of(held.family_id)] == [siti.pk, lone.pk]
    assert heard[-1] == NumberRecorded(lone.pk, held.family_id, "kk", MORNING)


def test_a_card_held_by_an_unseen_family_is_left_to_a_steward(cast: Cast, siti: Person) -> None:
    with acting(system(DISTRICT)):
        far = make_family(FAR_VILLAGE)
        make_number(KK, family=far, kind="kk")
        family = queries.family_of(siti.pk)
    assert record(cast, siti, KK, kind="kk") is None
    by_family = actions.record_number(
        by=cast.front, family=family, kind="kk", number=KK, source="KK", at=MORNING
    )
    assert by_family is None
    assert [task.person_id for task in queries.steward_tasks(by=cast.steward)] == [siti.pk]


def test_a_card_of_somebody_whose_family_is_unseen_is_left_to_a_steward(cast: Cast, siti: Person) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Jauh Contoh", village=FAR_VILLAGE)
    actions.open_to_office(by=cast.desk, person=far, office=cast.place.post(VILLAGE), whole_family=False)
    assert record(cast, far, KK, kind="kk") is None
    assert [task.person_id for task in queries.steward_tasks(by=cast.steward)] == [far.pk]


def test_an_unseen_family_takes_no_number(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        far = make_family(FAR_VILLAGE)
    with pytest.raises(NotVisibleError):
        actions.record_number(by=cast.front, family=far, kind="kk", number=KK, source="KK", at=MORNING)


def test_other_numbers_stand_side_by_side(cast: Cast, siti: Person) -> None:
    record(cast, siti, "12345", kind="other")
    record(cast, siti, "67890", kind="other")
    with acting(cast.front):
        assert IdentityNumber.objects.filter(person=siti, valid_until=None).count() == 2


def test_a_number_that_is_not_there_is_not_shown(cast: Cast, siti: Person) -> None:
    with acting(system(DISTRICT)):
        Membership.objects.filter(person=siti).delete()
    for kind in ("nik", "kk"):
        with pytest.raises(NotVisibleError):
            actions.reveal_number(
                by=cast.back, person=siti, kind=kind, reason="alasan yang cukup panjang", at=MORNING
            )
