"""A need at the district's desk, and referrals of it at each stage."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest

from simpul.cases import actions as cases
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.actor import acting, system
from simpul.referrals import actions
from simpul.referrals.types import Asking
from tests.factories import DISTRICT, MORNING, make_person
from tests.integration.letters.conftest import PNG

SENT = MORNING + dt.timedelta(hours=1)  # Tuesday 11.00 WITA
ANSWERED = SENT + dt.timedelta(hours=3)
CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
NIK = "7388014107840012"


@pytest.fixture
def villager(cast):
    with acting(system(DISTRICT)):
        return make_person(nik=NIK)


def bring_to_desk(cast, person, category="food"):
    """Open a service in the village and send its need on to the district's desk."""
    need = NeedInput(category, "Anak saya sakit gula")
    opening = Opening(person=person.pk, needs=(need,), consent=CONSENT)
    opened = cases.take_in(by=cast.facilitator, opening=opening, at=MORNING).needs[0]
    return cases.climb(
        by=cast.back,
        need=opened,
        reason="beyond_authority",
        tried="Dapur umum desa sudah tutup",
        override_reason="Sudah dicek langsung",
        at=MORNING,
    )


def send_to(cast, need, office="dinsos", *, at=SENT, **more):
    """Send a need of the desk to an office."""
    asking = Asking(
        **{
            "to_office": cast.place.offices[office].pk,
            "service_name": "Bantuan beras",
            "asked": "Beras 20 kg untuk satu bulan",
        }
        | more
    )
    return actions.send(by=cast.desk, need=need.pk, asking=asking, at=at)


@pytest.fixture
def at_desk(cast, villager):
    """A need that the village sent on to the district's desk."""

    def sent_on(category="food"):
        return bring_to_desk(cast, villager, category)

    return sent_on


@pytest.fixture
def send(cast, at_desk):
    """Send a need of the desk: `send("partner", asked="…")`."""

    def to(office="dinsos", *, need=None, **more):
        return send_to(cast, need or at_desk(), office, **more)

    return to


@pytest.fixture
def accepted(cast, send):
    """A referral that the agency accepted."""

    def accept(**more):
        return actions.accept(by=cast.agency, referral=send(**more).pk, at=ANSWERED)

    return accept


@pytest.fixture
def delivered(cast, accepted):
    """A referral whose help was delivered."""

    def deliver(**more):
        referral = accepted(**more)
        return actions.deliver(
            by=cast.agency,
            referral=referral.pk,
            what="Beras 20 kg diterima istri",
            proof=BytesIO(PNG),
            at=ANSWERED,
        )

    return deliver
