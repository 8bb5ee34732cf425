"""Whom the registry check finds nowhere gets a need for that, and a proposal that belongs to it."""

from __future__ import annotations

import datetime as dt

import pytest
from django.urls import reverse

from simpul.cases import actions, queries
from simpul.cases.models import Need
from simpul.cases.types import NeedInput
from simpul.ground.actor import acting, system
from simpul.registry import actions as registry
from simpul.registry.models import Person, Proposal
from simpul.registry.types import ManualLook
from tests.factories import DISTRICT, MORNING
from tests.integration.cases.conftest import LATER
from tests.integration.cases.pages import page_of, words

pytestmark = pytest.mark.usefixtures("at_work")

#: The category that the pack of these tests marks; any will do.
MARKED = "school_kit"


@pytest.fixture(autouse=True)
def marked(settings_of):
    settings_of(registry_category=MARKED, limits={"proposal_closes_on_day": 17})


@pytest.fixture
def look(cast, villager):
    """What was seen of the villager by hand: `look(found=False)`; None: nobody looked."""

    def looked(*, found=False):
        seen = None if found is None else ManualLook(looked_at=MORNING, siks_found=found)
        return registry.record_check(by=cast.back, person=villager, manual=seen, at=MORNING)

    return looked


def publish(cast):
    edition = registry.open_edition(
        by=cast.steward, code="1", name="DTSEN 1", source="demo", as_of=dt.date(2026, 1, 1)
    )
    registry.publish_edition(by=cast.steward, edition=edition, at=MORNING)


def codes(opened):
    return [need.category.code for need in opened.needs]


def proposals():
    with acting(system(DISTRICT)):
        return list(Proposal.objects.order_by("at"))


def stored(need):
    with acting(system(DISTRICT)):
        return Need.objects.select_related("proposal").get(pk=need.pk)


def test_the_need_and_the_proposal_open_by_themselves(take_in, look):
    look()
    opened = take_in("food")
    assert codes(opened) == ["food", MARKED]
    (proposal,) = proposals()
    assert (proposal.basis, proposal.state) == ("deliberation", "open")
    assert stored(opened.needs[1]).proposal == proposal
    assert stored(opened.needs[0]).proposal is None


def test_in_no_published_copy_is_nowhere_too(cast, take_in, look):
    publish(cast)
    look(found=None)
    assert codes(take_in("food")) == ["food", MARKED]


def test_what_was_seen_today_goes_before_the_copy(cast, take_in, look):
    publish(cast)
    look(found=True)
    assert codes(take_in("food")) == ["food"]
    assert proposals() == []


@pytest.mark.parametrize("looked", [True, None])
def test_who_is_found_or_was_not_looked_for_is_not_proposed(take_in, look, looked):
    look(found=looked)
    assert codes(take_in("food")) == ["food"]
    assert proposals() == []


def test_without_a_check_nothing_opens(take_in):
    assert codes(take_in("food")) == ["food"]


def test_a_pack_that_marks_no_category_opens_nothing(take_in, look, settings_of):
    settings_of(registry_category=None)
    look()
    assert codes(take_in("food")) == ["food"]
    assert proposals() == []


@pytest.mark.parametrize("unknown", [{"is_label": True, "met_at": "Pasar"}, {"village_code": ""}])
def test_nobody_is_proposed_without_a_name_or_a_village(take_in, look, unknown):
    look()
    with acting(system(DISTRICT)):
        Person.objects.update(**unknown)
    assert codes(take_in("food", village_code="73.88.01.2001")) == ["food"]


def test_a_complaint_about_the_village_proposes_nobody(take_in, look):
    look()
    assert codes(take_in("village_complaint")) == ["village_complaint"]
    assert proposals() == []


def test_it_opens_once(take_in, look):
    look()
    take_in("food")
    assert codes(take_in("food", at=LATER)) == ["food"]
    assert len(proposals()) == 1


def test_who_cannot_wait_was_proposed_before_and_keeps_that(cast, take_in, look, villager):
    look()
    made = registry.propose(
        by=cast.back, person=villager, basis="sptjm", reason="Sakit, tidak dapat menunggu", at=MORNING
    )
    assert stored(take_in("food").needs[1]).proposal == made
    assert len(proposals()) == 1


def test_who_asks_for_it_gets_the_proposal_with_it(cast, take_in, look):
    look()
    opened = take_in(MARKED)
    assert codes(opened) == [MARKED]
    assert stored(opened.needs[0]).proposal is not None


def test_so_does_a_need_added_later(cast, take_in, look):
    opened = take_in("food")
    look()
    added = actions.add_need(by=cast.back, case=opened.case, need=NeedInput(MARKED, "Belum"), at=LATER)
    assert stored(added).proposal is not None


def test_a_proposal_made_on_the_persons_page_belongs_to_the_need_that_waits(cast, take_in, villager):
    need = take_in(MARKED).needs[0]
    assert stored(need).proposal is None
    made = registry.propose(by=cast.back, person=villager, basis="deliberation", reason="", at=LATER)
    assert stored(need).proposal == made


def test_page_and_history_tell_of_it(front, cast, take_in, look, villager):
    look()
    opened = take_in("food")
    address = reverse("services:page", args=[opened.case.pk])
    text = words(page_of(front, address))
    assert "Usulan masuk data Musyawarah berikutnya · dimasukkan ke SIKS-NG paling lambat" in text
    assert "17 Desember 2026" in text
    assert "Diusulkan masuk data pada musyawarah berikutnya." in text
    card = words(page_of(front, reverse("people:card", args=[villager.pk])))
    assert "paling lambat" in card
    registry.decide_proposal(
        by=cast.steward, proposal=proposals()[0], accepted=False, result="Sudah terdata di KK lain", at=LATER
    )
    text = words(page_of(front, address))
    assert "Usulan masuk data belum disetujui." in text
    assert "Sudah terdata di KK lain" in text
    assert "paling lambat" not in text


def test_a_pack_without_a_closing_day_names_none(front, take_in, look, settings_of):
    settings_of(limits={})
    look()
    page = page_of(front, reverse("services:page", args=[take_in("food").case.pk]))
    assert "paling lambat" not in words(page)


def test_a_seat_that_reads_no_health_data_reads_no_reason(cast, take_in, look, villager):
    registry.propose(by=cast.back, person=villager, basis="sptjm", reason="Sakit gula dan lemah", at=MORNING)
    look()
    opened = take_in("food")
    with acting(cast.head) as by:
        told = queries.service_page(opened.case.pk, by=by, now=LATER).history
    assert [each.text for each in told if each.kind == "proposal.made"] == [""]
