"""A person's page: masked, recorded, and the one door to a number in full."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from simpul.ground.actor import acting, system
from simpul.ground.models import AuditLine, Command
from simpul.registry import actions, queries
from simpul.registry.models import Person, RegistryCheck
from tests.cast import Cast
from tests.factories import DISTRICT, MORNING, make_family, make_number, make_person

NIK = "7388014107840001"
KK = "7388011508120003"


@pytest.fixture
def siti(cast: Cast) -> Person:
    with acting(system(DISTRICT)):
        family = make_family()
        make_number(KK, family=family, kind="kk")
        siti = make_person("Siti Contoh", nik=NIK, family=family)
        make_person("Rahman Contoh", family=family, relation="child")
        return siti


def command(page: str) -> str:
    found = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    assert found is not None, page
    return found[1]


def test_the_page_shows_last_digits_and_a_birth_year_only(cast: Cast, client: Client, siti: Person) -> None:
    cast.sign_in(client, "back")
    page = client.get(f"/orang/{siti.pk}/").content.decode()
    assert "0001" in page
    assert "Rahman Contoh" in page
    assert NIK not in page
    assert NIK[:12] not in page
    with acting(cast.auditor):
        assert AuditLine.objects.filter(verb="registry.view", key=str(siti.pk)).count() == 1


@pytest.mark.parametrize("who", ["stranger", "neighbour", "foreigner", "agency", "partner", "hospital"])
def test_whoever_does_not_see_the_person_finds_no_page(
    cast: Cast, client: Client, siti: Person, who: str
) -> None:
    cast.sign_in(client, who)
    for place in ("", "nomor/", "buka/nik/", "cek/", "usulan/", "wafat/"):
        assert client.get(f"/orang/{siti.pk}/{place}").status_code == 404


def test_a_partner_sees_the_name_and_no_number_or_family(cast: Cast, client: Client, siti: Person) -> None:
    partner = cast.place.offices["partner"]
    actions.open_to_office(by=cast.desk, person=siti, office=partner, whole_family=False)
    actions.record_check(by=cast.back, person=siti, manual=None, at=MORNING)
    cast.sign_in(client, "partner")
    page = client.get(f"/orang/{siti.pk}/").content.decode()
    assert "Siti Contoh" in page
    assert "0001" not in page
    assert "Rahman" not in page
    card = queries.person_card(siti.pk, by=cast.partner)
    assert (card.numbers, card.members, card.checks, card.decile) == ((), (), (), None)


def test_an_agency_sees_the_family_once_it_was_opened(cast: Cast, siti: Person) -> None:
    agency = cast.place.offices["dinsos"]
    actions.open_to_office(by=cast.desk, person=siti, office=agency, whole_family=True)
    actions.open_to_office(by=cast.desk, person=siti, office=agency, whole_family=True)
    card = queries.person_card(siti.pk, by=cast.agency)
    assert {member.name for member in card.members} == {"Siti Contoh", "Rahman Contoh"}
    with acting(cast.desk):
        assert Person.objects.get(pk=siti.pk).shared_with == [agency.pk]


def test_a_number_is_opened_on_its_own_page_and_nowhere_kept(
    cast: Cast, client: Client, siti: Person
) -> None:
    cast.sign_in(client, "back")
    address = f"/orang/{siti.pk}/buka/nik/"
    assert NIK not in client.get(address).content.decode()
    assert client.post(address, {"reason": "perlu"}).status_code == 422
    answer = client.post(address, {"reason": "Diketik ke SIKS-NG hari ini"})
    assert "7388 0141 0784 0001" in answer.content.decode()
    assert "no-store" in answer["Cache-Control"]
    with acting(cast.auditor):
        assert AuditLine.objects.get(verb="registry.reveal").reason == "Diketik ke SIKS-NG hari ini"
    assert not Command.objects.filter(answer__contains=NIK).exists()


def test_the_front_officer_does_not_open_numbers(cast: Cast, client: Client, siti: Person) -> None:
    cast.sign_in(client, "front")
    assert client.get(f"/orang/{siti.pk}/buka/nik/").status_code == 403


def test_numbers_checks_proposals_and_a_death_are_recorded_here(
    cast: Cast, client: Client, siti: Person
) -> None:
    cast.sign_in(client, "back")
    for place, values in (
        ("nomor/", {"kind": "bpjs", "number": "0001234567890", "source": "Kartu JKN"}),
        ("cek/", {"looked_at": "00:00", "siks_found": "yes", "siks_decile": "3", "jkn_state": "active"}),
        ("usulan/", {"basis": "deliberation", "reason": ""}),
        ("wafat/", {"died_on": "2026-01-02", "version": "1"}),
    ):
        address = f"/orang/{siti.pk}/{place}"
        pressed = command(client.get(address).content.decode())
        answer = client.post(address, values | {"command_id": pressed})
        assert answer.status_code == 302, answer.content.decode()
    card = queries.person_card(siti.pk, by=cast.back)
    assert card.died_on is not None
    assert [proposal.basis for proposal in card.proposals] == ["deliberation"]
    assert {line.kind for line in card.numbers} == {"nik", "kk", "bpjs"}
    with acting(cast.back):
        assert RegistryCheck.objects.get(person=siti).siks_decile == 3


def test_the_search_page_finds_masked_and_sends_on(cast: Cast, client: Client, siti: Person) -> None:
    cast.sign_in(client, "front")
    page = client.post("/cari/", {"q": "7388.0141.0784.0001"}).content.decode()
    assert f"/orang/{siti.pk}/" in page
    assert NIK not in page
    nobody = client.post("/cari/", {"q": "Zulkifli"}).content.decode()
    assert "Tidak ditemukan" in nobody
    cast.sign_in(client, "desk")
    assert "Pilih desa" in client.post("/cari/", {"q": "Siti Contoh"}).content.decode()


def test_hostile_names_stay_text(cast: Cast, client: Client) -> None:
    with acting(system(DISTRICT)):
        person = make_person("<script>alert(1)</script> Contoh")
    cast.sign_in(client, "front")
    for page in (
        client.get(f"/orang/{person.pk}/").content.decode(),
        client.post("/cari/", {"q": "script alert Contoh"}).content.decode(),
    ):
        assert "<script>alert(1)" not in page
