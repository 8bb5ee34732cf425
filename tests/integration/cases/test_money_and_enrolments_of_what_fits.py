"""Beside a programme stands what its fund has left, and whether the family has it already."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from simpul.cases import queries
from simpul.cases.queries.needs import claim_of
from simpul.funds.models import BudgetLine
from simpul.ground.actor import acting, system
from simpul.programmes.actions import enrol
from simpul.programmes.models import Programme
from simpul.registry import actions as registry
from simpul.registry.models import FamilyFacts, Person
from tests.factories import DISTRICT, MORNING, OTHER_VILLAGE, TODAY, make_budget_line, make_person
from tests.integration.cases.pages import page_of, words
from tests.integration.cases.test_page_says_what_fits import make_programme

pytestmark = pytest.mark.usefixtures("at_work")


def known_age():
    with acting(system(DISTRICT)):
        Person.objects.update(birth_date=dt.date(1984, 5, 1), birth_year=None, birth_precision="day")


@pytest.fixture
def kit(cast):
    """A programme of the village, paid from its fund, with places."""
    made = make_programme(cast)
    Programme.objects.update(fund_code="dd")
    return made


def fit_of(cast, need):
    known_age()
    with acting(cast.back) as by:
        found = queries.find_need(need.pk)
        (fit,) = queries.fits_of(found, by=by, today=TODAY)
    return fit


def test_the_money_of_its_fund_for_such_a_need_stands_beside_it(front, cast, kit, need_of):
    make_budget_line(cast.place, ceiling=700_000)
    make_budget_line(cast.place, ceiling=900_000, code="food_only")
    make_budget_line(cast.place, ceiling=5_000_000, code="elsewhere", area=OTHER_VILLAGE)
    make_budget_line(cast.place, ceiling=8_000_000, code="office", holder="dinsos")
    BudgetLine.objects.filter(code="food_only").update(needs=["food"])
    need = need_of("school_kit")
    fit = fit_of(cast, need)
    assert (fit.budget_left, fit.open) == (700_000, True)
    text = words(page_of(front, reverse("services:page", args=[need.case_id])))
    assert "Perlengkapan sekolah · sisa kuota 41 · sisa anggaran Rp700.000" in text


def test_where_nobody_knows_the_ceiling_nothing_is_said(front, cast, kit, need_of):
    line = make_budget_line(cast.place)
    BudgetLine.objects.filter(pk=line.pk).update(ceiling=None)
    need = need_of("school_kit")
    assert fit_of(cast, need).budget_left is None
    assert "sisa anggaran" not in words(page_of(front, reverse("services:page", args=[need.case_id])))


def test_a_programme_without_money_is_not_offered_nor_held_against_going_on(cast, kit, need_of):
    need = need_of("school_kit")
    known_age()

    def against():
        with acting(cast.back) as by:
            found = claim_of(queries.find_need(need.pk), by=by, at=MORNING, claim="no_programme")
        return [each.code for each in found if each.code == "programme_fits"]

    assert against() == ["programme_fits"]
    make_budget_line(cast.place, ceiling=0)
    assert fit_of(cast, need).open is False
    assert against() == []


def test_who_takes_part_already_is_not_offered_it_as_new(front, cast, kit, need_of, villager):
    Programme.objects.update(period="yearly")
    kit.refresh_from_db()
    need = need_of("school_kit")
    enrol(by=cast.agency, programme=kit, person=villager, source="R-1", today=TODAY)
    fit = fit_of(cast, need)
    assert (fit.overall, fit.open, fit.already.since) == ("fits", False, TODAY)
    page = page_of(front, reverse("services:page", args=[need.case_id]))
    text = words(page)
    assert "Sudah menerima Perlengkapan sekolah" in text
    assert "Tercatat menerima sejak" in text
    assert "31 Desember 2026" in text
    assert "Belum terjangkau" not in text


@pytest.mark.parametrize(("unit", "has_it"), [("family", True), ("house", True), ("person", False)])
def test_help_for_a_family_counts_for_everybody_in_it(cast, need_of, villager, unit, has_it):
    kit = make_programme(cast)
    Programme.objects.update(unit=unit)
    with acting(system(DISTRICT)):
        family = villager.memberships.get().family
        child = make_person("Anak Contoh", family=family, relation="child")
    kit.refresh_from_db()
    enrol(by=cast.agency, programme=kit, person=child, source="R-1", today=TODAY)
    assert (fit_of(cast, need_of("school_kit")).already is not None) is has_it


def test_help_given_once_is_told_for_the_rest_of_the_year(cast, kit, need_of, villager):
    Programme.objects.update(period="once")
    kit.refresh_from_db()
    need = need_of("school_kit")
    enrol(by=cast.agency, programme=kit, person=villager, source="R", today=TODAY - dt.timedelta(days=90))
    assert fit_of(cast, need).already.until == TODAY - dt.timedelta(days=90)
    with acting(cast.back) as by:
        found = queries.find_need(need.pk)
        next_year = TODAY.replace(year=TODAY.year + 1)
        assert queries.fits_of(found, by=by, today=next_year)[0].already is None


def test_criteria_of_another_programme_see_a_known_enrolment(cast, need_of, villager):
    kit = make_programme(cast, cel='!("pkh" in family.receives)')
    with acting(system(DISTRICT)) as by:
        pkh = Programme.objects.create(
            district=cast.place.district,
            code="pkh",
            name="PKH",
            unit="family",
            rung=cast.place.rungs["centre"],
            source="demo",
            benefit="Tunai",
        )
        edition = registry.open_edition(
            by=by, code="2026", name="DTSEN 2026", source="demo", as_of=dt.date(2026, 1, 1)
        )
        family = villager.memberships.get().family
        registry.add_facts(
            by=by, edition=edition, families=[FamilyFacts(family=family, receives=["sembako"])]
        )
        registry.publish_edition(by=by, edition=edition, at=MORNING)
    need = need_of("school_kit")
    assert fit_of(cast, need).overall == "fits"
    enrol(by=cast.agency, programme=pkh, person=villager, source="R-1", today=TODAY)
    fit = fit_of(cast, need)
    assert fit.overall == "does_not_fit"
    assert fit.results[0].verdict.saw == {"family.receives": ["pkh", "sembako"]}
    assert kit.pk == fit.programme
