"""Pages ask the database the same number of questions, however large a family, a history or a list is."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simpul.cases import actions
from simpul.ground.actor import acting, system
from simpul.registry.models import Membership
from simpul.registry.queries import family_of
from tests.factories import DISTRICT, make_person
from tests.integration.cases.conftest import LATER

pytestmark = pytest.mark.usefixtures("at_work")


def cost(client, address):
    with CaptureQueriesContext(connection) as used:
        assert client.get(address).status_code == 200
    return len(used)


def grow_family(villager, many):
    """Let people move in with the villager."""
    with acting(system(DISTRICT)):
        family = family_of(villager.pk)
        for _ in range(many):
            person = make_person()
            Membership.objects.filter(person=person).delete()
            Membership.objects.create(person=person, family=family, relation="child")


@pytest.fixture
def pages(villager, need_of):
    """The pages of a service and of a person, with the number of questions they may ask."""
    need = need_of("food")
    return {
        reverse("services:page", args=[need.case_id]): 33,
        reverse("people:card", args=[villager.pk]): 19,
    }


def test_a_large_family_asks_nothing_more(front, villager, pages):
    before = {page: cost(front, page) for page in pages}
    grow_family(villager, 9)
    assert {page: cost(front, page) for page in pages} == before


def test_a_long_history_asks_nothing_more(cast, front, pages, take_in):
    before = {page: cost(front, page) for page in pages}
    need = take_in("food").needs[0]
    for _ in range(10):
        actions.note(by=cast.back, need=need, text="Catatan", at=LATER)
        take_in("school_kit")
    assert {page: cost(front, page) for page in pages} == before


def test_pages_ask_few_questions(front, pages):
    found = {page: cost(front, page) for page in pages}
    assert {page: many for page, many in found.items() if many > pages[page]} == {}
