"""No sequence of acts loses a need, closes one without a result, overspends, or shows somebody to a stranger.

A machine lets the cast work at random, often beside what is allowed, over the real actions; `oracle.py` says
what should be seen and done. Longer: `pytest -m verification --hypothesis-profile=long`.
"""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from simpul.funds.models import BudgetLine
from simpul.offices.models import Officer, Seat
from simpul.offices.queries import actor_of
from tests.cast import Cast
from tests.factories import DISTRICT, make_budget_line
from tests.integration.letters.conftest import make_template
from tests.verification.machine_needs import NeedRules
from tests.verification.machine_people import PeopleRules
from tests.verification.machine_referrals import ReferralRules
from tests.verification.oracle import PURSES
from tests.verification.tables import prepare

LONG = settings.get_current_profile_name() == "long"
SETTINGS = settings(
    max_examples=settings.default.max_examples // 10 if LONG else 12,
    stateful_step_count=80 if LONG else 50,
    deadline=None,
    derandomize=not LONG,
    database=None,
    print_blob=True,
    report_multiple_bugs=False,
    # A failing run of the ordinary length tells its story; the long one looks for the shortest.
    phases=list(Phase) if LONG else [Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def colleague(cast: Cast) -> None:
    """A second counsellor, who begins next year and so is assigned to nothing by itself."""
    officer = Officer.objects.create(email="colleague@contoh.test", name="Kokom Rekan")
    seat = Seat.objects.create(
        district=cast.place.district,
        office=cast.place.offices["safe_house"],
        officer=officer,
        role="counsellor",
        title="Konselor",
        area_code=DISTRICT,
        starts_on=dt.date(2027, 1, 1),
    )
    cast.seats["colleague"] = seat
    cast.actors["colleague"] = actor_of(seat, officer)


@pytest.fixture
def lines(cast: Cast) -> dict[str, BudgetLine]:
    """A line of the village, of an agency and of a partner, each soon used up."""
    return {
        purse: make_budget_line(cast.place, ceiling=1_000_000, holder="" if purse == "village" else purse)
        for purse in PURSES
    }


@pytest.mark.verification
def test_no_sequence_loses_a_need_or_shows_somebody(
    cast: Cast, colleague: None, lines: dict[str, BudgetLine]
) -> None:
    cast.place.district.settings |= {"papers_category": "civil_registration"}
    cast.place.district.save(update_fields=["settings"])
    make_template(cast.place, chain=[{"role": "desk_manager", "act": "sign"}])
    prepare()
    machine = type("DistrictAtWork", (PeopleRules, NeedRules, ReferralRules), {"cast": cast, "lines": lines})
    run_state_machine_as_test(machine, settings=SETTINGS)
