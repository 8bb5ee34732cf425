"""Pages on which needs are sent, answered and confirmed, through the browser's door."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.offices.models import Seat
from simpul.referrals import actions
from simpul.referrals.models import Referral
from tests.factories import DISTRICT, TODAY
from tests.integration.letters.conftest import PNG, make_template
from tests.integration.referrals.conftest import ANSWERED, NIK


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Pages ask the clock: it stands still on the day of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: ANSWERED)


def state_of(referral):
    with acting(system(DISTRICT)):
        return Referral.objects.get(pk=referral.pk).state


def test_the_inbox_masks_the_person_and_offers_the_answer_in_the_row(visit, send):
    referral = send("dinsos")
    page = visit("agency", "inbox:home").content.decode()
    assert "S•••• C•••••" in page
    assert "Sitti Contoh" not in page
    assert NIK not in page
    assert reverse("inbox:accept", args=[referral.pk]) in page
    assert reverse("inbox:decline", args=[referral.pk]) in page
    assert "Andi Dinsos" in page


def test_an_empty_inbox_says_so(visit):
    assert "Semua sudah ditanggapi" in visit("registrar", "inbox:home").content.decode()


def test_what_ended_is_a_list_of_its_own(cast, client, visit, send):
    referral = send("dinsos")
    actions.decline(by=cast.agency, referral=referral.pk, reason="quota_full", at=ANSWERED)
    link = BeautifulSoup(visit("agency", "inbox:home").content, "html.parser").select_one(
        "main a[href*=bagian]"
    )
    assert link.get_text(strip=True) == "Yang sudah selesai (1)"
    assert referral.number in client.get(link["href"]).content.decode()
    for odd in ("&after=x", "&after=20261124T000000.000000Z~\0", "&after=" + "9~" * 400):
        assert client.get(link["href"] + odd).status_code == 200
    assert client.get(f"{reverse('inbox:home')}?bagian=nonsense").status_code == 200


def test_the_page_shows_the_person_unmasked_with_last_digits(visit, send):
    page = visit("agency", "inbox:referral", send("dinsos").pk).content.decode()
    assert "Sitti Contoh" in page
    assert "0012" in page
    assert NIK not in page
    assert "Anak saya sakit gula" in page


def test_a_partners_page_holds_no_digit_and_no_health(visit, send):
    page = visit("partner", "inbox:referral", send("partner").pk).content.decode()
    assert "Sitti Contoh" in page
    assert "0012" not in page
    assert "sakit gula" not in page
    assert "Fatma Fasilitator" in page


@pytest.mark.parametrize("who", ["registrar", "stranger", "regent", "foreigner"])
def test_who_was_not_asked_finds_no_page(visit, send, who):
    assert visit(who, "inbox:referral", send("dinsos").pk).status_code == 404


def test_accepting_in_the_row_leads_to_the_referral(press, send):
    referral = send("dinsos")
    answer = press("agency", "inbox:accept", referral.pk, version=referral.version)
    assert (answer.status_code, answer.url) == (302, reverse("inbox:referral", args=[referral.pk]))
    assert state_of(referral) == "accepted"


def test_pressing_twice_accepts_once(cast, client, send):
    referral = send("dinsos")
    cast.sign_in(client, "agency")
    typed = {"command_id": uuid7(), "version": referral.version}
    first = client.post(reverse("inbox:accept", args=[referral.pk]), typed)
    again = client.post(reverse("inbox:accept", args=[referral.pk]), typed)
    assert (first.status_code, again.status_code) == (302, 302)
    with acting(system(DISTRICT)):
        assert Referral.objects.get(pk=referral.pk).version == referral.version + 1


def test_the_slower_colleague_reads_who_was_quicker(cast, press, send):
    referral = send("dinsos")
    actions.accept(by=cast.agency, referral=referral.pk, at=ANSWERED)
    answer = press("agency_head", "inbox:accept", referral.pk, version=referral.version)
    assert answer.status_code == 409
    assert "sudah ditanggapi oleh Andi Dinsos" in answer.content.decode()


def test_a_refusal_shows_what_the_family_will_read(visit, press, send):
    referral = send("dinsos")
    page = visit("agency", "inbox:decline", referral.pk).content.decode()
    assert "Melengkapi berkas lalu mengajukan lagi." in page
    answer = press("agency", "inbox:decline", referral.pk, reason="not_entitled", version=referral.version)
    assert answer.status_code == 302
    page = visit("facilitator", "inbox:referral", referral.pk).content.decode()
    assert "Belum dapat dipenuhi karena: Belum memenuhi syarat" in page
    assert "Ditolak" not in page


def test_a_refusal_without_a_reason_keeps_what_was_typed(press, send):
    referral = send("dinsos")
    answer = press("agency", "inbox:decline", referral.pk, note="Kuota habis", version=referral.version)
    assert answer.status_code == 422
    assert "Kuota habis" in answer.content.decode()
    assert state_of(referral) == "sent"


def test_resting_and_going_on(press, visit, accepted):
    referral = accepted()
    assert press("agency", "inbox:rest", referral.pk, body="ministry").status_code == 302
    assert "Waktu berhenti dihitung" in visit("agency", "inbox:referral", referral.pk).content.decode()
    assert press("agency", "inbox:resume", referral.pk).status_code == 302
    assert press("agency", "inbox:resume", referral.pk).status_code == 409


def test_delivery_with_its_picture_is_confirmed_by_the_facilitator(press, visit, accepted):
    referral = accepted()
    proof = SimpleUploadedFile("bukti.png", PNG, content_type="image/png")
    assert press("agency", "inbox:deliver", referral.pk, what="Beras 20 kg", file=proof).status_code == 302
    picture = visit("facilitator", "inbox:proof", referral.pk)
    assert (picture["Content-Type"], "no-store" in picture["Cache-Control"]) == ("image/png", True)
    page = visit("facilitator", "inbox:confirm", referral.pk).content.decode()
    assert "Menurut Dinas Sosial: Beras 20 kg" in page
    answer = press("facilitator", "inbox:confirm", referral.pk, arrived="yes")
    assert answer.status_code == 302
    assert state_of(referral) == "arrived"


def test_a_delivery_without_proof_keeps_what_was_typed(press, accepted):
    referral = accepted()
    answer = press("agency", "inbox:deliver", referral.pk, what="Beras 20 kg")
    assert answer.status_code == 422
    assert "Beras 20 kg" in answer.content.decode()


def test_not_arrived_without_a_word_is_asked_again(press, delivered):
    referral = delivered()
    answer = press("facilitator", "inbox:confirm", referral.pk, arrived="no")
    assert answer.status_code == 422
    assert (
        press("facilitator", "inbox:confirm", referral.pk, arrived="no", note="Belum ada").status_code == 302
    )
    assert state_of(referral) == "returned"


def test_the_owner_takes_it_back(press, send):
    referral = send("dinsos")
    assert press("desk", "inbox:cancel", referral.pk, note="Salah kantor").status_code == 302
    assert state_of(referral) == "cancelled"


def test_somebody_who_may_not_is_told(press, send):
    assert press("facilitator", "inbox:accept", send("dinsos").pk).status_code == 403


def test_choosing_the_office_shows_those_on_the_route_first(visit, at_desk):
    page = visit("desk", "desk:choose", at_desk().pk).content.decode()
    assert page.index("Biasa menangani kebutuhan ini") < page.index("Dinas Sosial")
    assert page.index("Dinas Sosial") < page.index("Kantor dan mitra lain") < page.index("Yayasan Contoh")


def test_sending_with_a_letter(cast, press, visit, at_desk):
    make_template(cast.place)
    need = at_desk()
    office = cast.place.offices["dinsos"].pk
    assert "Surat rujukan" in visit("desk", "desk:compose", need.pk, office).content.decode()
    answer = press(
        "desk",
        "desk:compose",
        need.pk,
        office,
        version=need.version,
        service_name="Bantuan beras",
        asked="Beras 20 kg",
        documents_complete="on",
        contact="Fatma 0812",
        letter="referral",
        sign_form="an",
        superior="Kepala Dinas Sosial",
    )
    assert answer.status_code == 302
    with acting(system(DISTRICT)):
        sent = Referral.objects.get()
    assert (sent.documents_complete, sent.letter is not None) == (True, True)
    assert answer.url == reverse("inbox:referral", args=[sent.pk])


def test_a_form_with_faults_keeps_what_was_typed(cast, press, at_desk):
    make_template(cast.place)
    need = at_desk()
    answer = press(
        "desk",
        "desk:compose",
        need.pk,
        cast.place.offices["dinsos"].pk,
        version=need.version,
        service_name="Bantuan beras",
        asked=f"NIK {NIK}",
        contact="Fatma",
        letter="referral",
        sign_form="ub",
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Bantuan beras" in page
    assert "Tulis jabatan atasannya" in page
    assert "Tulis jabatan di antaranya" in page


def test_the_hand_is_chosen_where_several_sit(cast, press, visit, at_desk):
    make_template(cast.place, code="by_agency", chain=[{"role": "agency_officer", "act": "sign"}])
    need, office = at_desk(), cast.place.offices["dinsos"].pk
    assert "hand_by_agency_0" in visit("desk", "desk:compose", need.pk, office).content.decode()
    typed = {
        "service_name": "Bantuan beras",
        "asked": "Beras",
        "contact": "Fatma",
        "letter": "by_agency",
        "version": need.version,
    }
    answer = press("desk", "desk:compose", need.pk, office, **typed)
    assert answer.status_code == 422
    assert "Pilih siapa yang memaraf dan menandatangani" in answer.content.decode()
    seat = str(cast.seats["registrar"].pk)
    assert press("desk", "desk:compose", need.pk, office, hand_by_agency_0=seat, **typed).status_code == 302


def test_the_desk_sees_what_is_silent(visit, send, monkeypatch):
    referral = send("dinsos")
    monkeypatch.setattr("django.utils.timezone.now", lambda: referral.due_at.replace(year=2027))
    Seat.objects.update(ends_on=None)
    page = visit("desk", "desk:home").content.decode()
    assert "Belum ditanggapi, melewati batas waktu" in page
    assert referral.number in page


@pytest.mark.parametrize("who", ["facilitator", "agency", "regent", "partner"])
def test_who_refers_nothing_has_no_such_page(visit, at_desk, who):
    need = at_desk()
    assert visit(who, "desk:home").status_code == 404
    assert visit(who, "desk:choose", need.pk).status_code == 404


def test_a_seat_that_ended_is_asked_to_choose_again(cast, client, send):
    referral = send("dinsos")
    cast.sign_in(client, "agency")
    Seat.objects.filter(pk=cast.seats["agency"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    answer = client.post(reverse("inbox:accept", args=[referral.pk]), {"command_id": uuid7()})
    assert answer.status_code == 302
    assert answer.url.startswith(reverse("seats"))
    assert state_of(referral) == "sent"
