"""A place of a quota is taken when help is delivered, given back when it did not arrive, and ends in time."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.cases import actions as cases
from simpul.cases.queries.service import service_page
from simpul.ground.actor import acting, system
from simpul.ground.models import AuditLine
from simpul.programmes.actions import enrol, give_back
from simpul.programmes.models import Enrolment, Programme, Quota
from simpul.programmes.queries import taking_part
from simpul.referrals import actions
from tests.factories import DISTRICT, TODAY, make_person
from tests.integration.referrals.conftest import ANSWERED

NEXT_YEAR = dt.date(TODAY.year + 1, 1, 1)


@pytest.fixture
def programme(cast):
    made = Programme.objects.create(
        district=cast.place.district,
        code="rice",
        name="Bantuan beras",
        unit="person",
        rung=cast.place.rungs["agency"],
        owner=cast.place.offices["dinsos"],
        source="assumed",
        benefit="Beras",
        period="monthly",
    )
    Quota.objects.create(programme=made, year=TODAY.year, places=1)
    return made


def taken(programme):
    return Quota.objects.get(programme=programme, year=TODAY.year).taken


def not_arrived(cast, referral):
    return actions.confirm_arrival(
        by=cast.facilitator, referral=referral.pk, arrived=False, note="Belum sampai", at=ANSWERED
    )


def test_help_that_did_not_arrive_gives_its_place_back(cast, delivered, programme, villager):
    not_arrived(cast, delivered(programme_code="rice"))
    assert taken(programme) == 0
    assert taking_part(villager.pk, by=cast.facilitator, today=TODAY) == ()
    with acting(system(DISTRICT)):
        assert AuditLine.objects.filter(verb="programmes.give_back", label="rice").count() == 1


def test_so_it_does_when_the_need_itself_is_said_not_to_be_met(cast, delivered, programme):
    referral = delivered(programme_code="rice")
    cases.confirm(by=cast.facilitator, need=referral.need_id, arrived=False, note="Belum", at=ANSWERED)
    assert taken(programme) == 0


def test_the_place_that_came_back_is_anothers_and_may_be_the_same_persons_again(
    cast, delivered, programme, villager
):
    not_arrived(cast, delivered(programme_code="rice"))
    enrol(by=cast.agency, programme=programme, person=villager, source="R-2", today=TODAY)
    assert taken(programme) == 1
    assert taking_part(villager.pk, by=cast.facilitator, today=TODAY) == ("Bantuan beras",)


def test_what_arrived_keeps_its_place(cast, delivered, programme):
    referral = delivered(programme_code="rice")
    actions.confirm_arrival(by=cast.facilitator, referral=referral.pk, arrived=True, at=ANSWERED)
    assert taken(programme) == 1


def test_a_place_comes_back_once_and_only_that_of_this_help(cast, programme, villager):
    enrol(by=cast.agency, programme=programme, person=villager, source="R-1", today=TODAY)
    back = {"by": cast.agency, "programme": programme, "person": villager, "today": TODAY}
    assert give_back(source="R-9", **back) is None
    assert taken(programme) == 1
    assert give_back(source="R-1", **back) is not None
    assert give_back(source="R-1", **back) is None
    assert taken(programme) == 0


def test_help_somebody_had_already_took_no_place_and_gives_none_back(cast, programme, villager):
    enrol(by=cast.agency, programme=programme, person=villager, source="R-1", today=TODAY)
    enrol(by=cast.agency, programme=programme, person=villager, source="R-2", today=TODAY)
    give_back(by=cast.agency, programme=programme, person=villager, source="R-2", today=TODAY)
    assert taken(programme) == 1


def test_a_place_of_last_year_comes_back_to_last_year(cast, programme, villager):
    enrol(by=cast.agency, programme=programme, person=villager, source="R-1", today=TODAY)
    Quota.objects.create(programme=programme, year=NEXT_YEAR.year, places=1, taken=1)
    give_back(by=cast.agency, programme=programme, person=villager, source="R-1", today=NEXT_YEAR)
    assert taken(programme) == 0
    assert Quota.objects.get(year=NEXT_YEAR.year).taken == 1


@pytest.mark.parametrize(
    ("period", "holds"),
    [
        ("once", (1, 0, 0)),
        ("daily", (1, 1, 0)),
        ("monthly", (1, 1, 0)),
        ("quarterly", (1, 1, 0)),
        ("yearly", (1, 1, 0)),
        ("", (1, 1, 1)),
    ],
)
def test_a_place_ends_with_the_help_or_with_the_year(cast, programme, villager, period, holds):
    programme.period = period
    enrol(by=cast.agency, programme=programme, person=villager, source="R-1", today=TODAY)
    days = (TODAY, TODAY + dt.timedelta(days=1), NEXT_YEAR)
    assert holds == tuple(len(taking_part(villager.pk, by=cast.facilitator, today=day)) for day in days)


def test_who_took_part_last_year_takes_a_place_of_the_new_year(cast, programme, villager):
    enrol(by=cast.agency, programme=programme, person=villager, source="R-1", today=TODAY)
    coming = Quota.objects.create(programme=programme, year=NEXT_YEAR.year, places=5)
    enrol(by=cast.agency, programme=programme, person=villager, source="R-2", today=NEXT_YEAR)
    coming.refresh_from_db()
    assert (taken(programme), coming.taken) == (1, 1)
    with acting(system(DISTRICT)):
        assert Enrolment.objects.filter(programme=programme, person=villager).count() == 2


def test_the_page_names_what_somebody_takes_part_in_today(cast, delivered, programme, villager):
    referral = delivered(programme_code="rice")
    with acting(cast.facilitator) as by:
        case = referral.need.case_id
        assert service_page(case, by=by, now=ANSWERED).receives == ("Bantuan beras",)
        later = ANSWERED + dt.timedelta(days=60)
        assert service_page(case, by=by, now=later).receives == ()


def test_somebody_without_a_quota_to_count_is_enrolled_all_the_same(cast, programme):
    Quota.objects.update(places=None)
    with acting(system(DISTRICT)):
        other = make_person("Daeng Contoh")
    enrol(by=cast.agency, programme=programme, person=other, source="R-1", today=TODAY)
    give_back(by=cast.agency, programme=programme, person=other, source="R-1", today=TODAY)
    assert taken(programme) == 0
