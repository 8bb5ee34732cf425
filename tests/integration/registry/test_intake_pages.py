"""The intake as an officer lives it, page by page, without script: from danger to the ticket."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from simpul.cases.models import Case, Enquiry, Need
from simpul.ground.actor import acting, system
from simpul.places.models import District
from simpul.registry import queries
from simpul.registry.models import Consent, Person, Proposal, RegistryCheck
from tests.cast import Cast
from tests.factories import DISTRICT, FAR_VILLAGE, VILLAGE, make_person

NIK = "7388014107840001"
PERSON = {
    "name": "Sitti Contoh",
    "sex": "P",
    "birth_precision": "unknown",
    "village_code": VILLAGE,
    "relation": "",
}
CHECK = {"looked_at": "", "siks_found": "", "jkn_state": "", "proposal": ""}
ALONE = {"who_reports": "same", "who_collects": "same"}
BY_THEMSELVES = {"source": "citizen", "channel": "desk"}


@pytest.fixture
def desk(cast: Cast, client: Client) -> Client:
    District.objects.filter(pk=DISTRICT).update(settings={"papers_category": "civil_registration"})
    cast.sign_in(client, "front")
    return client


def go(client: Client, place: str, **values: str) -> str:
    """Send one page of the intake and answer where it leads."""
    response = client.post(f"/layanan-baru/{place}", values)
    assert response.status_code == 302, response.content.decode()
    return response["Location"]


def save(client: Client) -> str:
    page = client.get("/layanan-baru/ringkasan/").content.decode()
    found = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    assert found is not None, page
    return go(client, "ringkasan/", command_id=found[1])


def begin(client: Client) -> None:
    assert go(client, "", danger="none") == "/layanan-baru/keperluan/"
    assert go(client, "keperluan/", purpose="help") == "/layanan-baru/pemberitahuan/"
    assert go(client, "pemberitahuan/", basis="consent", read_aloud="on") == "/layanan-baru/cari/"


def test_somebody_without_papers_leaves_with_a_ticket(desk: Client, cast: Cast) -> None:
    begin(desk)
    assert go(desk, "orang-baru/", **PERSON) == "/layanan-baru/pihak/"
    assert go(desk, "pihak/", **ALONE) == "/layanan-baru/cek-data/"
    assert go(desk, "cek-data/", **CHECK) == "/layanan-baru/kebutuhan/"
    assert (
        go(desk, "kebutuhan/food/", words="Beras habis sejak kemarin", urgency="2")
        == "/layanan-baru/kebutuhan/"
    )
    assert go(desk, "kebutuhan/", go="1") == "/layanan-baru/asal/"
    assert go(desk, "asal/", **BY_THEMSELVES) == "/layanan-baru/ringkasan/"
    page = desk.get(save(desk)).content.decode()
    with acting(cast.front):
        case = Case.objects.get()
        categories = {need.category.code for need in Need.objects.select_related("category")}
        person = Person.objects.get()
        assert Consent.objects.filter(person=person, basis="consent").exists()
        assert RegistryCheck.objects.get(person=person).found is False
    assert case.ticket in page
    assert re.search(r'ticket-code">\d{6}<', page)
    assert categories == {"food", "civil_registration"}


def test_somebody_found_is_chosen_and_looked_up_by_hand(desk: Client, cast: Cast) -> None:
    with acting(system(DISTRICT)):
        there = make_person("Sitti Contoh", nik=NIK)
    begin(desk)
    shown = desk.post("/layanan-baru/cari/", {"q": NIK}).content.decode()
    assert str(there.pk) in shown
    assert "0001" in shown
    assert go(desk, "cari/", person=str(there.pk)) == "/layanan-baru/pihak/"
    go(
        desk,
        "pihak/",
        who_reports="other",
        reporter_name="Ketua RT",
        reporter_relation="RT",
        who_collects="same",
    )
    go(
        desk,
        "cek-data/",
        **CHECK
        | {
            "looked_at": "00:00",
            "siks_found": "no",
            "jkn_state": "inactive",
            "jkn_segment": "pbi",
            "proposal": "sptjm",
            "proposal_reason": "Sakit dan tidak dapat menunggu",
        },
    )
    go(desk, "kebutuhan/health_insurance/", words="Kartu BPJS mati", urgency="2")
    go(desk, "kebutuhan/", go="1")
    go(desk, "asal/", source="aspiration", source_name="Anggota dewan", channel="desk")
    save(desk)
    with acting(cast.back):
        case = Case.objects.get()
        check = RegistryCheck.objects.get(person=there)
        proposal = Proposal.objects.get(person=there)
    assert (case.person_id, case.reporter_name, case.source) == (there.pk, "Ketua RT", "aspiration")
    assert (check.siks_found, check.jkn_state, check.jkn_segment) == (False, "inactive", "pbi")
    assert proposal.basis == "sptjm"


def test_danger_to_life_skips_what_can_wait(desk: Client, cast: Cast) -> None:
    assert go(desk, "", danger="life") == "/layanan-baru/darurat/"
    assert "tel:119" in desk.get("/layanan-baru/darurat/").content.decode()
    assert go(desk, "darurat/") == "/layanan-baru/cari/"
    label = PERSON | {
        "name": "Pengendara motor",
        "is_label": "on",
        "met_at": "Jalan poros",
        "sex": "",
        "village_code": "",
    }
    assert go(desk, "orang-baru/", **label) == "/layanan-baru/kebutuhan/"
    go(desk, "kebutuhan/food/", words="Kecelakaan", urgency="1")
    assert go(desk, "kebutuhan/", go="1") == "/layanan-baru/ringkasan/"
    save(desk)
    with acting(cast.front):
        assert Case.objects.get().urgent
        assert Consent.objects.get().basis == "vital_interest"


def test_violence_goes_to_the_wall_at_once_and_leaves_no_draft(desk: Client) -> None:
    assert go(desk, "", danger="hurt") == "/perlindungan/serahkan/"
    assert "intake_draft" not in desk.session
    begin(desk)
    assert desk.get("/layanan-baru/kebutuhan/violence/")["Location"] == "/perlindungan/serahkan/"


def test_a_question_is_answered_and_closed(desk: Client, cast: Cast) -> None:
    page = desk.get("/layanan-baru/jawab/question/").content.decode()
    command = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    assert command is not None
    go(desk, "jawab/question/", command_id=command[1], words="Kapan musdes?", answer="Tanggal 3")
    with acting(cast.front):
        assert Enquiry.objects.get().answer == "Tanggal 3"
        assert not Case.objects.exists()


def test_pressing_save_twice_opens_one_service(desk: Client, cast: Cast) -> None:
    begin(desk)
    go(desk, "orang-baru/", **PERSON)
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    page = desk.get("/layanan-baru/ringkasan/").content.decode()
    command = re.search(r'name="command_id" value="([0-9a-f-]+)"', page)
    assert command is not None
    first = go(desk, "ringkasan/", command_id=command[1])
    assert go(desk, "ringkasan/", command_id=command[1]) == first
    with acting(cast.front):
        assert Case.objects.count() == 1


def test_going_back_loses_nothing(desk: Client) -> None:
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"nik": NIK, "hamlet": "Dusun Timur"})
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    assert "Dusun Timur" in desk.get("/layanan-baru/orang-baru/").content.decode()
    assert "Beras habis" in desk.get("/layanan-baru/kebutuhan/").content.decode()
    assert "Sitti Contoh" in desk.get("/layanan-baru/").content.decode()


def test_the_session_holds_nothing_of_a_person_in_clear(desk: Client, cast: Cast) -> None:
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"nik": NIK})
    stored = str(dict(desk.session.items()))
    assert "intake_draft" in stored
    assert NIK not in stored
    assert "Sitti" not in stored
    cast.sign_in(desk, "back")
    assert "Sitti" not in desk.get("/layanan-baru/").content.decode()


def test_a_nik_that_is_known_leads_to_its_holder(desk: Client) -> None:
    with acting(system(DISTRICT)):
        there = make_person("Sitti Contoh", nik=NIK)
    begin(desk)
    answer = desk.post("/layanan-baru/orang-baru/", PERSON | {"nik": NIK})
    assert f'name="person" value="{there.pk}"' in answer.content.decode()


def test_a_nik_known_elsewhere_in_the_district_goes_on_silently(desk: Client, cast: Cast) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Sitti Contoh", village=FAR_VILLAGE, nik=NIK)
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"nik": NIK})
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    assert "atas nama lain" not in desk.get(save(desk)).content.decode()
    with acting(cast.front):
        assert Case.objects.get().person_id == far.pk
    assert [task.person_id for task in queries.steward_tasks(by=cast.steward)] == [far.pk]


def test_a_nik_under_another_name_is_said_without_that_name(desk: Client, cast: Cast) -> None:
    with acting(system(DISTRICT)):
        far = make_person("Rahmatia Jauh", village=FAR_VILLAGE, nik=NIK)
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"nik": NIK})
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    said = desk.get(save(desk)).content.decode()
    assert "sudah tercatat atas nama lain" in said
    assert "Rahmatia" not in said
    with acting(cast.front):
        case = Case.objects.get()
        assert case.person_id != far.pk
    assert desk.get(f"/orang/{far.pk}/").status_code == 404
    again = desk.post(
        f"/orang/{case.person_id}/nomor/",
        {
            "command_id": "0198c9b4-0000-7000-8000-00000000000b",
            "kind": "nik",
            "number": NIK,
            "source": "KTP",
        },
        follow=True,
    ).content.decode()
    assert "sudah tercatat atas nama lain" in again
    assert "Rahmatia" not in again


def test_nobody_fishes_for_people_by_typing_numbers(desk: Client, cast: Cast) -> None:
    niks = [f"738801410784{serial:04}" for serial in range(1, 7)]
    with acting(system(DISTRICT)):
        for nik in niks:
            make_person("Rahmatia Jauh", village=FAR_VILLAGE, nik=nik)
    for nik in niks[:5]:
        begin(desk)
        go(desk, "orang-baru/", **PERSON | {"nik": nik})
        go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
        save(desk)
    begin(desk)
    go(desk, "orang-baru/", **PERSON | {"nik": niks[5]})
    go(desk, "kebutuhan/food/", words="Beras habis", urgency="3")
    refused = desk.post("/layanan-baru/ringkasan/", {"command_id": "0198c9b4-0000-7000-8000-00000000000c"})
    assert refused.status_code == 422
    assert "tanpa nomor dahulu" in refused.content.decode()


@pytest.mark.parametrize(
    ("place", "values", "said"),
    [
        ("pemberitahuan/", {"basis": "consent"}, "Bacakan dulu"),
        ("orang-baru/", PERSON | {"nik": "123"}, "16 angka"),
        ("orang-baru/", PERSON | {"name": "ibu", "is_label": "on"}, "di mana orang ini ditemui"),
        ("orang-baru/", PERSON | {"birth_precision": "day"}, "Lengkapi tanggal"),
        ("pihak/", ALONE | {"who_reports": "other"}, "Isi bila orang lain"),
        ("cek-data/", CHECK | {"siks_found": "yes"}, "pukul berapa"),
        ("cek-data/", CHECK | {"proposal": "sptjm"}, "alasannya"),
        ("asal/", {"source": "aspiration", "channel": "desk"}, "siapa yang menyampaikan"),
        ("cari/", {"q": "ab"}, "paling sedikit 8 angka"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    desk: Client, place: str, values: dict[str, str], said: str
) -> None:
    answer = desk.post(f"/layanan-baru/{place}", values)
    assert said in answer.content.decode()


@pytest.mark.parametrize("who", ["head", "treasurer", "partner", "regent", "auditor", "counsellor", "agency"])
def test_who_takes_nobody_in_has_no_such_page(cast: Cast, client: Client, who: str) -> None:
    cast.sign_in(client, who)
    for place in ("", "cari/", "orang-baru/", "ringkasan/", "kebutuhan/"):
        assert client.get(f"/layanan-baru/{place}").status_code == 404


def test_a_stranger_does_not_choose_a_person_of_another_village(cast: Cast, client: Client) -> None:
    with acting(system(DISTRICT)):
        there = make_person("Sitti Contoh", nik=NIK)
    cast.sign_in(client, "stranger")
    begin(client)
    assert client.post("/layanan-baru/cari/", {"person": str(there.pk)}).status_code == 404
    assert "Sitti" not in client.post("/layanan-baru/cari/", {"q": NIK}).content.decode()
