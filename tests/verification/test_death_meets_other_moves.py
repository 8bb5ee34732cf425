"""A death or a number is recorded while a need of the same household goes on: neither is refused."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from simpul.cases import actions as cases
from simpul.cases.actions import ladder
from simpul.cases.models import Need
from simpul.ground.actor import acting, system
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral
from simpul.referrals.types import Asking
from simpul.registry import actions as registry
from simpul.registry.models import Person
from tests.cast import Cast, make_cast
from tests.databases import Urls
from tests.factories import DISTRICT, MORNING, TODAY, make_person
from tests.verification.hands import at_once, outcome, service

pytestmark = pytest.mark.verification

PATIENCE = 10.0
"""Seconds until somebody must have come to wait for a lock."""


@pytest.fixture
def cast(committed_db: Urls) -> Cast:
    """The cast in a database of this test's own, where every act is committed."""
    return make_cast()


@pytest.fixture
def villager(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        return make_person()


def climb(cast: Cast, need: Need) -> Need:
    told = {"reason": "beyond_authority", "tried": "Sudah ditanyakan", "override_reason": "Sudah dicek"}
    return cases.climb(by=cast.back, need=need, **told, at=MORNING)


def die(cast: Cast, person: Person) -> Person:
    return registry.record_death(by=cast.front, person=person, died_on=TODAY, at=MORNING)


def get_a_number(cast: Cast, person: Person) -> Any:
    return registry.record_number(
        by=cast.back, person=person, kind="nik", number="7388014107840012", source="KTP baru", at=MORNING
    )


def somebody_waits() -> bool:
    """Whether somebody waits for a lock now, or came to wait before patience ended."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        with connection.cursor() as cursor:
            cursor.execute("SELECT EXISTS (SELECT FROM pg_locks WHERE NOT granted)")
            if cursor.fetchone()[0]:
                return True
    return False


@pytest.mark.parametrize("other", [die, get_a_number])
def test_both_succeed_in_the_worst_order(
    cast: Cast, villager: Person, monkeypatch: pytest.MonkeyPatch, other: Callable[..., Any]
) -> None:
    """The need is locked, its person not yet, when the other comes from the person's side."""
    (need,) = [
        each
        for each in service(cast.facilitator, "health_insurance", person=villager).needs
        if each.category.code == "health_insurance"
    ]
    locked, real, waited = threading.Event(), ladder.open_to, []

    def open_to(*args: Any, **more: Any) -> None:
        locked.set()
        waited.append(somebody_waits())
        real(*args, **more)

    def comes_second() -> Any:
        assert locked.wait(PATIENCE)
        return other(cast, villager)

    monkeypatch.setattr(ladder, "open_to", open_to)
    answers = at_once(lambda: climb(cast, need), comes_second)
    assert outcome(answers) == {"done": 2}
    assert waited == [True]
    with acting(system(DISTRICT)):
        row = Need.objects.select_related("rung", "result").get(pk=need.pk)
    assert row.rung.code == "agency"
    assert (row.state, row.result and row.result.code) == (
        ("closed", "died") if other is die else ("open", None)
    )


def test_everything_at_once_about_one_household_ends_with_an_answer_each(cast: Cast) -> None:
    """Needs of two who live together move while one of them dies: what may not be done gets a sentence."""
    with acting(system(DISTRICT)):
        first = make_person("Ayah Contoh")
        second = make_person("Anak Contoh", family=first.memberships.get().family, relation="child")
    needs = [
        service(cast.facilitator, "health_insurance", person=person).needs[0] for person in (first, second)
    ]
    asked = climb(cast, service(cast.facilitator, "food", person=first).needs[0])
    asking = Asking(to_office=cast.place.offices["disdik"].pk, service_name="Beras", asked="Beras 20 kg")
    acts = [
        *(lambda need=need: climb(cast, need) for need in needs),
        lambda: referrals.send(by=cast.desk, need=asked.pk, asking=asking, at=MORNING),
        lambda: cases.note(by=cast.front, need=asked, text="Dihubungi", at=MORNING),
        lambda: cases.close(by=cast.desk, need=asked, result="withdrawn", at=MORNING),
        lambda: service(cast.facilitator, "school_kit", person=first),
        lambda: die(cast, first),
        lambda: get_a_number(cast, second),
    ]
    answers = at_once(*acts)
    known = {"done", "need_state", "need_closed", "person_died"}
    assert set(outcome(answers)) <= known
    assert isinstance(answers[6], Person), "a death is always recorded"
    with acting(system(DISTRICT)):
        left = Need.objects.filter(case__person=first).exclude(state="closed")
        assert not left.exists(), "a need of somebody who died stayed open"
        assert not Referral.objects.filter(need__case__person=first, state="sent").exists()
