"""What an office gave is proven as the pack asks: its proof is the need's; nothing is confirmed without."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions as cases
from simpul.cases.models import Deed
from simpul.cases.queries import find_need, proofs_of
from simpul.ground import files
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError
from simpul.offices.models import NeedCategory
from simpul.referrals import actions
from tests.factories import DISTRICT
from tests.integration.cases.pages import page_of
from tests.integration.cases.pages import send as post
from tests.integration.referrals.conftest import ANSWERED

LATER = ANSWERED + dt.timedelta(hours=2)
HANDOVER = {"kind": "handover", "name": "Tanda terima pemiliknya", "required": True}
NUMBER = {"kind": "number", "name": "Nomor yang terbit", "required": True}


@pytest.fixture
def asks():
    """Let the pack ask for proofs of the need."""

    def proofs(*evidence):
        with acting(system(DISTRICT)):
            NeedCategory.objects.filter(code="food").update(evidence=list(evidence))

    return proofs


def arrived(cast, referral, at=LATER):
    return actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=at)


def test_the_proof_of_a_delivery_is_a_proof_of_the_need(cast, delivered):
    referral = delivered()
    with acting(cast.facilitator) as by:
        deed = Deed.objects.get(need=referral.need_id)
        assert (deed.kind, deed.text, deed.file) == ("proof", "Beras 20 kg diterima istri", referral.proof)
        assert files.get(deed.file, by=by).pk == referral.proof
    with acting(cast.desk):
        assert deed.by == cast.agency.label


def test_it_stands_for_the_handover_an_office_cannot_write(cast, asks, delivered):
    asks(HANDOVER)
    referral = delivered()
    with acting(cast.facilitator):
        (proof,) = proofs_of([find_need(referral.need_id)])[referral.need_id]
    assert proof.there
    assert arrived(cast, referral).state == "arrived"


def test_what_it_does_not_show_is_recorded_first(cast, asks, delivered, client, time_machine):
    time_machine.move_to(LATER, tick=False)
    asks(HANDOVER, NUMBER)
    referral = delivered()
    with pytest.raises(InputError, match="evidence_missing"):
        arrived(cast, referral)
    cast.sign_in(client, "facilitator")
    address = f"/kotak-masuk/{referral.pk}/konfirmasi/"
    typed = {"arrived": "yes", "version": page_of(client, address).select_one("[name=version]")["value"]}
    refused = post(client, address, 422, **typed)
    assert "Nomor yang terbit" in refused.content.decode()
    cases.prove(by=cast.facilitator, need=referral.need_id, kind="number", text="0001-22", at=LATER)
    post(client, address, **typed)
    with acting(system(DISTRICT)):
        assert find_need(referral.need_id).state == "closed"
