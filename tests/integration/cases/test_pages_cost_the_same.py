"""Pages ask the database the same number of questions, however large a family, a history or a list is."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.models import Case, Need
from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.registry.models import Membership
from simpul.registry.queries import family_of
from tests.copies import copy_of
from tests.factories import DISTRICT, MORNING, make_person
from tests.integration.cases.conftest import LATER

pytestmark = pytest.mark.usefixtures("at_work")


def cost(client, address):
    with CaptureQueriesContext(connection) as used:
        assert client.get(address).status_code == 200
    return len(used)


def grow_family(villager, many):
    """Let people move in with the villager."""
    with acting(system(DISTRICT)):
        family = family_of(villager.pk)
        for _ in range(many):
            person = make_person()
            Membership.objects.filter(person=person).delete()
            Membership.objects.create(person=person, family=family, relation="child")


@pytest.fixture
def pages(villager, need_of):
    """The pages of a service and of a person, with the number of questions they may ask."""
    need = need_of("food")
    return {
        reverse("services:page", args=[need.case_id]): 34,
        reverse("people:card", args=[villager.pk]): 19,
    }


@pytest.fixture
def pile_up(need_of):
    """Copy one need many times; dozens of them came at the same moment."""
    first = need_of("food")

    def copied(many, **more):
        with acting(system(DISTRICT)):
            need = Need.objects.select_related("case").get(pk=first.pk)
            services = [copy_of(need.case, ticket=uuid7().hex[-30:]) for _ in range(many)]
            moments = [MORNING + dt.timedelta(minutes=place // 24) for place in range(many)]
            needs = [
                copy_of(need, case_id=service.pk, opened_at=at, **more)
                for service, at in zip(services, moments, strict=True)
            ]
            Case.objects.bulk_create(services)
            Need.objects.bulk_create(needs)
        return {each.pk for each in needs}

    return copied


def read_through(by, show):
    """Every page of a list, one after the other, as somebody presses from one to the next."""
    pages, after = [], ""
    while not pages or after:
        with acting(by):
            page = queries.queue(by=by, now=LATER, show=show, after=after)
        pages.append([item.need for item in page.items])
        after = page.after
    return pages


@pytest.mark.parametrize("who", ["back", "camat", "desk"])
def test_boards_and_lists_ask_nothing_more_with_ten_times_as_much(cast, client, pile_up, who):
    cast.sign_in(client, who)
    addresses = [reverse("board:home"), f"{reverse('board:queue')}?daftar=open"]
    pile_up(29)
    before = [cost(client, address) for address in addresses]
    pile_up(270)
    assert [cost(client, address) for address in addresses] == before


@pytest.mark.parametrize("who", ["back", "camat", "desk"])
def test_paging_shows_every_need_once(cast, pile_up, who):
    keys = pile_up(110)
    pages = read_through(getattr(cast, who), "open")
    read = [key for page in pages for key in page]
    assert [len(page) for page in pages] == [25, 25, 25, 25, 11]
    assert len(read) == len(set(read))
    assert keys <= set(read)


def test_a_list_goes_on_where_it_stopped_when_lines_left_it(cast, pile_up):
    pile_up(60)
    with acting(cast.back) as by:
        first = queries.queue(by=by, now=LATER, show="open")
        second = queries.queue(by=by, now=LATER, show="open", after=first.after)
    with acting(system(DISTRICT)):
        Need.objects.filter(pk__in=[item.need for item in first.items]).update(urgency="1")
    with acting(cast.back) as by:
        again = queries.queue(by=by, now=LATER, show="open", after=first.after)
    assert [item.need for item in again.items] == [item.need for item in second.items]


def test_what_was_opened_to_a_village_from_elsewhere_stands_on_its_lists(cast, need_of):
    own, opened, others = need_of("food"), need_of("food"), need_of("food")
    far = cast.neighbour.areas[0]
    with acting(system(DISTRICT)):
        for need, shared in ((opened, list(cast.back.offices)), (others, [])):
            Need.objects.filter(pk=need.pk).update(scope_code=far, shared_with=shared)
            Case.objects.filter(pk=need.case_id).update(scope_code=far, shared_with=shared)
    listed = {who: set(read_through(getattr(cast, who), "open")[0]) for who in ("back", "neighbour")}
    assert listed == {"back": {own.pk, opened.pk}, "neighbour": {opened.pk, others.pk}}
    with acting(cast.back) as by:
        assert queries.board(by=by, now=LATER).numbers.open == 2


@pytest.mark.parametrize(("who", "told"), [("back", 1), ("neighbour", 0), ("partner", 0), ("regent", 0)])
def test_the_way_to_what_was_opened_shows_nobody_more(cast, need_of, who, told):
    need = need_of("food")
    with acting(system(DISTRICT)):
        offices = [*cast.back.offices, *cast.partner.offices]
        Need.objects.filter(pk=need.pk).update(shared_with=offices)
    with acting(getattr(cast, who)), connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM cases_openedneed")
        assert cursor.fetchone() == (told,)


def test_a_count_stops_at_its_bound(cast, pile_up, monkeypatch):
    monkeypatch.setattr("simpul.ground.paging.MOST_COUNTED", 9)
    pile_up(30)
    with acting(cast.back) as by:
        board = queries.board(by=by, now=LATER)
    assert (board.ours.total, board.numbers.open, board.numbers.unhelped) == (10, 10, 10)


def test_a_large_family_asks_nothing_more(front, villager, pages):
    before = {page: cost(front, page) for page in pages}
    grow_family(villager, 9)
    assert {page: cost(front, page) for page in pages} == before


def test_a_long_history_asks_nothing_more(cast, front, pages, take_in):
    before = {page: cost(front, page) for page in pages}
    need = take_in("food").needs[0]
    for _ in range(10):
        actions.note(by=cast.back, need=need, text="Catatan", at=LATER)
        take_in("school_kit")
    assert {page: cost(front, page) for page in pages} == before


def test_pages_ask_few_questions(front, pages):
    found = {page: cost(front, page) for page in pages}
    assert {page: many for page, many in found.items() if many > pages[page]} == {}
