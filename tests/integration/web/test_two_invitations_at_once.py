"""Two open invitations for one new address, accepted at the same moment: one account, and a sentence."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from simpul.ground.actor import acting
from simpul.ground.identifiers import uuid7
from simpul.offices import actions
from simpul.offices.models import Officer
from simpul.offices.types import RoleCode
from tests.cast import make_cast
from tests.databases import Urls
from tests.factories import VILLAGE

ADDRESS, PASSWORD = "baru@contoh.test", "kata sandi yang panjang"


def test_one_gets_the_account_and_the_other_a_sentence(
    committed_db: Urls, monkeypatch: pytest.MonkeyPatch
) -> None:
    cast = make_cast()
    doors = []
    for _ in range(2):
        with acting(cast.administrator):
            seat = actions.appoint(
                by=cast.administrator,
                office=cast.place.post(VILLAGE),
                role=RoleCode.WELFARE_POST_FRONT,
                title="Petugas depan",
                starts_on=timezone.localdate(),
            )
            token = actions.invite(
                by=cast.administrator, seat=seat, email=ADDRESS, name="Petugas Baru", at=timezone.now()
            )
        doors.append(reverse("accounts:invitation", args=[token]))
    _both_look_before_either_writes(monkeypatch)
    answers: list[Any] = []

    def accept(door: str) -> None:
        typed = {"command_id": str(uuid7()), "password": PASSWORD, "again": PASSWORD}
        answers.append(Client(raise_request_exception=False).post(door, typed))
        connections.close_all()

    hands = [threading.Thread(target=accept, args=[door]) for door in doors]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join(timeout=60)
    assert sorted(each.status_code for each in answers) == [302, 409]
    refused = next(each for each in answers if each.status_code == 409)
    assert "sudah punya akun" in refused.content.decode()
    assert Officer.objects.filter(email=ADDRESS).count() == 1


def _both_look_before_either_writes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever found that the address has no account waits until the other found the same."""
    met, new = threading.Barrier(2, timeout=30), actions._new_officer

    def together(*arguments: Any) -> Officer:
        met.wait()
        return new(*arguments)

    monkeypatch.setattr(actions, "_new_officer", together)
