"""A copied service is paid from the same line of the same fund, where the other village has it."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from simpul.config.embedded import Urls
from simpul.demo.year.budget import Budget
from simpul.funds.actions import set_ceiling
from simpul.funds.models import BudgetLine, Fund
from simpul.ground.actor import acting, system
from tests.factories import DISTRICT, FAR_VILLAGE, MORNING, Place, make_budget_line, make_place

LEFT = 1_000_000


@pytest.fixture
def place(committed_db: Urls) -> Place:
    return make_place()


def like(owner: psycopg.Connection[Any], line: BudgetLine, rupiah: int = LEFT) -> Any:
    return Budget(owner).like(line.pk, FAR_VILLAGE, rupiah)


def test_another_fund_with_a_line_of_that_code_is_left_alone(place: Place, owner_connection: Any) -> None:
    here, there = make_budget_line(place), make_budget_line(place, area=FAR_VILLAGE)
    with acting(system(DISTRICT)) as by:
        fund = Fund.objects.create(
            district=place.district, code="add", name="ADD", kind="village_fund", book="Siskeudes"
        )
        line = BudgetLine.objects.create(
            fund=fund, year=there.year, code=there.code, name="Lain", area_code=FAR_VILLAGE, source="demo"
        )
        set_ceiling(by=by, line=line, ceiling=LEFT, source="demo", at=MORNING)
    assert like(owner_connection, here) == there.pk
    assert like(owner_connection, here, LEFT + 1) is None


def test_a_line_that_was_retired_pays_nothing(place: Place, owner_connection: Any) -> None:
    here, there = make_budget_line(place), make_budget_line(place, area=FAR_VILLAGE)
    with acting(system(DISTRICT)):
        BudgetLine.objects.filter(pk=there.pk).update(retired_at=MORNING)
    assert like(owner_connection, here) is None


def test_nor_does_one_of_a_fund_that_was_retired(place: Place, owner_connection: Any) -> None:
    here = make_budget_line(place)
    make_budget_line(place, area=FAR_VILLAGE)
    with acting(system(DISTRICT)):
        Fund.objects.update(retired_at=MORNING)
    assert like(owner_connection, here) is None
