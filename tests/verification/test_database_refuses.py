"""What may never be true of a need, a request or a rupiah, the database itself refuses to keep."""

# ruff: noqa: S608  statements are put together from names of tables, by these tests alone

from __future__ import annotations

import pytest
from django.db import IntegrityError

from simpul.cases.models import Need
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import acting
from tests.cast import Cast
from tests.verification.busy_day import Day, busy_day
from tests.verification.past_the_code import refused, run

pytestmark = pytest.mark.verification


@pytest.fixture
def day(cast: Cast) -> Day:
    return busy_day(cast)


def test_no_need_closes_without_a_result(day: Day, cast: Cast) -> None:
    with acting(cast.desk):
        open_need = Need.objects.exclude(state="closed").first()
        assert open_need is not None
        with refused(IntegrityError):
            run("UPDATE cases_need SET state = 'closed' WHERE id = %s", [open_need.pk])
        with refused(IntegrityError):
            run("UPDATE cases_need SET state = 'closed', closed_at = now() WHERE id = %s", [open_need.pk])
        with refused(IntegrityError):
            run("UPDATE cases_case SET state = 'closed' WHERE id = %s", [open_need.case_id])
        with refused(IntegrityError):
            run("UPDATE cases_need SET resting_since = now() WHERE id = %s", [open_need.pk])


def test_no_referral_is_declined_without_a_reason_or_doubled(day: Day, cast: Cast) -> None:
    with acting(cast.desk):
        with refused(IntegrityError):
            run("UPDATE referrals_referral SET state = 'declined' WHERE refusal_id IS NULL")
        with refused(IntegrityError):
            run(
                "INSERT INTO referrals_referral SELECT (jsonb_populate_record(row, jsonb_build_object("
                "'id', gen_random_uuid(), 'number', 'R-0'))).* FROM referrals_referral row"
                " WHERE state = 'sent' LIMIT 1"
            )


def test_the_last_rupiah_holds(day: Day, cast: Cast) -> None:
    with acting(cast.head):  # whose budget it is: to all others the policies show no row to change
        line = BudgetLine.objects.get(pk=day.line)
        assert line.ceiling is not None
        for change in (
            f"committed = {line.ceiling + 1}",
            f"paid = {line.ceiling - line.committed + 1}",
            "committed = -1",
            "ceiling = NULL",
            f"ceiling = {line.committed + line.paid - 1}",
        ):
            with refused(IntegrityError):
                run(f"UPDATE funds_budgetline SET {change} WHERE id = %s", [line.pk])
        with refused(IntegrityError):
            run(
                "UPDATE funds_commitment SET state = 'paid', book_reference = '' WHERE line_id = %s",
                [line.pk],
            )
        with refused(IntegrityError):
            run("UPDATE funds_commitment SET amount = 0 WHERE line_id = %s", [line.pk])
        assert Commitment.objects.filter(line=line).exists()


def test_an_entry_that_does_not_balance_is_refused_when_it_is_saved(day: Day, cast: Cast) -> None:
    with acting(cast.head), refused(IntegrityError):
        added = run(
            "INSERT INTO funds_posting (id, entry_id, account, amount)"
            " SELECT gen_random_uuid(), id, 'available', 1000000 FROM funds_entry LIMIT 1"
        )
        assert added == 1
        run("SET CONSTRAINTS ALL IMMEDIATE")
