"""A number comes from the real book or the office's pattern, and is given once."""

from __future__ import annotations

import datetime as dt
import threading

import pytest
from django.db import connection

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, StaleError, StateError
from simpul.letters import actions
from simpul.letters.errors import NumberTakenError
from simpul.letters.models import Letter, Register
from tests.cast import make_cast
from tests.factories import DISTRICT, MORNING, TODAY
from tests.integration.letters.conftest import make_template, words


def test_the_next_number_follows_the_pattern(numbered):
    assert numbered().number == "400.9/001/DESK/2026"
    assert numbered().number == "400.9/002/DESK/2026"


def test_the_office_keeps_its_own_pattern(cast, numbered):
    Register.objects.create(
        office=cast.place.offices["desk"], year=2026, pattern="{number}/SLRT/{month}/{year}", last_number=41
    )
    assert numbered().number == "042/SLRT/XI/2026"


def test_a_number_typed_from_the_book_keeps_the_register_in_step(numbered):
    assert numbered("400.9/0047/DESK/2026").number == "400.9/0047/DESK/2026"
    assert numbered().number == "400.9/048/DESK/2026"


def test_a_number_of_another_shape_is_taken_as_it_is(numbered):
    assert numbered("B-12/SLRT").number == "B-12/SLRT"
    assert numbered().number == "400.9/001/DESK/2026"


def test_a_number_typed_ahead_is_jumped_over(numbered, cast):
    Register.objects.create(office=cast.place.offices["desk"], year=2026, pattern="{number}")
    numbered("0001")
    assert numbered("x002").number == "x002"
    numbered("002 ")
    assert numbered().number == "003"


def test_the_next_number_passes_over_those_typed_before(numbered, cast):
    numbered("400.9/001/DESK/2026")
    Register.objects.update(last_number=0)
    assert numbered().number == "400.9/002/DESK/2026"


def test_the_database_refuses_a_number_that_slipped_past(numbered, monkeypatch):
    numbered("B-12/SLRT")
    monkeypatch.setattr("simpul.letters.actions.drafting._number", lambda _letter, typed: typed)
    with pytest.raises(NumberTakenError) as refused:
        numbered("B-12/SLRT")
    assert refused.value.field == "number"


def test_no_number_is_given_twice(numbered):
    numbered("B-12/SLRT")
    with pytest.raises(NumberTakenError) as refused:
        numbered("B-12/SLRT")
    assert refused.value.field == "number"


@pytest.mark.parametrize("typed", ["belum ada", "12; --", "1\n2", "x" * 81])
def test_what_is_no_number_is_refused(numbered, typed):
    with pytest.raises(InputError, match="letter_number_shape"):
        numbered(typed)


def test_a_letter_is_not_dated_ahead(cast, drafted):
    letter = drafted()
    with pytest.raises(InputError, match="letter_date_ahead"):
        actions.give_number(by=cast.desk, letter=letter.pk, dated=TODAY + dt.timedelta(days=1), at=MORNING)


def test_a_letter_is_numbered_once(cast, numbered):
    letter = numbered()
    with pytest.raises(StateError):
        actions.give_number(by=cast.desk, letter=letter.pk, dated=TODAY, at=MORNING)


def test_a_stale_form_numbers_nothing(cast, drafted):
    letter = drafted()
    with pytest.raises(StaleError):
        actions.give_number(by=cast.desk, letter=letter.pk, dated=TODAY, at=MORNING, version=9)


@pytest.mark.parametrize("who", ["agency_head", "facilitator", "camat"])
def test_only_the_writing_office_numbers(cast, drafted, who):
    letter = drafted()
    with pytest.raises(NotAllowedError):
        actions.give_number(by=getattr(cast, who), letter=letter.pk, dated=TODAY, at=MORNING)


def test_two_at_once_get_two_numbers(committed_db):
    cast = make_cast()
    make_template(cast.place)
    office = cast.place.offices["desk"]
    letters = [actions.draft(by=cast.desk, office=office, draft=words(), at=MORNING) for _ in range(4)]
    failed = []

    def number(letter):
        try:
            actions.give_number(by=cast.desk, letter=letter.pk, dated=TODAY, at=MORNING)
        except Exception as error:  # noqa: BLE001  told to the test
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=number, args=(letter,)) for letter in letters]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with acting(system(DISTRICT)):
        given = sorted(Letter.objects.values_list("number", flat=True))
    assert given == [f"400.9/00{serial}/DESK/2026" for serial in (1, 2, 3, 4)]
