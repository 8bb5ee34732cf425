"""Help from a village budget line: the post proposes, the village head agrees, the treasurer pays."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction

from simpul.funds import actions, queries
from simpul.funds.models import BudgetLine, Commitment, Entry, Posting
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, StaleError, StateError
from simpul.offices.models import Seat
from simpul.offices.queries import actor_of
from tests.factories import DISTRICT, MORNING, OTHER_VILLAGE, VILLAGE, make_budget_line
from tests.integration.cases.pages import page_of, send


@pytest.fixture
def line(cast):
    return make_budget_line(cast.place, code="aid", name="Bantuan")


@pytest.fixture
def proposed(cast, line):
    return actions.propose(by=cast.back, line=line, amount=400_000, purpose="Atap bocor", at=MORNING)


@pytest.fixture
def agreed(cast, proposed):
    return actions.agree(by=cast.head, commitment=proposed, at=MORNING)


def sums(line):
    held = BudgetLine.objects.get(pk=line.pk)
    return held.committed, held.paid, held.left


def test_a_proposal_reserves_nothing(line, proposed):
    assert sums(line) == (0, 0, 1_000_000)


def test_agreeing_commits_and_paying_pays(cast, line, agreed):
    assert sums(line) == (400_000, 0, 600_000)
    actions.pay(
        by=cast.treasurer, commitment=agreed, book_reference="SPP-12", paid_on=MORNING.date(), at=MORNING
    )
    assert sums(line) == (0, 400_000, 600_000)


def test_releasing_gives_it_back(cast, line, agreed):
    actions.release(by=cast.head, commitment=agreed, reason="Dibantu mitra", at=MORNING)
    assert sums(line) == (0, 0, 1_000_000)


@pytest.mark.parametrize(
    "who", ["front", "facilitator", "treasurer", "neighbour_back", "desk", "camat", "foreign_back"]
)
def test_only_the_villages_own_post_proposes(cast, line, who):
    with pytest.raises(NotAllowedError):
        actions.propose(by=cast.actors[who], line=line, amount=1, purpose="x", at=MORNING)


@pytest.mark.parametrize("who", ["back", "treasurer", "manager", "camat"])
def test_only_the_village_head_agrees(cast, proposed, who):
    with pytest.raises(NotAllowedError):
        actions.agree(by=cast.actors[who], commitment=proposed, at=MORNING)


@pytest.mark.parametrize("who", ["back", "head", "manager"])
def test_only_the_treasurer_pays(cast, agreed, who):
    with pytest.raises(NotAllowedError):
        actions.pay(
            by=cast.actors[who], commitment=agreed, book_reference="1", paid_on=MORNING.date(), at=MORNING
        )


def test_a_payment_needs_the_number_of_the_real_book(cast, agreed):
    with pytest.raises(InputError, match="reference_missing"):
        actions.pay(
            by=cast.treasurer, commitment=agreed, book_reference="  ", paid_on=MORNING.date(), at=MORNING
        )


def test_nothing_is_paid_that_was_not_agreed(cast, proposed):
    with pytest.raises(StateError):
        actions.pay(
            by=cast.treasurer, commitment=proposed, book_reference="1", paid_on=MORNING.date(), at=MORNING
        )


def test_two_proposals_cannot_both_have_the_last_rupiah(cast, line):
    first, second = (
        actions.propose(by=cast.back, line=line, amount=800_000, purpose="x", at=MORNING) for _ in range(2)
    )
    actions.agree(by=cast.head, commitment=first, at=MORNING)
    with pytest.raises(StateError, match="not_enough_left"):
        actions.agree(by=cast.head, commitment=second, at=MORNING)
    assert sums(line) == (800_000, 0, 200_000)


def test_a_line_of_unknown_ceiling_spends_nothing(cast, line):
    with acting(system(DISTRICT)) as by:
        actions.set_ceiling(by=by, line=line, ceiling=None, source="", at=MORNING)
    with pytest.raises(InputError, match="ceiling_unknown"):
        actions.propose(by=cast.back, line=line, amount=1, purpose="x", at=MORNING)


def test_a_ceiling_below_its_commitments_is_refused(line, agreed):
    with acting(system(DISTRICT)) as by, pytest.raises(InputError, match="ceiling_below_commitments"):
        actions.set_ceiling(by=by, line=line, ceiling=399_999, source="", at=MORNING)


def test_a_refusal_says_why(cast, proposed):
    with pytest.raises(InputError, match="reason_missing"):
        actions.refuse(by=cast.head, commitment=proposed, reason=" ", at=MORNING)
    refused = actions.refuse(by=cast.head, commitment=proposed, reason="Sudah dibantu", at=MORNING)
    assert refused.state == "refused"


def test_an_old_form_is_told_that_somebody_was_faster(cast, proposed):
    actions.agree(by=cast.head, commitment=proposed, at=MORNING, version=1)
    with pytest.raises(StaleError):
        actions.release(by=cast.head, commitment=proposed, reason="x", at=MORNING, version=1)


def test_every_entry_balances(line, agreed):
    for entry in Entry.objects.all():
        assert sum(posting.amount for posting in entry.postings.all()) == 0


def test_the_database_refuses_an_entry_that_does_not_balance(line):
    def unbalanced():
        with transaction.atomic(), connection.cursor() as cursor:
            entry = Entry.objects.create(line=line, kind="agree", by="x", at=MORNING)
            Posting.objects.create(entry=entry, account="paid", amount=5)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")

    with pytest.raises(IntegrityError):
        unbalanced()


def test_the_database_itself_never_goes_over_the_ceiling(line):
    with pytest.raises(IntegrityError), transaction.atomic():
        BudgetLine.objects.filter(pk=line.pk).update(committed=1_000_001)


def test_a_kelurahan_has_no_line_of_its_own(cast, line):
    assert queries.lines_for_area(OTHER_VILLAGE, 2026) == []
    assert queries.money_left(by=cast.neighbour_back, year=2026) is None
    assert queries.money_left(by=cast.back, year=2026) == 1_000_000


def test_the_head_finds_what_waits(cast, proposed):
    assert [each.pk for each in queries.waiting(by=cast.head)] == [proposed.pk]
    assert queries.waiting(by=cast.foreigner) == []


def test_what_is_committed_keeps_its_ceiling(line, agreed):
    """A ceiling nobody knows is no ceiling: the database refuses money bound against it."""
    for forgotten in (("ceiling", None), ("committed", 1_000_001)):
        with pytest.raises(IntegrityError), transaction.atomic():
            BudgetLine.objects.filter(pk=line.pk).update(**dict([forgotten]))


def test_a_seat_that_ended_moves_no_money(cast, line, proposed, agreed):
    ended = {"ended_on": MORNING.date(), "ended_reason": "Pindah"}
    Seat.objects.filter(pk__in=[cast.back.seat, cast.head.seat, cast.treasurer.seat]).update(**ended)
    for act in (
        lambda: actions.propose(by=cast.back, line=line, amount=1, purpose="Atap", at=MORNING),
        lambda: actions.release(by=cast.head, commitment=agreed, reason="Dibantu mitra", at=MORNING),
        lambda: actions.pay(
            by=cast.treasurer, commitment=agreed, book_reference="S-1", paid_on=MORNING.date(), at=MORNING
        ),
    ):
        with pytest.raises(NotAllowedError, match="seat_ended"):
            act()
    assert sums(line) == (400_000, 0, 600_000)


@pytest.fixture
def second_seat(cast):
    """Let somebody sit in a second seat of the village too: another label, the same officer."""

    def sits(who, role):
        first = cast.seats[who]
        seat = Seat.objects.create(
            district=first.district,
            office=first.office,
            officer=first.officer,
            role=role,
            title="Kursi kedua",
            area_code=VILLAGE,
            starts_on=dt.date(2026, 1, 1),
        )
        return actor_of(seat, first.officer)

    return sits


def test_two_seats_of_one_officer_are_one_hand(cast, proposed, second_seat):
    both = second_seat("back", "village_head")
    assert both.label != proposed.proposed_by
    with pytest.raises(NotAllowedError, match="not_your_agreement"):
        actions.agree(by=both, commitment=proposed, at=MORNING)


@pytest.mark.parametrize("who", ["back", "head"])
def test_who_asked_or_agreed_does_not_pay(agreed, second_seat, who):
    with pytest.raises(NotAllowedError, match="not_your_payment"):
        actions.pay(
            by=second_seat(who, "village_treasurer"),
            commitment=agreed,
            book_reference="SPP-12",
            paid_on=MORNING.date(),
            at=MORNING,
        )


def test_the_database_itself_knows_three_hands(cast, agreed):
    officers = cast.back.officer, cast.head.officer, cast.treasurer.officer
    paid = {"state": "paid", "book_reference": "SPP-12", "paid_on": MORNING.date()}
    for hands in (
        {"agreed_officer": officers[0]},
        {"agreed_officer": None},
        {"agreed_at": None},
        paid | {"paid_officer": None},
        paid | {"paid_officer": officers[0]},
        paid | {"paid_officer": officers[1]},
        {"paid_officer": officers[2]},
    ):
        with pytest.raises(IntegrityError, match="three_different_hands"), transaction.atomic():
            Commitment.objects.filter(pk=agreed.pk).update(**hands)
    Commitment.objects.filter(pk=agreed.pk).update(**paid, paid_officer=officers[2])


#: 07.30 in the morning where the tests play (WITA), the evening before in UTC.
EARLY = dt.datetime(2026, 11, 23, 23, 30, tzinfo=dt.UTC)


def test_a_payment_is_dated_by_the_districts_own_day(cast, agreed, time_machine):
    time_machine.move_to(EARLY, tick=False)
    with pytest.raises(InputError, match="paid_in_future"):
        actions.pay(
            by=cast.treasurer, commitment=agreed, book_reference="1", paid_on=dt.date(2026, 11, 25), at=EARLY
        )
    paid = actions.pay(
        by=cast.treasurer, commitment=agreed, book_reference="1", paid_on=dt.date(2026, 11, 24), at=EARLY
    )
    assert paid.state == "paid"


def test_the_treasurers_form_takes_today_before_eight(cast, agreed, client, time_machine):
    time_machine.move_to(EARLY, tick=False)
    cast.sign_in(client, "treasurer")
    address = f"/dana/{agreed.pk}/bayar/"
    assert page_of(client, address).select_one("[name=paid_on]")["value"] == "2026-11-24"
    send(client, address, book_reference="SPP-12", paid_on="2026-11-24")
    assert Commitment.objects.get(pk=agreed.pk).state == "paid"


@pytest.mark.parametrize("reference", ["2026112400398817", "BNI 9914 2026 9900 0017", "12345678/12345678"])
def test_a_reference_of_a_bank_that_can_be_no_nik_is_taken(cast, agreed, client, time_machine, reference):
    time_machine.move_to(EARLY, tick=False)
    cast.sign_in(client, "treasurer")
    send(client, f"/dana/{agreed.pk}/bayar/", book_reference=reference, paid_on="2026-11-24")
    assert Commitment.objects.get(pk=agreed.pk).book_reference == reference


@pytest.mark.parametrize("reference", ["7388014107840001", "No. 7388 0101 0784 0001", "997388014107840001"])
def test_one_that_could_be_a_nik_or_kk_is_refused_and_says_what_to_write(
    cast, agreed, client, time_machine, reference
):
    time_machine.move_to(EARLY, tick=False)
    with pytest.raises(InputError, match="reference_like_number"):
        actions.pay(
            by=cast.treasurer, commitment=agreed, book_reference=reference, paid_on=EARLY.date(), at=EARLY
        )
    cast.sign_in(client, "treasurer")
    answer = send(client, f"/dana/{agreed.pk}/bayar/", 422, book_reference=reference, paid_on="2026-11-24")
    assert "garis miring" in answer.content.decode()
    assert Commitment.objects.get(pk=agreed.pk).state == "agreed"
