"""Giving an office sight: of the person, of the family with its house, never beyond the district."""

from __future__ import annotations

import pytest

from simpul.ground.actor import acting, system
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.registry import actions, queries
from simpul.registry.models import Family, House, Membership, Person
from simpul.registry.types import NewPerson
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, VILLAGE, make_person


def test_the_house_goes_with_the_family(cast: Cast) -> None:
    told = NewPerson(name="Siti Contoh", village_code=VILLAGE, rt="02", local_card=True)
    siti = actions.add_person(by=cast.front, new=told, at=MORNING)
    actions.open_to_office(by=cast.desk, person=siti, office=cast.place.offices["disdik"], whole_family=True)
    with acting(cast.education):
        assert (Person.objects.count(), Family.objects.count(), House.objects.count()) == (1, 1, 1)


def test_a_person_without_family_is_opened_alone(cast: Cast) -> None:
    siti = actions.add_person(by=cast.front, new=NewPerson(name="Siti", village_code=VILLAGE), at=MORNING)
    actions.open_to_office(by=cast.desk, person=siti, office=cast.place.offices["disdik"], whole_family=True)
    assert queries.person(siti.pk, by=cast.education).pk == siti.pk
    with acting(cast.desk):
        assert queries.office_sees(siti.pk, cast.place.offices["disdik"].pk)
        assert not Membership.objects.exists()


def test_a_partner_is_given_no_family(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        siti = make_person()
    with pytest.raises(NotAllowedError, match="person_only"):
        actions.open_to_office(
            by=cast.desk, person=siti, office=cast.place.offices["partner"], whole_family=True
        )


def test_nothing_is_opened_to_another_district(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        siti = make_person()
    with pytest.raises(NotVisibleError):
        actions.open_to_office(
            by=cast.desk, person=siti, office=cast.elsewhere.offices["dinsos"], whole_family=False
        )
    with acting(cast.foreigner):
        assert not Person.objects.exists()
