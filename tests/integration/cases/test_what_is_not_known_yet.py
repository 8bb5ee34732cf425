"""Facts that programmes lack are asked on the need's page; what officers find out fills them, dated."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from simpul.cases import queries
from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError
from simpul.ground.models import AuditLine
from simpul.programmes import queries as programmes
from simpul.programmes.actions import record_facts
from simpul.programmes.rules import DEFAULT_VOCABULARY, FactError
from simpul.registry import actions as registry
from simpul.registry import queries as facts
from simpul.registry.models import FamilyFacts, Finding
from simpul.web.services.fact_words import choices_of, value_of
from tests.factories import DISTRICT, MORNING, TODAY, make_person
from tests.integration.cases.pages import act_url, page_of, send, words
from tests.integration.cases.test_page_says_what_fits import make_programme

pytestmark = pytest.mark.usefixtures("at_work")

CEL = (
    'person.pregnant && house.floor == "earth" && house.land_proof && person.height_cm > 150 && '
    '!("pkh" in family.receives) && family.decile <= 4'
)


def found(by, person, **told):
    more = {"source": "visit", "seen_on": TODAY, "at": MORNING} | told
    return record_facts(by=by, person=person.pk, **more)


def judged(cast, need):
    with acting(cast.back) as by:
        (fit,) = queries.fits_of(queries.find_need(need.pk), by=by, today=TODAY)
    return fit


@pytest.fixture
def need(cast, need_of):
    make_programme(cast, cel=CEL)
    make_programme(cast, cel="true", code="pkh")
    with acting(system(DISTRICT)):
        programmes.Programme.objects.get(code="pkh").categories.clear()
    return need_of("school_kit")


def test_the_page_asks_what_the_criteria_lack_and_judges_again(front, cast, need):
    letter = reverse("services:page", args=[need.case_id])
    assert "Yang belum diketahui (5)" in words(page_of(front, letter))
    form = words(page_of(front, act_url(need, "belum-diketahui")))
    for question in (
        "Apakah sedang hamil?",
        "Lantai rumahnya dari apa?",
        "Apakah ada bukti hak atas tanah?",
        "Berapa tinggi badannya? (cm)",
        "Program apa yang sudah diterima keluarga ini?",
        "Perlengkapan sekolah",
        "Tidak satu pun",
    ):
        assert question in form
    assert "desil" not in form.lower()
    send(
        front,
        act_url(need, "belum-diketahui"),
        person__pregnant="ya",
        house__floor="earth",
        house__land_proof="ya",
        person__height_cm="151",
        family__receives=["-"],
        source="visit",
        seen_on=TODAY.isoformat(),
    )
    fit = judged(cast, need)
    assert fit.overall == "unclear", "nobody invents a decile"
    assert [each.verdict.missing for each in fit.results] == [("family.decile",)]
    assert "Yang belum diketahui" not in words(page_of(front, letter))
    with acting(system(DISTRICT)):
        (line,) = AuditLine.objects.filter(verb="registry.record_findings")
    assert "house.floor" in line.fields


def test_what_was_found_may_be_put_right_and_only_that_is_kept(front, cast, need, villager):
    found(cast.back, villager, facts={"person.pregnant": True, "house.floor": "earth"})
    page = page_of(front, act_url(need, "belum-diketahui"))
    assert page.select_one("input[name=person__pregnant][value=ya]").has_attr("checked")
    assert "Dicatat petugas untuk tanggal 2026-11-24." in words(page)
    send(
        front,
        act_url(need, "belum-diketahui"),
        person__pregnant="tidak",
        house__floor="earth",
        source="told",
        seen_on=TODAY.isoformat(),
    )
    with acting(cast.back):
        assert facts.findings_of(villager.pk)["person.pregnant"].value is False
        assert Finding.objects.count() == 3
    card = words(page_of(front, reverse("people:card", args=[villager.pk])))
    assert "Sedang hamil: tidak" in card
    assert "Lantai terluas: Tanah" in card
    assert "Kata keluarga" in card


def test_who_may_not_find_out_is_not_asked(cast, need):
    for who, asked in (("back", True), ("supervisor", True), ("head", False)):
        with acting(getattr(cast, who)) as by:
            _case, view = queries.need_view(need.pk, by=by, now=MORNING)
        assert ("facts" in view.offers) is asked, who


def test_an_empty_form_keeps_nothing(front, need):
    address = act_url(need, "belum-diketahui")
    answer = send(front, address, status=422, source="visit", seen_on=TODAY.isoformat())
    assert "Isi paling sedikit satu jawaban." in answer.content.decode()


def test_the_national_copy_goes_before_what_was_found(cast, villager):
    found(cast.back, villager, facts={"house.floor": "earth", "house.wall": "board"})
    edition = registry.open_edition(
        by=cast.steward, code="1", name="DTSEN", source="demo", as_of=dt.date(2026, 1, 1)
    )
    with acting(cast.steward):
        family = facts.family_of(villager.pk)
    row = FamilyFacts(family=family, floor="cement", size=1)
    registry.add_facts(by=cast.steward, edition=edition, families=[row])
    registry.publish_edition(by=cast.steward, edition=edition, at=MORNING)
    known = facts.facts_of(villager.pk, by=cast.back, today=TODAY)
    assert (known["house.floor"], known["house.wall"]) == ("cement", "board")
    with acting(system(DISTRICT)):
        assert FamilyFacts.objects.get().wall is None


def test_what_is_found_of_one_is_known_of_the_family_and_among_its_members(cast, villager):
    with acting(system(DISTRICT)):
        family = villager.memberships.get().family
        child = make_person("Anak Contoh", family=family, relation="child")
    edition = registry.open_edition(
        by=cast.steward, code="1", name="DTSEN", source="demo", as_of=dt.date(2026, 1, 1)
    )
    registry.add_facts(by=cast.steward, edition=edition, families=[FamilyFacts(family=family, size=2)])
    registry.publish_edition(by=cast.steward, edition=edition, at=MORNING)
    found(cast.back, villager, facts={"person.pregnant": True, "house.floor": "earth"})
    known = facts.facts_of(child.pk, by=cast.back, today=TODAY)
    assert known["house.floor"] == "earth"
    assert "person.pregnant" not in known
    assert [each.get("pregnant") for each in known["members"]] == [True, None]


def test_who_may_find_out(cast, villager):
    for who in ("facilitator", "back", "operator", "supervisor", "desk"):
        found(getattr(cast, who), villager, facts={"person.pregnant": True})
    for who, error in (
        ("head", NotAllowedError),
        ("treasurer", NotAllowedError),
        ("stranger", NotVisibleError),
    ):
        with pytest.raises(error):
            found(getattr(cast, who), villager, facts={"person.pregnant": True})
    with acting(cast.head):
        assert facts.findings_of(villager.pk) == {}, "health is not read by every seat"
    with acting(cast.stranger):
        assert facts.findings_of(villager.pk) == {}


@pytest.mark.parametrize(
    ("told", "error"),
    [
        ({"source": "guess"}, "found_by_unknown"),
        ({"seen_on": TODAY + dt.timedelta(days=1)}, "seen_in_future"),
    ],
)
def test_a_finding_says_from_where_and_since_when(cast, villager, told, error):
    with pytest.raises(InputError, match=error):
        found(cast.back, villager, facts={"person.pregnant": True}, **told)


@pytest.mark.parametrize("wrong", [{"person.rich": True}, {"house.floor": "gold"}, {"person.pregnant": 3}])
def test_only_facts_of_the_vocabulary_are_kept(cast, villager, wrong):
    with pytest.raises(FactError):
        found(cast.back, villager, facts=wrong)


def test_findings_are_only_added(cast, villager):
    found(cast.back, villager, facts={"person.pregnant": True})
    with acting(cast.back), pytest.raises(DatabaseError), transaction.atomic():
        Finding.objects.update(value=False)


def test_every_choice_that_is_asked_has_its_word():
    for spec in DEFAULT_VOCABULARY:
        if spec.choices and programmes.is_asked(spec):
            assert all(word != choice or word.isupper() for choice, word in choices_of(spec)), spec.path
    area = DEFAULT_VOCABULARY.find("house.area_m2")
    assert value_of(area, 36) == "36 m²"
    receives = DEFAULT_VOCABULARY.find("family.receives")
    assert (value_of(receives, []), value_of(receives, ["pkh"])) == ("tidak ada", "pkh")
