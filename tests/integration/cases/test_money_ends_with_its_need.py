"""What was asked for or promised goes back to its line when the need ends; what was paid stays paid."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions
from simpul.funds import actions as funds
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError
from simpul.ground.models import AuditLine
from simpul.registry import actions as registry
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER
from tests.integration.cases.test_what_the_village_does import GIVEN, budget

THEN = LATER + dt.timedelta(minutes=5)


@pytest.fixture
def line(cast):
    return budget(cast, VILLAGE)


@pytest.fixture
def money(cast, line):
    """Money for a need, in a state: `money(need, "agreed")`."""

    def made(need, state, amount=100_000):
        link = actions.propose_help(
            by=cast.back, need=need, line=line, amount=amount, purpose="Beras", at=LATER
        )
        if state in {"agreed", "paid"}:
            funds.agree(by=cast.head, commitment=link.commitment, at=LATER)
        if state == "paid":
            funds.pay(
                by=cast.treasurer,
                commitment=link.commitment,
                book_reference="SPP-7",
                paid_on=LATER.date(),
                at=LATER,
            )
        return link.commitment

    return made


def now(commitment):
    with acting(system(DISTRICT)):
        return Commitment.objects.get(pk=commitment.pk)


def sums(line):
    held = BudgetLine.objects.get(pk=line.pk)
    return held.committed, held.paid, held.left


def test_a_need_that_closes_gives_back_what_is_not_paid(cast, need_of, money, line):
    need = need_of()
    asked, promised, paid = (money(need, state) for state in ("proposed", "agreed", "paid"))
    assert sums(line) == (100_000, 100_000, 800_000)
    actions.close(by=cast.back, need=need, result="withdrawn", at=THEN)
    for each in (asked, promised):
        ended = now(each)
        assert (ended.state, ended.reason, ended.ended_by) == ("released", "need_closed", cast.back.label)
        assert ended.ended_at == THEN
    assert now(paid).state == "paid"
    assert sums(line) == (0, 100_000, 900_000)


def test_the_familys_word_ends_it_too(cast, need_of, money, line):
    need = need_of()
    promised = money(need, "agreed")
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    actions.confirm(by=cast.facilitator, need=need, arrived=True, at=THEN)
    assert now(promised).state == "released"
    assert sums(line) == (0, 0, 1_000_000)


def test_what_did_not_arrive_keeps_its_money(cast, need_of, money):
    need = need_of()
    promised = money(need, "agreed")
    actions.record_handover(by=cast.back, need=need, at=LATER, **GIVEN)
    actions.confirm(by=cast.facilitator, need=need, arrived=False, note="Belum ada", at=THEN)
    assert now(promised).state == "agreed"


def test_death_gives_back_the_money_of_every_need(cast, take_in, villager, money, line):
    first, second = take_in("food", "school_kit").needs
    promised, asked = money(first, "agreed"), money(second, "proposed")
    registry.record_death(by=cast.facilitator, person=villager, died_on=LATER.date(), at=THEN)
    assert {(now(each).state, now(each).reason) for each in (promised, asked)} == {
        ("released", "person_died")
    }
    assert sums(line) == (0, 0, 1_000_000)


def test_the_trail_says_who_ended_it(cast, need_of, money):
    need = need_of()
    promised = money(need, "agreed")
    actions.close(by=cast.back, need=need, result="withdrawn", at=THEN)
    with acting(system(DISTRICT)):
        line = AuditLine.objects.get(verb="funds.release", key=str(promised.pk))
    assert (line.actor, line.officer, line.seat) == (cast.back.label, cast.back.officer, cast.back.seat)


def test_the_treasurer_reads_why(cast, need_of, money, client, at_work):
    need = need_of()
    money(need, "agreed")
    actions.close(by=cast.back, need=need, result="withdrawn", at=THEN)
    cast.sign_in(client, "treasurer")
    page = client.get("/dana/").content.decode()
    assert "Dilepas kembali" in page
    assert "Kebutuhannya sudah selesai." in page


@pytest.mark.parametrize("state", ["proposed", "agreed"])
def test_what_is_not_paid_was_not_handed_over(cast, need_of, money, state):
    need = need_of()
    with pytest.raises(InputError, match="commitment_not_paid"):
        actions.record_handover(by=cast.back, need=need, commitment=money(need, state), at=THEN, **GIVEN)


def test_the_form_offers_paid_money_alone(cast, need_of, money, front, at_work):
    need = need_of()
    money(need, "agreed", 111_000)
    money(need, "paid", 222_000)
    page = front.get(f"/layanan/kebutuhan/{need.pk}/serah-terima/").content.decode()
    assert "222.000" in page
    assert "111.000" not in page
