"""What fits a need: the catalogue's programmes with the money left in the fund of each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from uuid import UUID

from simpul.cases.models import Case, Need
from simpul.cases.states import NeedState
from simpul.funds import queries as funds
from simpul.ground.actor import Actor
from simpul.offices.models import NeedCategory
from simpul.programmes import queries as programmes
from simpul.programmes.queries import Fit


def fits_of(need: Need, *, by: Actor, today: date) -> list[Fit]:
    """The programmes that answer a need, nearest rung first. Its service and category should be loaded."""
    return _fits(need.case, [need.category], by=by, today=today)[need.category_id]


def fits_of_each(needs: Sequence[Need], case: Case, *, by: Actor, today: date) -> dict[UUID, list[Fit]]:
    """What fits each open need of a service, by its category: one reading of the person's facts."""
    open_kinds = {need.category_id: need.category for need in needs if need.state != NeedState.CLOSED}
    return _fits(case, list(open_kinds.values()), by=by, today=today) if open_kinds else {}


def _fits(case: Case, categories: list[NeedCategory], *, by: Actor, today: date) -> dict[UUID, list[Fit]]:
    found = programmes.what_fits_each(case.person_id, categories, by=by, today=today)
    return {each.pk: _with_money(found[each.pk], each, case, today) for each in categories}


def _with_money(fits: list[Fit], category: NeedCategory, case: Case, today: date) -> list[Fit]:
    if not any(fit.fund_code for fit in fits):
        return fits
    areas = (case.village_code, case.district_code)
    left = funds.left_by_fund(areas, today.year, category=category.code)
    return [replace(fit, budget_left=left.get(fit.fund_code)) for fit in fits]
