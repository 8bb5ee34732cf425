"""Who sees a person, before any code asks: the database alone."""

from __future__ import annotations

import pytest

from simpul.ground.actor import acting, nobody, system
from simpul.registry.models import IdentityNumber, Person
from tests.cast import Cast
from tests.factories import DISTRICT, make_person

SEES = {"facilitator", "front", "back", "coordinator", "operator", "head", "treasurer"}
SEES |= {"supervisor", "camat", "welfare_section", "desk_front", "desk", "manager", "steward"}
NO_NUMBERS = {"head", "treasurer"}


@pytest.fixture
def person(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        return make_person("Sitti Contoh", nik="7388014107840001")


def test_a_person_is_seen_by_the_seats_of_the_area_and_nobody_else(cast: Cast, person: Person) -> None:
    seen = set()
    for who, actor in cast.actors.items():
        with acting(actor):
            if Person.objects.filter(pk=person.pk).exists():
                seen.add(who)
    assert seen == SEES


def test_a_number_is_seen_only_by_those_who_may_read_identity(cast: Cast, person: Person) -> None:
    seen = set()
    for who, actor in cast.actors.items():
        with acting(actor):
            if IdentityNumber.objects.filter(person=person).exists():
                seen.add(who)
    assert seen == SEES - NO_NUMBERS


def test_a_visitor_sees_nothing(cast: Cast, person: Person) -> None:
    with acting(nobody(DISTRICT)):
        assert not Person.objects.exists()
        assert not IdentityNumber.objects.exists()
