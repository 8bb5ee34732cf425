"""What an act must hold to although the one who acts does not see it."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.models import Case
from simpul.cases.types import NeedInput, Reporter
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError
from simpul.registry import actions as registry
from simpul.registry.models import Person
from tests.factories import DISTRICT, FAR_VILLAGE, VILLAGE, make_person
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


def test_who_holds_a_need_sees_the_person_even_from_elsewhere(cast, take_in):
    """Helped where they are: a person of another sub-district, whose need goes on here."""
    with acting(system(DISTRICT)):
        stranded = make_person("Orang Jauh", village=FAR_VILLAGE)
        registry.open_to_office(
            by=system(DISTRICT), person=stranded, office=cast.place.post(VILLAGE), whole_family=False
        )
    need = take_in("school_kit", person=stranded, village_code=VILLAGE).needs[0]
    with acting(cast.camat):
        assert not Person.objects.filter(pk=stranded.pk).exists()
    actions.climb(
        by=cast.back,
        need=need,
        reason="beyond_authority",
        tried="Dicari di desa",
        override_reason="Sudah dicek langsung",
        at=LATER,
    )
    with acting(cast.camat):
        assert Person.objects.filter(pk=stranded.pk).exists()
