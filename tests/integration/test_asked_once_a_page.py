"""What a reading page asks again and again is asked once, for one actor, and not kept for the next."""

from __future__ import annotations

import pytest

from simpul.ground.actor import acting, current
from simpul.ground.errors import NotAllowedError
from simpul.ground.remembered import keep, remembered, remembering
from simpul.offices import queries as offices
from simpul.offices.models import Seat
from tests.factories import MORNING, TODAY

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def asked():
    return []


@pytest.fixture
def question(asked):
    @remembered
    def name_of(key, *, by=None):
        asked.append((key, by))
        return f"{key} of {current() and current().label}"

    return name_of


def test_a_page_asks_once(question, asked):
    with remembering():
        answers = [question("a"), question("a"), question("b"), question("a", by=1)]
    assert answers == ["a of None", "a of None", "b of None", "a of None"]
    assert asked == [("a", None), ("b", None), ("a", 1)]


def test_the_next_page_asks_anew(question, asked):
    for _ in range(2):
        with remembering():
            question("a")
    question("a")
    assert len(asked) == 3


def test_a_page_that_writes_keeps_nothing(question, asked):
    with remembering(reading=False):
        keep(question, "kept", "a")
        assert question("a") == "a of None"
        question("a")
    assert len(asked) == 2


def test_nobody_gets_the_answer_of_somebody_else(cast, question):
    with remembering():
        with acting(cast.front):
            mine = question("a")
        with acting(cast.neighbour):
            assert question("a") != mine


def test_what_is_known_already_is_not_asked(question, asked):
    with remembering():
        keep(question, "kept", "a")
        assert (question("a"), asked) == ("kept", [])


def test_a_seat_that_ended_is_refused_on_the_next_page(cast):
    """What the door found holds for its own page alone."""
    seat = Seat.objects.select_related("district").get(pk=cast.back.seat)
    with acting(cast.back), remembering():
        offices.keep_seat(seat)
        Seat.objects.filter(pk=seat.pk).update(ended_on=TODAY, ended_reason="Mutasi")
        offices.check_still_seated(cast.back, at=MORNING)
    for reading in (True, False):
        with acting(cast.back), remembering(reading=reading), pytest.raises(NotAllowedError):
            offices.check_still_seated(cast.back, at=MORNING)
