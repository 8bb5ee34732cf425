"""Budgets that offices of the district hold."""

from __future__ import annotations

import pytest

from tests.factories import make_budget_line


@pytest.fixture
def held_by(cast):
    """A line of a fund that an office holds: `held_by("dinsos", ceiling=1_000_000)`."""

    def made(office, ceiling=1_000_000):
        return make_budget_line(
            cast.place, ceiling=ceiling, code="aid", name=f"Bantuan {office}", holder=office
        )

    return made
