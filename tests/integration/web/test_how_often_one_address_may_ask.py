"""How often one address may ask: nobody is counted twice or not at all, and the time runs from the first."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from django.db import connection, connections, transaction
from django.test import RequestFactory

from simpul.web.limits import allowed, must_wait, was_wrong
from tests.databases import Urls
from tests.factories import MORNING

REQUEST = RequestFactory().get("/", REMOTE_ADDR="198.51.100.7")
QUARTER = 15 * 60


def asks(most: int = 3) -> bool:
    return allowed(REQUEST, what="try", most=most, seconds=QUARTER)


def errs() -> None:
    was_wrong(REQUEST, what="try", free=3, now=MORNING)


def errs_and_waits() -> bool:
    errs()
    return waits()


def waits() -> bool:
    return must_wait(REQUEST, what="try", now=MORNING)


class TestTheTime:
    @pytest.fixture(autouse=True)
    def _a_table(self, db: None) -> None:
        """Counts lie in the database."""

    def test_it_runs_from_the_first_asking_and_is_not_made_shorter_by_the_next(self) -> None:
        with time_machine.travel(MORNING, tick=False) as clock:
            assert [asks() for _ in range(4)] == [True, True, True, False]
            clock.shift(timedelta(minutes=14, seconds=58))
            assert not asks()
            clock.shift(timedelta(seconds=4))
            assert [asks() for _ in range(4)] == [True, True, True, False]

    def test_asking_again_makes_it_no_longer(self) -> None:
        with time_machine.travel(MORNING, tick=False) as clock:
            for _ in range(3):
                assert asks()
                clock.shift(timedelta(minutes=7, seconds=40))
            assert [asks() for _ in range(3)] == [True, True, False]

    def test_a_clock_that_was_set_back_locks_nobody_out(self) -> None:
        with time_machine.travel(MORNING, tick=False) as clock:
            assert [asks() for _ in range(4)][-1] is False
            clock.shift(timedelta(days=-1))
            assert asks()

    def test_none_at_all_may_be_allowed(self) -> None:
        assert not asks(most=0)

    def test_wrong_answers_are_kept_two_hours_after_the_last(self) -> None:
        with time_machine.travel(MORNING, tick=False) as clock:
            errs()
            clock.shift(timedelta(minutes=100))
            errs()
            clock.shift(timedelta(minutes=100))
            assert not waits()
            errs()
            assert waits()
            clock.shift(timedelta(minutes=121))
            later = MORNING + timedelta(minutes=321)
            was_wrong(REQUEST, what="try", free=2, now=later)
            assert not must_wait(REQUEST, what="try", now=later)


def asks_two() -> bool:
    return asks(most=2)


@pytest.mark.parametrize(
    ("act", "told"), [(asks_two, [True, True, False]), (errs_and_waits, [False, False, True])]
)
def test_of_two_at_once_each_is_counted(
    committed_db: Urls, act: Callable[[], bool], told: list[bool]
) -> None:
    """The second comes while the request of the first is not over: it waits for its count."""
    answers = [act()]
    first_counted, go_on = threading.Event(), threading.Event()

    def first() -> None:
        with transaction.atomic():
            answers.append(act())
            first_counted.set()
            assert go_on.wait(timeout=30)
        connections.close_all()

    def second() -> None:
        with transaction.atomic():
            answers.append(act())
        connections.close_all()

    hands = [threading.Thread(target=first), threading.Thread(target=second)]
    hands[0].start()
    assert first_counted.wait(timeout=30)
    hands[1].start()
    while hands[1].is_alive() and not somebody_waits():
        pass
    go_on.set()
    for hand in hands:
        hand.join(timeout=30)
    assert answers == told


def somebody_waits() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
        return bool(cursor.fetchone()[0])


def test_many_at_once_get_no_more_than_was_allowed(committed_db: Urls) -> None:
    together, answers = threading.Barrier(8, timeout=30), []

    def hand() -> None:
        together.wait()
        with transaction.atomic():
            answers.append(asks())
        connections.close_all()

    hands = [threading.Thread(target=hand) for _ in range(8)]
    for each in hands:
        each.start()
    for each in hands:
        each.join(timeout=60)
    assert sorted(answers) == [False] * 5 + [True] * 3
