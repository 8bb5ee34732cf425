"""Editions, checks by hand, proposals, and the facts that rules read."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from simpul.ground.actor import acting, system
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.registry import actions, queries
from simpul.registry.models import Edition, FamilyFacts, Person, PersonFacts
from simpul.registry.types import ManualLook
from tests.cast import Cast
from tests.factories import (
    DISTRICT,
    ELSEWHERE,
    MORNING,
    TODAY,
    make_family,
    make_number,
    make_person,
)

NIK = "7388014107840001"


@pytest.fixture
def siti(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        family = make_family(local_card=True)
        make_number("7388011508120003", family=family, kind="kk")
        siti = make_person("Siti Contoh", nik=NIK, family=family)
        make_person(
            "Rahman Contoh",
            family=family,
            relation="child",
            sex="L",
            birth_precision="day",
            birth_date=dt.date(2019, 5, 1),
        )
        return siti


def publish(cast: Cast, siti: Person, **family: object) -> Edition:
    by = cast.steward
    edition = actions.open_edition(
        by=by, code="2026-3", name="DTSEN 2026-3", source="Pusdatin", as_of=dt.date(2026, 8, 12)
    )
    with acting(by):
        home = queries.family_of(siti.pk)
        assert home is not None
    facts = FamilyFacts(family=home, **{"decile": 2, "size": 2, "receives": ["sembako"]} | family)
    person = PersonFacts(person=siti, disabled="severe", works=False, insured_active=True)
    actions.add_facts(by=by, edition=edition, families=[facts], persons=[person])
    return actions.publish_edition(by=by, edition=edition, at=MORNING)


def test_before_the_first_edition_nothing_is_claimed(cast: Cast, siti: Person) -> None:
    facts = queries.facts_of(siti.pk, by=cast.front, today=TODAY)
    assert facts["person.age"] == 42
    assert facts["person.has_nik"] is True
    assert facts["family.has_kk"] is True
    assert facts["family.kk_local"] is True
    assert facts["family.area_kind"] == "desa"
    assert not {"family.decile", "family.in_registry", "members", "person.insured_active"} & set(facts)


def test_an_edition_is_read_once_it_is_published(cast: Cast, siti: Person) -> None:
    publish(cast, siti, electricity="450", floor="earth", owned=True)
    facts = queries.facts_of(siti.pk, by=cast.front, today=TODAY)
    assert facts["family.decile"] == 2
    assert facts["family.in_registry"] is True
    assert facts["family.receives"] == ["sembako"]
    assert facts["house.floor"] == "earth"
    assert facts["family.power_va"] == 450
    assert facts["person.severely_disabled"] is True
    assert [member["relation"] for member in facts["members"]] == ["head", "child"]
    assert [member["age"] for member in facts["members"]] == [42, 7]
    assert facts["family.single_elderly"] is False
    assert "house.wall" not in facts


def test_members_are_not_claimed_when_the_size_disagrees(cast: Cast, siti: Person) -> None:
    publish(cast, siti, size=5)
    assert "members" not in queries.facts_of(siti.pk, by=cast.front, today=TODAY)


def test_a_look_by_hand_newer_than_the_edition_wins(cast: Cast, siti: Person) -> None:
    publish(cast, siti)
    look = ManualLook(
        looked_at=MORNING, siks_found=True, siks_decile=5, jkn_state="inactive", jkn_segment="pbi"
    )
    actions.record_check(by=cast.front, person=siti, manual=look, at=MORNING)
    facts = queries.facts_of(siti.pk, by=cast.front, today=TODAY)
    assert (facts["family.decile"], facts["person.insured_active"]) == (5, False)
    assert facts["person.insurance_segment"] == "pbi"


def test_who_reads_no_health_or_numbers_gets_fewer_facts(cast: Cast, siti: Person) -> None:
    publish(cast, siti)
    facts = queries.facts_of(siti.pk, by=cast.head, today=TODAY)
    assert facts["family.decile"] == 2
    assert not {"person.disabled", "person.insured_active", "person.has_nik"} & set(facts)


def test_facts_are_of_the_vocabulary_of_the_rules(cast: Cast, siti: Person) -> None:
    from simpul.programmes.rules import DEFAULT_VOCABULARY  # noqa: PLC0415  only this test looks up the house

    publish(cast, siti, electricity="none", area_m2=36, toilet="shared", water="borehole", roof="zinc")
    DEFAULT_VOCABULARY.check(queries.facts_of(siti.pk, by=cast.front, today=TODAY))


def test_a_check_copies_what_the_edition_said_that_day(cast: Cast, siti: Person) -> None:
    publish(cast, siti)
    check = actions.record_check(by=cast.front, person=siti, manual=None, at=MORNING)
    assert (check.found, check.decile, check.edition_name, check.as_of) == (
        True,
        2,
        "DTSEN 2026-3",
        dt.date(2026, 8, 12),
    )
    with acting(system(DISTRICT)):
        unlisted = make_person("Belum Contoh")
    assert not actions.record_check(by=cast.front, person=unlisted, manual=None, at=MORNING).found


@pytest.mark.parametrize(
    ("look", "code"),
    [
        (ManualLook(looked_at=MORNING + dt.timedelta(minutes=1)), "look_not_today"),
        (ManualLook(looked_at=MORNING - dt.timedelta(days=1)), "look_not_today"),
        (ManualLook(looked_at=MORNING, siks_decile=11), "decile_range"),
        (ManualLook(looked_at=MORNING, jkn_inactive_since=dt.date(2026, 11, 25)), "inactive_since_future"),
        (ManualLook(looked_at=MORNING, siks_note=f"NIK {NIK}"), "number_in_text"),
    ],
)
def test_a_look_by_hand_is_of_today_and_possible(
    cast: Cast, siti: Person, look: ManualLook, code: str
) -> None:
    with pytest.raises(InputError, match=code):
        actions.record_check(by=cast.front, person=siti, manual=look, at=MORNING)


def test_one_proposal_waits_at_a_time(cast: Cast, siti: Person) -> None:
    actions.propose(by=cast.front, person=siti, basis="deliberation", reason="", at=MORNING)
    with pytest.raises(StateError, match="proposal_open"):
        actions.propose(
            by=cast.front, person=siti, basis="sptjm", reason="Sakit, tidak dapat menunggu", at=MORNING
        )


def test_an_sptjm_says_why_it_cannot_wait(cast: Cast, siti: Person) -> None:
    with pytest.raises(InputError, match="reason_short"):
        actions.propose(by=cast.front, person=siti, basis="sptjm", reason="", at=MORNING)


def test_a_proposal_is_decided_once_by_a_steward(cast: Cast, siti: Person) -> None:
    proposal = actions.propose(by=cast.front, person=siti, basis="deliberation", reason="", at=MORNING)
    told = {"proposal": proposal, "accepted": True, "result": "Diterima pada musyawarah", "at": MORNING}
    with pytest.raises(NotAllowedError):
        actions.decide_proposal(by=cast.front, **told)  # type: ignore[arg-type]
    actions.decide_proposal(by=cast.steward, **told)  # type: ignore[arg-type]
    with pytest.raises(StateError, match="proposal_decided"):
        actions.decide_proposal(by=cast.steward, **told)  # type: ignore[arg-type]


def test_consent_needs_the_notice_read(cast: Cast, siti: Person) -> None:
    told = {"person": siti, "given_by": "", "at": MORNING}
    with pytest.raises(InputError, match="notice_not_read"):
        actions.record_consent(by=cast.front, basis="consent", read_aloud=False, **told)  # type: ignore[arg-type]
    kept = actions.record_consent(by=cast.front, basis="consent", read_aloud=True, **told)  # type: ignore[arg-type]
    assert kept.notice_version == "2026-1"


def test_strangers_record_nothing_about_a_person(cast: Cast, siti: Person) -> None:
    for who in (cast.stranger, cast.foreign_back):
        with pytest.raises(NotVisibleError):
            actions.record_check(by=who, person=siti, manual=None, at=MORNING)
        with pytest.raises(NotVisibleError):
            actions.propose(by=who, person=siti, basis="deliberation", reason="", at=MORNING)
        with pytest.raises(NotVisibleError):
            actions.open_to_office(
                by=who, person=siti, office=who_office(cast, who.district), whole_family=False
            )


def who_office(cast: Cast, district: str):
    place = cast.place if district == DISTRICT else cast.elsewhere
    return place.offices["dinsos"]


def test_a_published_edition_takes_no_more_facts(cast: Cast, siti: Person) -> None:
    edition = publish(cast, siti)
    with pytest.raises(StateError, match="edition_published"):
        actions.add_facts(by=cast.steward, edition=edition)
    with pytest.raises(InputError, match="edition_there"):
        actions.open_edition(by=cast.steward, code="2026-3", name="x", source="x", as_of=TODAY)
    with pytest.raises(NotAllowedError):
        actions.open_edition(by=cast.front, code="2026-4", name="x", source="x", as_of=TODAY)


def test_a_basis_that_is_none_is_refused(cast: Cast, siti: Person) -> None:
    with pytest.raises(InputError, match="basis_unknown"):
        actions.propose(by=cast.front, person=siti, basis="wish", reason="", at=MORNING)
    with pytest.raises(InputError, match="basis_unknown"):
        actions.record_consent(
            by=cast.front, person=siti, basis="wish", read_aloud=True, given_by="", at=MORNING
        )


def test_a_steward_elsewhere_decides_and_publishes_nothing_here(cast: Cast, siti: Person) -> None:
    proposal = actions.propose(by=cast.front, person=siti, basis="deliberation", reason="", at=MORNING)
    elsewhere = system(ELSEWHERE)
    with pytest.raises(NotVisibleError):
        actions.decide_proposal(
            by=elsewhere, proposal=proposal, accepted=True, result="Diterima di sini", at=MORNING
        )
    edition = actions.open_edition(by=cast.steward, code="x", name="x", source="x", as_of=TODAY)
    with pytest.raises(NotVisibleError):
        actions.publish_edition(by=elsewhere, edition=edition, at=MORNING)
    with acting(cast.steward):
        assert [found.code for found in queries.editions(DISTRICT)] == ["x"]
        assert queries.current_edition(DISTRICT) is None


def test_somebody_who_lives_alone_in_old_age(cast: Cast) -> None:
    with acting(system(DISTRICT)):
        family = make_family()
        old = make_person("Nenek Contoh", family=family, birth_year=1950, birth_precision="year")
        guessed = make_person("Kakek Contoh", birth_year=1950, birth_precision="estimated")
    publish(cast, old, size=1)
    facts = queries.facts_of(old.pk, by=cast.front, today=TODAY)
    assert facts["family.single_elderly"] is True
    assert "person.age" not in queries.facts_of(guessed.pk, by=cast.front, today=TODAY)


VERBS = {
    "consent": lambda cast, siti: actions.record_consent(
        by=cast.front, person=siti, basis="consent", read_aloud=True, given_by="Siti", at=MORNING
    ),
    "check": lambda cast, siti: actions.record_check(by=cast.front, person=siti, manual=None, at=MORNING),
    "proposal": lambda cast, siti: actions.propose(
        by=cast.front, person=siti, basis="deliberation", reason="", at=MORNING
    ),
}


@pytest.mark.parametrize("verb", VERBS)
def test_the_household_is_locked_before_any_row(cast: Cast, siti: Person, verb: str) -> None:
    """Whoever calls the verb: a death that is recorded meanwhile takes its locks in the same order."""
    with CaptureQueriesContext(connection) as asked:
        VERBS[verb](cast, siti)
    said = [query["sql"] for query in asked]
    locks = [number for number, sql in enumerate(said) if "pg_advisory_xact_lock" in sql]
    writes = [
        number
        for number, sql in enumerate(said)
        if "FOR UPDATE" in sql or sql.startswith(("INSERT", "UPDATE"))
    ]
    assert locks
    assert min(locks) < min(writes)
