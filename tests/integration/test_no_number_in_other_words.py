"""Past every form, the actions refuse a NIK or KK in what is typed about seats, letters and reports."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from simpul.ground import audit
from simpul.ground.actor import acting
from simpul.ground.errors import InputError
from simpul.offices import actions as offices
from simpul.protection import actions as protection
from simpul.protection.types import Report
from simpul.registry import actions as registry
from tests.cast import Cast
from tests.factories import MORNING, TODAY, make_person

TYPED = "atas nama 3303 0112 0385 0001"

VERBS: dict[str, Callable[[Cast], object]] = {
    "appoint": lambda cast: offices.appoint(
        by=cast.administrator,
        office=cast.place.offices["dinsos"],
        role=cast.seats["agency"].role,
        title=TYPED,
        starts_on=TODAY,
    ),
    "extend": lambda cast: offices.extend(
        by=cast.administrator,
        seat=cast.seats["agency"],
        letter_number=TYPED,
        letter_date=TODAY,
        until=TODAY.replace(year=2028),
    ),
    "end": lambda cast: offices.end(by=cast.administrator, seat=cast.seats["agency"], on=TODAY, reason=TYPED),
    "invite": lambda cast: offices.invite(
        by=cast.administrator, seat=cast.seats["agency"], email="a@contoh.test", name=TYPED, at=MORNING
    ),
    "hand_over": lambda cast: protection.hand_over(
        by=cast.facilitator,
        report=Report(words="Perlu ditolong", safe_contact=TYPED),
        office=cast.place.offices["safe_house"],
        at=MORNING,
    ),
    "record_number": lambda cast: registry.record_number(
        by=cast.back,
        person=_person(cast),
        kind="nik",
        number="7388014107840001",
        source=TYPED,
        at=MORNING,
    ),
    "audit": lambda cast: audit.record("ground.try", by=cast.front, kind="thing", key="1", reason=TYPED),
}


def _person(cast: Cast) -> object:
    with acting(cast.back):
        return make_person()


@pytest.mark.parametrize("verb", VERBS)
def test_it_is_refused(cast: Cast, verb: str) -> None:
    with pytest.raises(InputError, match="number_in_text"):
        VERBS[verb](cast)
