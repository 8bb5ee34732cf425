"""A villager, and needs of theirs on the first step of their routes."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions
from simpul.cases.models import Movement, Need
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.actor import acting, system
from tests.factories import DISTRICT, MORNING, make_budget_line, make_number, make_person

LATER = MORNING + dt.timedelta(hours=1)
CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")


def make_numbered(nik="7388014105840001", kk="7388012411260001"):
    """A person with a NIK on a numbered family card."""
    person = make_person(nik=nik)
    make_number(kk, family=person.memberships.get().family, kind="kk")
    return person


@pytest.fixture
def villager(cast):
    """Somebody whose papers are in order."""
    with acting(system(DISTRICT)):
        return make_numbered()


@pytest.fixture
def take_in(cast, villager):
    """Open a service for the villager: `take_in("food", who="facilitator")`."""

    def opened(*categories, who="facilitator", person=villager, at=MORNING, **more):
        needs = tuple(
            each if isinstance(each, NeedInput) else NeedInput(each, "Kami perlu bantuan")
            for each in categories
        )
        opening = Opening(person=person.pk, needs=needs, consent=CONSENT, **more)
        return actions.take_in(by=getattr(cast, who), opening=opening, at=at)

    return opened


@pytest.fixture
def need_of(take_in):
    """Open a service with one need and give the need."""

    def one(category="food", **more):
        return take_in(category, **more).needs[0]

    return one


@pytest.fixture
def at_desk(cast, need_of):
    """A need that the village sent on to the district desk."""

    def sent(category="food"):
        need = need_of(category)
        return actions.climb(
            by=cast.back,
            need=need,
            reason="beyond_authority",
            tried="Dapur umum desa sudah tutup",
            override_reason="Sudah dicek langsung",
            at=LATER,
        )

    return sent


@pytest.fixture
def line(cast):
    """A line of the village's fund with a million rupiah."""
    return make_budget_line(cast.place)


@pytest.fixture
def settings_of(cast):
    """Change settings of the district for this test."""

    def change(**values):
        district = cast.place.district
        district.settings = district.settings | values
        district.save(update_fields=["settings"])

    return change


def seen(actor, need):
    """Whether somebody sees a need."""
    with acting(actor):
        return Need.objects.filter(pk=need.pk).exists()


def kinds(need):
    """What happened to a need, in order."""
    with acting(system(need.district_code)):
        rows = Movement.objects.filter(need=need).order_by("at", "id")
        return list(rows.values_list("kind", flat=True))


@pytest.fixture
def at_work(time_machine):
    """It is the morning of the tests on the server too."""
    time_machine.move_to(LATER, tick=False)


@pytest.fixture
def front(cast, client):
    cast.sign_in(client, "back")
    return client
