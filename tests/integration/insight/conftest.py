"""Needs on their way and referrals that nobody answers, counted at a given moment."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.actor import acting, system
from simpul.insight.actions import refresh
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral
from simpul.referrals.types import Asking
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, make_person

ZONE = "Asia/Makassar"
MONTH = dt.date(2026, 11, 1)
CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")

Take = Callable[..., Need]
Count = Callable[..., None]


@pytest.fixture
def take(cast: Cast) -> Take:
    """A new villager comes with one need: `take("food")`."""
    people = iter(range(100, 1000))

    def opened(category: str = "food", who: str = "facilitator", at: dt.datetime = MORNING) -> Need:
        actor = getattr(cast, who)
        with acting(system(DISTRICT)):
            person = make_person(nik=f"7388014107840{next(people)}", village=actor.areas[0])
        opening = Opening(
            person=person.pk, needs=(NeedInput(category, "Kami perlu bantuan"),), consent=CONSENT
        )
        return cases.take_in(by=actor, opening=opening, at=at).needs[0]

    return opened


@pytest.fixture
def goes_on(cast: Cast) -> Callable[[Need], Need]:
    """The village sends a need on."""

    def climb(need: Need) -> Need:
        return cases.climb(
            by=cast.back,
            need=need,
            reason="beyond_authority",
            tried="Dapur umum desa sudah tutup",
            override_reason="Sudah dicek langsung",
            at=MORNING,
        )

    return climb


@pytest.fixture
def asked(cast: Cast, take: Take, goes_on: Callable[[Need], Need]) -> Referral:
    """An agency is asked, and has until `due_at`."""
    need = goes_on(take())
    asking = Asking(
        to_office=cast.place.offices["dinsos"].pk, service_name="Bantuan beras", asked="Beras 20 kg"
    )
    return referrals.send(by=cast.desk, need=need.pk, asking=asking, at=MORNING)


@pytest.fixture
def count() -> Count:
    """Count anew at a moment."""

    def at(now: dt.datetime = MORNING + dt.timedelta(hours=1), **more: int) -> None:
        refresh(DISTRICT, timezone=ZONE, now=now, **more)

    return at
