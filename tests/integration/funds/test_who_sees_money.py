"""What was asked of a budget is read by its holder, where its need stands, and by auditors."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from simpul.funds import actions
from simpul.funds.models import BudgetLine, Commitment, Entry, Fund, Posting
from simpul.ground.actor import acting
from simpul.referrals import actions as referrals
from tests.factories import MORNING
from tests.integration.cases.pages import page_of, words
from tests.integration.referrals.conftest import ANSWERED, at_desk, send_to, villager

__all__ = ["at_desk", "villager"]

AUDITORS = {"auditor", "inspector"}
HOLDERS = {"agency", "agency_head", "purser"}
#: Reads money in its inbox, and everything that lies in the district's own hand.
DESK = {"desk", "manager", "desk_front"}


@pytest.fixture
def alone(cast, held_by):
    """Agreed money of the agency that no need is known of."""
    held = actions.propose(by=cast.agency, line=held_by("dinsos"), amount=1_000, purpose="Beras", at=MORNING)
    return actions.agree(by=cast.agency_head, commitment=held, at=MORNING)


@pytest.fixture
def for_a_need(cast, held_by, at_desk):
    """Money of the agency for a need that stands at the desk."""
    line = held_by("dinsos")
    sent = send_to(cast, at_desk(), "dinsos")
    referrals.accept(by=cast.agency, referral=sent.pk, at=ANSWERED)
    return referrals.propose_help(
        by=cast.agency, referral=sent.pk, line=line, amount=1_000, purpose="Beras", at=ANSWERED
    )


def who_reads(cast, model):
    """Everybody to whom the database shows a row, asked as the app role."""
    found = set()
    for who, actor in cast.actors.items():
        with acting(actor):
            if model.objects.exists():
                found.add(who)
    return found


@pytest.mark.parametrize("model", [Commitment, Entry, Posting])
def test_the_database_shows_money_to_its_holder_and_auditors(cast, alone, model):
    assert who_reads(cast, model) == HOLDERS | AUDITORS


def test_the_database_shows_money_of_a_need_to_whoever_sees_the_need(cast, for_a_need):
    readers = who_reads(cast, Commitment)
    assert readers >= HOLDERS | AUDITORS | {"facilitator", "desk", "supervisor"}
    assert not readers & {"stranger", "other_camat", "foreigner", "partner", "partner_head", "education"}
    assert not readers & {"regent", "secretary", "counsellor", "administrator"}


@pytest.mark.parametrize("model", [Fund, BudgetLine])
def test_adopted_budgets_are_read_in_their_district_alone(cast, alone, model):
    assert who_reads(cast, model) == set(cast.actors) - {"foreigner", "foreign_back"}


def test_the_database_lets_only_the_holder_change_a_budget(cast, alone):
    changed = {BudgetLine: set(), Commitment: set()}
    for who, actor in cast.actors.items():
        for model, values in ((BudgetLine, {"source": "x"}), (Commitment, {"reason": "x"})):
            with acting(actor):
                if model.objects.update(**values):
                    changed[model].add(who)
    assert changed == {BudgetLine: HOLDERS, Commitment: HOLDERS}


@pytest.mark.parametrize("who", ["desk", "manager", "auditor", "back", "partner", "foreigner"])
def test_the_database_takes_no_commitment_on_the_budget_of_another(cast, alone, who):
    actor = cast.actors[who]
    with acting(actor), pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Commitment.objects.create(
            district_code=actor.district,
            line_id=alone.line_id,
            amount=1,
            purpose="x",
            proposed_by="x",
            proposed_officer=actor.officer,
            proposed_at=MORNING,
        )


@pytest.mark.parametrize("who", ["agency_head", "desk", "auditor"])
def test_the_database_lets_nobody_write_into_the_adopted_budget(cast, alone, who):
    fund = alone.line.fund_id
    with (
        acting(cast.actors[who]),
        pytest.raises(DatabaseError, match="row-level security"),
        transaction.atomic(),
    ):
        BudgetLine.objects.create(
            fund_id=fund, year=2026, code="mine", name="x", area_code="73.88", source="x"
        )
    with acting(cast.actors[who]), connection.cursor() as cursor:
        cursor.execute("DELETE FROM funds_budgetline")
        assert cursor.rowcount == 0


def test_postings_are_added_up_whoever_commits(cast, alone):
    """A trigger that adds up what the actor sees would let an entry pass that nobody in sight could read."""
    with acting(cast.agency_head):
        entry = Entry.objects.get(kind="agree")
        Posting.objects.create(entry=entry, account="paid", amount=5)
    with acting(cast.facilitator), connection.cursor() as cursor:
        assert not Posting.objects.exists()
        with pytest.raises(DatabaseError, match="do not add up"), transaction.atomic():
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    transaction.set_rollback(True)


def opens(cast, client, commitment):
    """Everybody who finds the page of a commitment."""
    found = set()
    for who in cast.actors:
        cast.sign_in(client, who)
        if client.get(f"/dana/{commitment.pk}/").status_code == 200:
            found.add(who)
    return found


def test_the_page_is_found_by_whom_the_database_shows_the_commitment(cast, for_a_need, client, time_machine):
    """One rule: who reads in a need's history what was asked for it opens it too."""
    time_machine.move_to(ANSWERED, tick=False)
    found = opens(cast, client, for_a_need)
    assert found == who_reads(cast, Commitment)
    assert found >= HOLDERS | AUDITORS | DESK | {"facilitator", "supervisor"}


@pytest.mark.parametrize("step", ["setuju", "belum-setuju", "bayar", "lepas"])
def test_to_read_is_not_to_act(cast, for_a_need, client, time_machine, step):
    time_machine.move_to(ANSWERED, tick=False)
    for who in ("manager", "head", "facilitator", "auditor"):
        cast.sign_in(client, who)
        assert client.get(f"/dana/{for_a_need.pk}/{step}/").status_code in {403, 404}, who


def test_auditors_find_every_fund_added_up(cast, alone, client, time_machine):
    time_machine.move_to(ANSWERED, tick=False)
    for who in AUDITORS:
        cast.sign_in(client, who)
        page = words(page_of(client, "/dana/"))
        assert "Dana dinsos" in page
        assert "Rp1.000.000" in page
        assert "Beras" in page
