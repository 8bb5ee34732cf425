"""What wrong numbers left to look at stands on a page of the data steward, and on nobody else's."""

from __future__ import annotations

import dataclasses
import datetime as dt
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.ground.models import AuditLine
from simpul.registry import actions, queries
from simpul.registry.actions.doubts import ask_steward
from simpul.registry.models import Person, Proposal
from simpul.registry.types import NewPerson
from tests.cast import Cast
from tests.factories import DISTRICT, FAR_VILLAGE, MORNING, VILLAGE, make_person

NIK = "7388014107840001"
PHONE = "081234567890"
NOTE = "Dua orang yang berbeda, kartunya tertukar"


@pytest.fixture(autouse=True)
def at_work(time_machine) -> None:  # type: ignore[no-untyped-def]
    time_machine.move_to(MORNING + dt.timedelta(hours=1), tick=False)


@pytest.fixture
def far(cast: Cast) -> Person:
    """Who holds the number, out of the front officer's sight."""
    with acting(system(DISTRICT)):
        return make_person("Aminah Jauh", village=FAR_VILLAGE, nik=NIK)


@pytest.fixture
def near(cast: Cast, far: Person) -> Person:
    """Who brings it under another name."""
    new = NewPerson(name="Sitti Contoh", village_code=VILLAGE, nik=NIK, phone=PHONE)
    return actions.add_person(by=cast.front, new=new, at=MORNING)


def task_of(cast: Cast, person: Person) -> Proposal:
    with acting(system(DISTRICT)):
        return Proposal.objects.get(person=person, state="review")


def test_the_list_is_by_age_and_each_is_opened(cast: Cast, client: Client, near: Person) -> None:
    with acting(system(DISTRICT)):
        early = make_person("Rahmat Lama")
    ask_steward(by=cast.front, person_id=early.pk, doubt="other_desk", at=MORNING - dt.timedelta(days=9))
    cast.sign_in(client, "steward")
    page = client.get(reverse("steward:tasks")).content.decode()
    main = page.partition("<main")[2]
    assert "3 tugas menunggu" in main
    places = [main.index(name) for name in ("Rahmat Lama", "Sitti Contoh")]
    assert places == sorted(places)
    for person in (near, early):
        assert reverse("steward:task", args=[task_of(cast, person).pk]) in main


def test_a_task_shows_both_holders_and_no_number_in_full(
    cast: Cast, client: Client, near: Person, far: Person
) -> None:
    cast.sign_in(client, "steward")
    page = client.get(reverse("steward:task", args=[task_of(cast, near).pk])).content.decode()
    for words in ("Sitti Contoh", "Aminah Jauh", "•••• 0001", "08•••••••890"):
        assert words in page
    for number in (NIK, PHONE):
        assert number not in page
    for person in (near, far):
        assert reverse("people:card", args=[person.pk]) in page
    with acting(cast.auditor):
        looked = AuditLine.objects.filter(verb="registry.view", actor=cast.steward.label)
        assert set(looked.values_list("key", flat=True)) == {str(near.pk), str(far.pk)}


def test_a_shared_telephone_shows_who_else_gives_it(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        people = [make_person(f"Warga {word}") for word in ("Satu", "Dua", "Tiga", "Empat")]
    for person in people:
        actions.record_number(
            by=cast.front, person=person, kind="phone", number=PHONE, source="Lisan", at=MORNING
        )
    page = queries.doubt(task_of(cast, people[3]).pk, by=cast.steward)
    assert page.people[0].name == "Warga Empat"
    assert {each.name for each in page.people[1:]} == {"Warga Satu", "Warga Dua", "Warga Tiga"}


def test_it_is_closed_with_a_note_once(cast: Cast, client: Client, near: Person) -> None:
    cast.sign_in(client, "steward")
    task = task_of(cast, near)
    address = reverse("steward:task", args=[task.pk])
    short = client.post(address, {"command_id": str(uuid4()), "note": "Beres"})
    assert short.status_code == 422
    sent = {"command_id": str(uuid4()), "note": NOTE}
    assert client.post(address, sent)["Location"] == reverse("steward:tasks")
    assert client.post(address, sent)["Location"] == reverse("steward:tasks")  # pressed twice
    again = client.post(address, {"command_id": str(uuid4()), "note": NOTE})
    assert again.status_code == 409
    assert "sudah diselesaikan orang lain" in again.content.decode()
    with acting(cast.steward):
        task.refresh_from_db()
        assert (task.state, task.result, task.decided_by) == ("reviewed", NOTE, cast.steward.label)
        assert [line.name for line in queries.doubts(by=cast.steward)] == ["Aminah Jauh"]
    with acting(cast.auditor):
        assert AuditLine.objects.filter(verb="registry.settle_doubt", key=str(near.pk)).count() == 1
    assert NOTE in client.get(address).content.decode()
    card = client.get(reverse("people:card", args=[near.pk])).content.decode()
    assert "Sudah ditinjau" in card


def test_the_actions_hold_without_the_page(cast: Cast, near: Person) -> None:
    task = task_of(cast, near)
    with pytest.raises(InputError, match="number_in_text"):
        actions.settle_doubt(by=cast.steward, key=task.pk, note=f"NIK {NIK} milik Aminah", at=MORNING)
    actions.settle_doubt(by=cast.steward, key=task.pk, note=NOTE, at=MORNING)
    with pytest.raises(StateError, match="doubt_settled"):
        actions.settle_doubt(by=cast.steward, key=task.pk, note=NOTE, at=MORNING)
    with pytest.raises(NotVisibleError):
        actions.settle_doubt(by=cast.steward, key=uuid4(), note=NOTE, at=MORNING)


def test_a_proposal_for_the_registry_is_no_task(cast: Cast, near: Person) -> None:
    proposal = actions.propose(by=cast.front, person=near, basis="deliberation", reason="", at=MORNING)
    assert proposal.pk not in {line.id for line in queries.doubts(by=cast.steward)}
    with pytest.raises(NotVisibleError):
        queries.doubt(proposal.pk, by=cast.steward)
    with pytest.raises(StateError):
        actions.settle_doubt(by=cast.steward, key=proposal.pk, note=NOTE, at=MORNING)


NOT_THEIRS = (
    *("facilitator", "front", "back", "coordinator", "operator", "head", "treasurer", "supervisor", "camat"),
    *("desk_front", "desk", "manager", "agency", "agency_head", "partner", "hospital", "counsellor"),
    *("regent", "auditor", "inspector", "administrator", "foreigner"),
)


@pytest.mark.parametrize("who", NOT_THEIRS)
def test_nobody_else_finds_it(cast: Cast, client: Client, near: Person, who: str) -> None:
    task = task_of(cast, near)
    cast.sign_in(client, who)
    for address in (reverse("steward:tasks"), reverse("steward:task", args=[task.pk])):
        assert client.get(address).status_code == 404
    by = cast.actors[who]
    for ask in (
        lambda: queries.doubts(by=by),
        lambda: queries.doubt(task.pk, by=by),
        lambda: actions.settle_doubt(by=by, key=task.pk, note=NOTE, at=MORNING),
    ):
        with pytest.raises(NotAllowedError):
            ask()
    assert "Tugas data" not in client.get(reverse("seats")).content.decode()


def test_a_steward_sees_only_the_own_district(cast: Cast, near: Person) -> None:
    abroad = dataclasses.replace(cast.steward, district="33.88", areas=("33.88",))
    assert queries.doubts(by=abroad) == []
    with pytest.raises(NotVisibleError):
        queries.doubt(task_of(cast, near).pk, by=abroad)
