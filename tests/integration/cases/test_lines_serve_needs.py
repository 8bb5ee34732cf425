"""Money adopted for other needs is neither asked for a need nor held against sending it on."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.funds.models import BudgetLine
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER


@pytest.fixture
def adopted_for(line):
    """Say for which needs the village's line was adopted."""

    def adopt(*needs):
        with acting(system(DISTRICT)):
            BudgetLine.objects.filter(pk=line.pk).update(needs=list(needs))
            return BudgetLine.objects.select_related("fund").get(pk=line.pk)

    return adopt


def money_against(actor, need):
    with acting(actor):
        row = queries.find_need(need.pk)
        return [each.about for each in queries.claim_of(row, by=actor, at=LATER) if each.code == "money_left"]


@pytest.mark.parametrize(("needs", "found"), [((), ["Pangan"]), (("food",), ["Pangan"]), (("housing",), [])])
def test_only_money_meant_for_the_need_speaks_against_going_on(cast, need_of, adopted_for, needs, found):
    need = need_of("food")
    adopted_for(*needs)
    assert money_against(cast.back, need) == found


def test_money_meant_for_others_is_not_offered_and_not_given(cast, need_of, adopted_for):
    need, line = need_of("food"), adopted_for("housing", "sanitation")
    with acting(cast.back):
        assert queries.line_choices(VILLAGE, "food", by=cast.back, today=LATER.date()) == []
        (view,) = queries.service_page(need.case_id, by=cast.back, now=LATER).needs
    assert not view.funded
    with pytest.raises(InputError, match="line_for_others"):
        actions.propose_help(by=cast.back, need=need, line=line, amount=1, purpose="Beras", at=LATER)
