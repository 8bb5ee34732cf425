"""A seat reads its own commands alone, and none of them says that something went behind the wall."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.urls import reverse

from simpul.ground import ledger
from simpul.ground.actor import acting
from simpul.ground.errors import StateError
from simpul.ground.models import Command
from simpul.offices.models import Office, OfficeKind


def test_a_seat_reads_its_own_commands_alone(cast):
    command = uuid4()
    ledger.once(command, by=cast.front, verb="x.do", act=lambda: "/mine/")
    for who in ("back", "neighbour", "auditor", "manager", "foreigner"):
        with acting(cast.actors[who]):
            assert not Command.objects.exists()
        with pytest.raises(StateError, match="command_reused"):
            ledger.once(command, by=cast.actors[who], verb="x.do", act=lambda: "/theirs/")
    again = ledger.once(command, by=cast.front, verb="x.do", act=lambda: "/again/")
    assert (again.value, again.replayed) == ("/mine/", True)


def test_handing_over_leaves_no_trace_in_the_ledger(cast, client):
    cast.sign_in(client, "front")
    address = reverse("protection:hand_over")
    office = cast.place.offices["safe_house"]
    Office.objects.filter(pk=office.pk).update(kind=OfficeKind.PROTECTION)
    typed = {"command_id": str(uuid4()), "words": "Anak dipukul.", "office": str(office.pk)}
    first = client.post(address, typed)
    assert first["Location"].startswith(reverse("protection:stubs") + "?baru=")
    again = client.post(address, typed)
    assert again["Location"].startswith(reverse("protection:stubs"))
    with acting(cast.front):
        (kept,) = Command.objects.all()
    assert (kept.verb, kept.answer) == ("intake.save", "/")
