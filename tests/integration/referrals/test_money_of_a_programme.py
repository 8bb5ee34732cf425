"""A programme that was asked for is paid from its own fund and from no other."""

from __future__ import annotations

import pytest

from simpul.ground.errors import InputError
from simpul.programmes.models import Programme
from simpul.referrals import actions
from tests.factories import make_budget_line
from tests.integration.referrals.conftest import ANSWERED


def test_a_programme_is_paid_from_its_own_fund(cast, accepted):
    Programme.objects.create(
        district=cast.place.district,
        code="rice",
        name="Beras",
        unit="person",
        rung=cast.place.rungs["agency"],
        source="demo",
        benefit="Beras",
        fund_code="rice_fund",
    )
    line = make_budget_line(cast.place, holder="dinsos")
    referral = accepted(programme_code="rice")
    asking = {"by": cast.agency, "referral": referral.pk, "amount": 1_000, "purpose": "Beras", "at": ANSWERED}
    assert actions.open_page(by=cast.agency, referral=referral.pk, now=ANSWERED).lines == ()
    with pytest.raises(InputError, match="line_of_other_fund"):
        actions.propose_help(line=line, **asking)
    Programme.objects.update(fund_code=line.fund.code)
    page = actions.open_page(by=cast.agency, referral=referral.pk, now=ANSWERED)
    assert [each.line for each in page.lines] == [line.pk]
    assert actions.propose_help(line=line, **asking).amount == 1_000
