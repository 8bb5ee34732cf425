"""Numbers, tickets and forms at the same moment: each number is given once, each form is carried out once."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest

from simpul.cases.models import Case, Need
from simpul.ground import ledger
from simpul.ground.actor import acting, system
from simpul.ground.errors import DomainError
from simpul.ground.models import Command
from simpul.letters import actions as letters
from simpul.letters.models import Letter
from simpul.programmes.actions import enrol, give_back
from simpul.programmes.models import Enrolment, Programme, Quota
from simpul.registry import actions as registry
from simpul.registry.models import IdentityNumber, Person
from simpul.registry.types import NewPerson
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import DISTRICT, MORNING, VILLAGE, make_person
from tests.integration.letters.conftest import make_template, words
from tests.verification.hands import HANDS, at_once, outcome, service

pytestmark = pytest.mark.verification

NIK = "7388014107840012"


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    """The cast in a database of this test's own, where every act is committed."""
    return make_cast()


def test_a_form_posted_many_times_at_once_is_done_once(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        person = make_person()
    command = uuid4()
    post = lambda: ledger.once(  # noqa: E731
        command,
        by=cast.front,
        verb="cases.take_in",
        act=lambda: service(cast.front, "food", person=person).case.ticket,
    )
    answers = at_once(*(post for _ in range(HANDS)))
    assert len({answer.value for answer in answers}) == 1
    assert sorted(answer.replayed for answer in answers) == [False] + [True] * (HANDS - 1)
    with acting(cast.front):
        assert Command.objects.filter(id=command).count() == 1
    with acting(system(DISTRICT)):
        assert Case.objects.count() == Need.objects.filter(category__code="food").count() == 1


@pytest.mark.parametrize("places", [3, None])
def test_one_person_takes_one_place(cast: Cast, places: int | None) -> None:
    programme, (person,) = programme_with(cast, places), people(1)
    answers = at_once(*(enrolling(cast, programme, person) for _ in range(HANDS)))
    assert len({each.pk for each in answers}) == 1
    assert Quota.objects.get(programme=programme).taken == (1 if places else 0)


def test_the_last_places_are_taken_once_each(cast: Cast) -> None:
    programme = programme_with(cast, 3)
    answers = at_once(*(enrolling(cast, programme, person) for person in people(HANDS)))
    assert outcome(answers) == {"done": 3, "quota_full": HANDS - 3}


def test_the_last_place_asked_by_many_is_taken_once_and_comes_back_once(cast: Cast) -> None:
    programme, asking = programme_with(cast, 1), people(20)
    answers = at_once(*(enrolling(cast, programme, person) for person in asking))
    assert outcome(answers) == {"done": 1, "quota_full": 19}
    (won,) = (each for each in answers if isinstance(each, Enrolment))
    back = lambda: give_back(  # noqa: E731
        by=cast.agency,
        programme=programme,
        person=won.person,
        source="R-1",
        today=MORNING.date(),
    )
    given = at_once(*(back for _ in range(HANDS)))
    assert sum(each is not None for each in given) == 1
    assert Quota.objects.get(programme=programme).taken == 0


def people(many: int) -> list[Person]:
    with acting(system(DISTRICT)):
        return [make_person(f"Warga Contoh {each}") for each in range(many)]


def programme_with(cast: Cast, places: int | None) -> Programme:
    programme = Programme.objects.create(
        district=cast.place.district,
        code="rice",
        name="Beras",
        unit="person",
        rung=cast.place.rungs["agency"],
        source="contoh",
        benefit="Beras",
    )
    Quota.objects.create(programme=programme, year=MORNING.year, places=places)
    return programme


def enrolling(cast: Cast, programme: Programme, person: Person) -> Callable[[], Enrolment]:
    return lambda: enrol(
        by=cast.agency, programme=programme, person=person, source="R-1", today=MORNING.date()
    )


def test_a_form_is_not_replayed_by_another_seat_at_once(cast: Cast) -> None:
    command = uuid4()
    post = lambda by: lambda: ledger.once(command, by=by, verb="x", act=lambda: "/answer")  # noqa: E731
    answers = at_once(post(cast.front), post(cast.back))
    assert sorted(outcome([each for each in answers if isinstance(each, DomainError)])) == ["command_reused"]


def test_one_nik_becomes_one_person(cast: Cast) -> None:
    new = NewPerson(name="Sitti Contoh", village_code=VILLAGE, nik=NIK)
    answers = at_once(
        *(lambda: registry.add_person(by=cast.front, new=new, at=MORNING) for _ in range(HANDS))
    )
    assert outcome(answers) == {"done": 1, "nik_held": HANDS - 1}
    with acting(system(DISTRICT)):
        assert Person.objects.count() == IdentityNumber.objects.filter(kind="nik").count() == 1


def test_one_nik_at_two_desks_is_one_person_opened_to_both(cast: Cast) -> None:
    def add(who: str, village: str) -> Callable[[], Person]:
        new = NewPerson(name="Sitti Contoh", village_code=village, nik=NIK)
        return lambda: registry.add_person(by=cast.actors[who], new=new, at=MORNING)

    answers = at_once(add("front", VILLAGE), add("stranger", "73.88.02.2001"))
    assert outcome(answers) == {"done": 2}
    assert answers[0].pk == answers[1].pk
    with acting(system(DISTRICT)):
        assert Person.objects.count() == 1


def test_letters_numbered_at_once_have_different_numbers(cast: Cast) -> None:
    make_template(cast.place, chain=[{"role": "desk_manager", "act": "sign"}])
    desk = cast.place.offices["desk"]
    made = [
        letters.draft(by=cast.desk, office=desk, draft=words(scope_code=DISTRICT, hands={}), at=MORNING)
        for _ in range(HANDS)
    ]
    answers = at_once(
        *(
            lambda each=each: letters.give_number(  # type: ignore[misc]
                by=cast.desk, letter=each.pk, dated=MORNING.date(), at=MORNING
            )
            for each in made
        )
    )
    assert outcome(answers) == {"done": HANDS}
    assert len({each.number for each in answers}) == HANDS


def test_a_number_typed_for_two_letters_at_once_is_given_to_one(cast: Cast) -> None:
    make_template(cast.place, chain=[{"role": "desk_manager", "act": "sign"}])
    desk = cast.place.offices["desk"]
    made = [
        letters.draft(by=cast.desk, office=desk, draft=words(scope_code=DISTRICT, hands={}), at=MORNING)
        for _ in range(3)
    ]
    answers = at_once(
        *(
            lambda each=each: letters.give_number(  # type: ignore[misc]
                by=cast.desk, letter=each.pk, dated=MORNING.date(), number="400.9/17/SLRT/2026", at=MORNING
            )
            for each in made
        )
    )
    assert outcome(answers) == {"done": 1, "letter_number_taken": 2}
    with acting(system(DISTRICT)):
        assert Letter.objects.filter(number="400.9/17/SLRT/2026").count() == 1


def test_tickets_given_at_once_are_different(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        people = [make_person(f"Warga Contoh {each}") for each in range(HANDS)]
    answers = at_once(
        *(lambda each=each: service(cast.front, "food", person=each).case.ticket for each in people)  # type: ignore[misc]
    )
    assert len(set(answers)) == HANDS
    with acting(system(DISTRICT)):
        assert Case.objects.count() == HANDS
