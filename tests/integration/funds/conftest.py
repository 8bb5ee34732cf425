"""Budgets that offices of the district hold."""

from __future__ import annotations

import pytest

from simpul.funds import actions
from simpul.funds.models import BudgetLine, Fund
from simpul.ground.actor import acting, system
from tests.factories import DISTRICT, MORNING


@pytest.fixture
def held_by(cast):
    """A line of a fund that an office holds: `held_by("dinsos", ceiling=1_000_000)`."""

    def made(office, ceiling=1_000_000):
        with acting(system(DISTRICT)) as by:
            fund = Fund.objects.create(
                district=cast.place.district,
                code=f"fund_{office}",
                name=f"Dana {office}",
                kind="district_budget",
                holder=cast.place.offices[office],
                book="SP2D",
            )
            line = BudgetLine.objects.create(
                fund=fund, year=2026, code="aid", name=f"Bantuan {office}", area_code=DISTRICT, source="demo"
            )
            return actions.set_ceiling(by=by, line=line, ceiling=ceiling, source="DPA", at=MORNING)

    return made
