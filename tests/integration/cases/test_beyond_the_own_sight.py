"""What an act must hold to although the one who acts does not see it."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case
from simpul.cases.types import NeedInput, Reporter
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError
from simpul.registry import actions as registry
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER


def test_an_office_that_closes_its_need_leaves_the_service_open_for_the_others(cast, take_in):
    taken = take_in("health_insurance", "food")
    need = actions.climb(
        by=cast.back, need=taken.needs[0], reason="beyond_authority", tried="Dicek di JKN", at=LATER
    )
    actions.close(by=cast.agency_head, need=need, result="met", at=LATER)
    with acting(system(DISTRICT)):
        assert Case.objects.get(pk=taken.case.pk).state == "open"
    actions.close(by=cast.back, need=taken.needs[1], result="met", at=LATER)
    with acting(system(DISTRICT)):
        assert Case.objects.get(pk=taken.case.pk).state == "closed"


def test_no_need_is_added_for_the_dead(cast, take_in, villager):
    case = take_in("food").case
    registry.record_death(by=cast.back, person=villager, died_on=LATER.date(), at=LATER)
    with pytest.raises(InputError, match="person_died"):
        actions.add_need(by=cast.back, case=case, need=NeedInput("food", "Lapar"), at=LATER)


def test_who_complained_about_the_village_is_on_no_page(cast, take_in):
    case = take_in("village_complaint", reporter=Reporter("Bu Ani", "tetangga", "081234567890")).case
    with acting(cast.camat) as by:
        shown = queries.service_page(case.pk, by=by, now=LATER).case
    assert (shown.reporter_name, shown.reporter_relation, shown.reporter_phone) == ("", "", None)
