"""Times on a page are those of the seat's district."""

from __future__ import annotations

from django.test import Client

from simpul.ground.actor import acting, system
from simpul.registry import actions
from tests.cast import Cast
from tests.factories import DISTRICT, ELSEWHERE, MORNING, VILLAGE_ELSEWHERE, make_person


def test_one_server_speaks_wita_and_wib(cast: Cast, client: Client) -> None:
    with acting(system(DISTRICT)):
        here = make_person()
    with acting(system(ELSEWHERE)):
        there = make_person(village=VILLAGE_ELSEWHERE)
    actions.record_check(by=cast.back, person=here, manual=None, at=MORNING)
    actions.record_check(by=cast.foreign_back, person=there, manual=None, at=MORNING)
    cast.sign_in(client, "back")
    assert "10.00 WITA" in client.get(f"/orang/{here.pk}/").content.decode()
    cast.sign_in(client, "foreign_back")
    assert "09.00 WIB" in client.get(f"/orang/{there.pk}/").content.decode()
