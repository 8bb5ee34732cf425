"""What tests with many hands share: starting at the same moment, and something to be at."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from django.db import connection

from simpul.cases import actions as cases
from simpul.cases.models import Need
from simpul.cases.types import ConsentGiven, NeedInput, Opening
from simpul.ground.actor import Actor, acting, system
from simpul.ground.errors import DomainError
from simpul.referrals import actions as referrals
from simpul.referrals.models import Referral
from simpul.referrals.types import Asking
from simpul.registry.models import Person
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, make_person

CONSENT = ConsentGiven(basis="consent", read_aloud=True, given_by="Yang bersangkutan")
HANDS = 8


def at_once(*acts: Callable[[], Any]) -> list[Any]:
    """Start all at the same moment, each with a connection of its own: what each got, an error too."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> Any:
        gate.wait()
        try:
            return act()
        except DomainError as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


def outcome(answers: list[Any]) -> Counter[str]:
    return Counter(each.code if isinstance(each, DomainError) else "done" for each in answers)


def service(by: Actor, *asked: str, person: Person | None = None) -> Any:
    with acting(system(DISTRICT)):
        person = person or make_person()
    opening = Opening(
        person=person.pk, needs=tuple(NeedInput(each, "Perlu bantuan") for each in asked), consent=CONSENT
    )
    return cases.take_in(by=by, opening=opening, at=MORNING)


def at_desk(cast: Cast) -> Need:
    return cases.climb(
        by=cast.back,
        need=service(cast.front, "food").needs[0],
        reason="beyond_authority",
        tried="Dapur umum",
        override_reason="Sudah dicek langsung",
        at=MORNING,
    )


def refer(cast: Cast, need: Need) -> Referral:
    asking = Asking(to_office=cast.place.offices["dinsos"].pk, service_name="Beras", asked="Beras 20 kg")
    return referrals.send(by=cast.desk, need=need.pk, asking=asking, at=MORNING)
