"""Two at once, pressed twice, killed in the middle, and lists that stay cheap."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.cases import actions, queries
from simpul.cases.models import Case, Movement, Need
from simpul.cases.types import NeedInput, Opening
from simpul.ground import ledger
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StaleError
from simpul.ground.models import AuditLine
from simpul.offices.models import Seat
from tests.cast import make_cast
from tests.factories import DISTRICT, MORNING
from tests.integration.cases.conftest import CONSENT, LATER, make_numbered


def open_service(cast, *categories, numbers=("7388014105840001", "7388012411260001")):
    with acting(system(DISTRICT)):
        person = make_numbered(*numbers)
    opening = Opening(
        person=person.pk, needs=tuple(NeedInput(each, "x") for each in categories), consent=CONSENT
    )
    return actions.take_in(by=cast.back, opening=opening, at=MORNING)


def at_once(*acts):
    """Run each in a thread and connection of its own, from the same moment on."""
    gate = threading.Barrier(len(acts))

    def run(act):
        try:
            gate.wait()
            return act()
        except Exception as error:  # noqa: BLE001  what each got is the test
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.mark.slow
def test_of_two_who_type_one_pad_number_one_is_told_it_is_used(committed_db):
    cast = make_cast()
    (blank,) = actions.reserve_block(by=cast.back, size=1, at=MORNING)
    with acting(system(DISTRICT)):
        person = make_numbered("7388014105840001", "7388012411260001")

    def typed_in():
        needs = (NeedInput("food", "x"),)
        opening = Opening(person=person.pk, needs=needs, consent=CONSENT, ticket=str(blank))
        return actions.take_in(by=cast.back, opening=opening, at=LATER)

    refused = [each for each in at_once(*[typed_in] * 3) if isinstance(each, Exception)]
    assert [(type(each), each.code) for each in refused] == [(InputError, "ticket_used")] * 2
    with acting(system(DISTRICT)):
        assert Case.objects.count() == 1


@pytest.mark.slow
def test_of_two_who_send_on_at_once_one_is_told_it_is_stale(committed_db):
    cast = make_cast()
    need = open_service(cast, "health_insurance").needs[0]

    def climb(who):
        return lambda: actions.climb(
            by=who, need=need.pk, reason="beyond_authority", tried="x", at=LATER, version=1
        )

    answers = at_once(climb(cast.back), climb(cast.front))
    assert sorted(type(each).__name__ for each in answers) == ["Need", "StaleError"]
    with acting(system(DISTRICT)):
        assert Movement.objects.filter(kind="climbed").count() == 1


@pytest.mark.slow
def test_two_last_needs_closed_at_once_close_the_service(committed_db):
    cast = make_cast()
    taken = open_service(cast, "food", "school_kit")

    def close(need):
        return lambda: actions.close(by=cast.back, need=need.pk, result="met", at=LATER)

    answers = at_once(*(close(need) for need in taken.needs))
    assert [type(each).__name__ for each in answers] == ["Need", "Need"]
    with acting(system(DISTRICT)):
        assert Case.objects.get().state == "closed"


@pytest.mark.slow
def test_numbers_given_at_once_are_different(committed_db):
    cast = make_cast()

    def opens(last):
        return lambda: (
            open_service(cast, "food", numbers=(f"738801410584000{last}", f"738801241126000{last}")).case
        )

    answers = [case.ticket for case in at_once(*(opens(last) for last in range(1, 5)))]
    assert len(set(answers)) == 4
    assert sorted(ticket[11:15] for ticket in answers) == ["0001", "0002", "0003", "0004"]


def test_pressed_twice_it_is_done_once(cast, need_of):
    need, command = need_of("health_insurance"), uuid4()

    def act():
        return str(
            actions.climb(
                by=cast.back, need=need, reason="beyond_authority", tried="x", at=LATER, version=1
            ).pk
        )

    first = ledger.once(command, by=cast.back, verb="cases.climb", act=act)
    second = ledger.once(command, by=cast.back, verb="cases.climb", act=act)
    assert (first.value, second.value, second.replayed) == (str(need.pk), str(need.pk), True)
    with acting(cast.back):
        assert Movement.objects.filter(kind="climbed").count() == 1


def test_what_breaks_in_the_middle_leaves_nothing(cast, need_of, monkeypatch):
    need = need_of("health_insurance")

    def break_down(*args, **kwargs):
        raise RuntimeError("gone")

    monkeypatch.setattr("simpul.registry.actions.open_to_office", break_down)
    with pytest.raises(RuntimeError):
        actions.climb(by=cast.back, need=need, reason="beyond_authority", tried="x", at=LATER)
    with acting(system(DISTRICT)):
        after = Need.objects.get()
        assert (after.step, after.version, after.shared_with) == (0, 1, [])
        assert not Movement.objects.filter(kind="climbed").exists()
        assert not AuditLine.objects.filter(verb="cases.climbed").exists()


def test_a_seat_that_ended_does_nothing(cast, need_of):
    need = need_of()
    Seat.objects.filter(pk=cast.back.seat).update(ended_on=MORNING.date(), ended_reason="Pindah")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        actions.note(by=cast.back, need=need, text="x", at=LATER)


def test_a_service_out_of_sight_is_not_there(cast, take_in):
    case = take_in("food").case
    for act in (
        lambda: actions.renew_code(by=cast.neighbour, case=case, at=LATER),
        lambda: actions.view_service(by=cast.neighbour, case_id=case.pk, at=LATER),
        lambda: actions.add_need(by=cast.stranger, case=case.pk, need=NeedInput("food", "x"), at=LATER),
        lambda: actions.take_in(
            by=cast.back, opening=Opening(person=uuid4(), needs=(NeedInput("food", "x"),)), at=LATER
        ),
    ):
        with pytest.raises(NotVisibleError):
            act()
    with acting(cast.neighbour) as by, pytest.raises(NotVisibleError):
        queries.need_view(uuid4(), by=by, now=LATER)


def test_looking_is_recorded(cast, take_in):
    case = take_in("food").case
    page = actions.view_service(by=cast.front, case_id=case.pk, at=LATER)
    assert page.person.name == "Sitti Contoh"
    with acting(cast.auditor):
        line = AuditLine.objects.get(verb="registry.view")
    assert (line.key, line.actor) == (str(case.person_id), cast.front.label)


def test_a_board_costs_the_same_whatever_stands_on_it(cast, take_in):
    def count():
        with (
            acting(cast.back) as by,
            CaptureQueriesContext(
                connection,
            ) as used,
        ):
            queries.board(by=by, now=LATER)
        return len(used)

    take_in("food")
    before = count()
    for _ in range(6):
        take_in("food", "school_kit", "health_insurance")
    assert count() == before


def test_a_service_costs_the_same_whatever_happened(cast, take_in):
    case = take_in("food", "school_kit").case

    def count():
        with acting(cast.back) as by, CaptureQueriesContext(connection) as used:
            queries.service_page(case.pk, by=by, now=LATER)
        return len(used)

    before = count()
    with acting(cast.back):
        needs = list(Need.objects.filter(case=case))
    for need in needs:
        for _ in range(3):
            actions.note(by=cast.back, need=need, text="Catatan", at=LATER)
            take_in("food")
    actions.add_need(by=cast.back, case=case, need=NeedInput("health_insurance", "x"), at=LATER)
    assert count() == before


def test_pages_of_a_list_hold_their_lines(cast, take_in):
    for _ in range(28):
        take_in("food")
    with acting(cast.back) as by:
        first = queries.queue(by=by, now=LATER)
        last = queries.queue(by=by, now=LATER, after=first.after)
        lists = {show: queries.queue(by=by, now=LATER, show=show).total for show in queries.SHOWN}
    assert (first.total, len(first.items), len(last.items), last.after) == (28, 25, 3, "")
    assert lists == {
        "ours": 28,
        "out": 0,
        "answered": 0,
        "informed": 0,
        "open": 28,
        "late": 0,
        "settled": 0,
        "unhelped": 28,
    }


def test_stale_forms_are_told(cast, need_of):
    with pytest.raises(StaleError):
        actions.reorder(
            by=cast.coordinator, need=need_of(), ahead=True, reason="health_risk", at=LATER, version=7
        )
