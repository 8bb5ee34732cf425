"""Complaints recorded before complainants were left unnamed lose their names, once and for all."""

from __future__ import annotations

import pytest

from simpul.cases import actions, queries
from simpul.cases.actions.intake import REPORTER_PHONE
from simpul.cases.jobs import unname_in_every_district
from simpul.cases.models import Case
from simpul.cases.queries.codes import complainant_index
from simpul.cases.types import NeedInput
from simpul.ground.actor import acting, system
from simpul.ground.keys import keyring
from simpul.ground.models import AuditLine
from simpul.registry.models import Person
from tests.factories import DISTRICT
from tests.integration.cases.conftest import LATER

OLD = {
    "complainant": None,
    "reporter_name": "Bu Ani",
    "reporter_relation": "tetangga",
    "collector_name": "Pak Budi",
    "source_name": "Pak Dewan",
    "source_note": "Tetangganya",
}


@pytest.fixture
def of_before(take_in, villager):
    """A complaint as it was kept then: `of_before()`."""

    def kept(**more):
        case = take_in("village_complaint").case
        key = keyring().key_ids[-1]
        phone = REPORTER_PHONE.seal(keyring(), case.pk, b"081234567890")
        with acting(system(DISTRICT)):
            Case.objects.filter(pk=case.pk).update(
                person=villager.pk, reporter_phone=phone, reporter_key_id=key, **OLD | more
            )
        return case.pk

    return kept


def row(key):
    with acting(system(DISTRICT)):
        return Case.objects.select_related("person").get(pk=key)


def unname():
    return actions.unname_complaints(by=system(DISTRICT))


def test_nothing_in_the_row_says_who_complained(cast, of_before, villager):
    key = of_before()
    assert unname() == 1
    with acting(system(DISTRICT)):
        kept = str(Case.objects.filter(pk=key).values().get())
    for told in (
        str(villager.pk),
        villager.name,
        "Bu Ani",
        "tetangga",
        "Pak Budi",
        "Pak Dewan",
        "Tetangganya",
    ):
        assert told not in kept
    case = row(key)
    assert (case.person.is_label, case.reporter_phone, case.reporter_key_id) == (True, None, "")
    assert case.person.scope_code == case.scope_code
    with acting(cast.camat) as by:
        page = queries.service_page(key, by=by, now=LATER)
    assert "nama dirahasiakan" in page.person.name
    with acting(cast.facilitator):
        assert queries.person_lines(villager.pk, LATER).total == 0


def test_they_are_still_counted_with_what_is_brought_today(of_before, take_in, villager):
    first = of_before()
    unname()
    second = take_in("village_complaint").case
    assert second.parent_id == first
    assert bytes(row(first).complainant) == complainant_index(villager.pk, named=False)


def test_done_again_it_finds_nothing(of_before):
    of_before()
    assert (unname(), unname()) == (1, 0)
    with acting(system(DISTRICT)):
        assert AuditLine.objects.filter(verb="cases.unname").count() == 1
        assert Person.objects.filter(is_label=True).count() == 2, "the label it was opened with, and this one"


def test_who_agreed_stays_named_and_apart(take_in, villager):
    """Before, both had one hash, and the named one was linked to the unnamed."""
    first = take_in("village_complaint").case
    second = take_in(NeedInput("village_complaint", "Lagi", named=True)).case
    hashed = complainant_index(villager.pk, named=False)
    with acting(system(DISTRICT)):
        Case.objects.filter(pk=second.pk).update(complainant=hashed, parent=first.pk)
    assert unname() == 1
    after = row(second.pk)
    assert (after.person_id, after.parent_id) == (villager.pk, None)
    assert bytes(after.complainant) == complainant_index(villager.pk, named=True)
    assert unname() == 0


def test_an_unnamed_one_is_led_past_the_named_to_its_like(take_in):
    first = take_in("village_complaint").case
    named = take_in(NeedInput("village_complaint", "Lagi", named=True)).case
    third = take_in("village_complaint").case
    with acting(system(DISTRICT)):
        Case.objects.filter(pk=third.pk).update(parent=named.pk)
    assert unname() == 1
    assert row(third.pk).parent_id == first.pk


def test_nothing_else_is_touched(take_in, villager):
    case = take_in("food", source="aspiration", source_name="Pak Dewan").case
    assert unname() == 0
    after = row(case.pk)
    assert (after.person_id, after.source_name, after.complainant) == (villager.pk, "Pak Dewan", None)


def test_the_job_does_it_in_every_district(of_before):
    of_before()
    assert unname_in_every_district() == 1
