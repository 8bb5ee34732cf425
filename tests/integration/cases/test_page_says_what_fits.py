"""Programmes on the page of a service, and before going on."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from simpul.cases import actions as cases
from simpul.cases.types import NeedInput
from simpul.ground.actor import acting, system
from simpul.programmes.models import CriteriaVersion, Programme, Quota
from simpul.registry.models import Person
from simpul.web.services import story
from tests.factories import DISTRICT, MORNING
from tests.integration.cases.pages import FILLED, act_url, page_of, send, words

pytestmark = pytest.mark.usefixtures("at_work")


def make_programme(cast, *, rung="village", cel="person.age >= 6", code="kit"):
    with acting(system(DISTRICT)):
        made = Programme.objects.create(
            district=cast.place.district,
            code=code,
            name="Perlengkapan sekolah",
            unit="person",
            rung=cast.place.rungs[rung],
            source="demo",
            benefit="Seragam",
            documents=["KK"],
            warning="Hanya untuk SD dan SMP.",
        )
        made.categories.add(cast.place.categories["school_kit"])
        CriteriaVersion.objects.create(
            programme=made,
            number=1,
            valid_from=dt.date(2026, 1, 1),
            digest=code,
            criteria=[{"code": "a", "name": "A", "sentence": "Syarat pertama.", "cel": cel}],
        )
        Quota.objects.create(programme=made, year=2026, places=60, taken=19)
        return made


@pytest.mark.parametrize(
    ("cel", "said"),
    [
        ("person.age >= 6", "Kemungkinan memenuhi syarat"),
        ("person.age > 60", "Belum memenuhi syarat"),
        ("family.decile <= 4", "Perlu dicek"),
    ],
)
def test_what_fits_is_said_with_each_criterion(front, cast, need_of, cel, said):
    with acting(system(DISTRICT)):
        Person.objects.update(birth_date=dt.date(1984, 5, 1), birth_year=None, birth_precision="day")
    make_programme(cast, cel=cel)
    text = words(page_of(front, reverse("services:page", args=[need_of("school_kit").case_id])))
    for words_of_it in (
        said,
        "Perlengkapan sekolah · sisa kuota 41",
        "Syarat pertama.",
        "Hanya untuk SD dan SMP.",
    ):
        assert words_of_it in text
    assert ("data: 42" in text) is ("age" in cel)


def test_a_fitting_programme_is_named_before_going_on_and_why_it_went_on_after(front, cast, need_of):
    with acting(system(DISTRICT)):
        Person.objects.update(birth_date=dt.date(1984, 5, 1), birth_year=None, birth_precision="day")
    make_programme(cast)
    need = need_of("school_kit")
    text = words(page_of(front, act_url(need, "teruskan")))
    assert "kemungkinan memenuhi syarat: Perlengkapan sekolah, sisa kuota 41." in text
    send(front, act_url(need, "teruskan"), **FILLED["teruskan"])
    letter = words(page_of(front, reverse("services:page", args=[need.case_id])))
    assert "Sudah diupayakan: Lumbung kosong · Tetap diteruskan: Sudah dicek langsung: Stok habis" in letter


@pytest.mark.parametrize(
    ("value", "said"), [(True, "ya"), (False, "tidak"), ([], "tidak ada"), (["b", "a"], "a, b"), (3, "3")]
)
def test_values_a_criterion_saw_are_words(value, said):
    assert story._value(value) == said


def test_what_is_still_to_be_done_stands_before_what_has_ended(front, cast, need_of):
    food = need_of("food")
    case = reverse("services:page", args=[food.case_id])
    cases.add_need(by=cast.front, case=food.case_id, need=NeedInput("school_kit", "Seragam", "3"), at=MORNING)
    send(front, act_url(food, "selesaikan"), **FILLED["selesaikan"])
    told = [words(part) for part in page_of(front, case).select(".now-item")]
    assert ["Kebutuhan 2" in told[0], "Kebutuhan 1" in told[1]] == [True, True]
    assert "Jenjang penanganan" in told[0]
    assert "Jenjang penanganan" not in told[1], "a need that has ended goes nowhere"
