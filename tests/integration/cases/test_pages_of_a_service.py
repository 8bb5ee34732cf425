"""The letter and the forms, as a browser without script gets them."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from simpul.cases import actions
from simpul.cases.models import Case, Certificate, Deed, Errand, Handover, Movement, Need
from simpul.cases.queries.service import OFFERS
from simpul.cases.states import MovementKind
from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.offices.models import Reason
from simpul.web.services import story
from simpul.web.services.acts import ACTS, BY_SLUG
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER
from tests.integration.cases.pages import FILLED, act_url, page_of, send, words
from tests.integration.cases.test_what_the_village_does import budget, paid_help, photo

pytestmark = pytest.mark.usefixtures("at_work")


def test_the_letter_says_who_what_whose_turn_and_until_when(front, take_in):
    need = take_in("food").needs[0]
    soup = page_of(front, reverse("services:page", args=[need.case_id]))
    text = words(soup)
    assert soup.h1.text == "Sitti Contoh"
    for said in (
        need.case.ticket,
        "perempuan",
        "Kekurangan makan",
        "Kami perlu bantuan",
        "Belum ditangani",
        "Menunggu: Puskesos Sukamaju Contoh",
        "WITA",
        "Kebutuhan dicatat; mulai di Puskesos Sukamaju Contoh.",
    ):
        assert said in text
    assert "7388014105840001" not in text
    assert "•••• 0001" in text


def test_what_can_be_done_now_stands_as_links_to_pages_of_their_own(front, need_of, line):
    assert line.left
    need = need_of("food")
    soup = page_of(front, reverse("services:page", args=[need.case_id]))
    offered = {link["href"] for link in soup.select(".now-panel a.btn")}
    for slug in ("upaya", "bantuan", "serah-terima", "teruskan", "selesaikan", "catatan", "tugaskan"):
        assert act_url(need, slug) in offered
    assert act_url(need, "konfirmasi") not in offered


@pytest.mark.parametrize("who", ["facilitator", "head", "treasurer", "camat", "desk", "manager", "steward"])
def test_everybody_who_sees_it_reads_the_same_letter(cast, client, need_of, who):
    need = need_of("food")
    cast.sign_in(client, who)
    assert "Kekurangan makan" in words(page_of(client, reverse("services:page", args=[need.case_id])))


@pytest.mark.parametrize("who", ["neighbour", "other_camat", "agency", "foreigner"])
def test_to_all_others_it_does_not_exist(cast, client, need_of, who):
    need = need_of("food")
    cast.sign_in(client, who)
    page_of(client, reverse("services:page", args=[need.case_id]), 404)
    page_of(client, act_url(need, "catatan"), 404)


@pytest.mark.parametrize("who", ["regent", "counsellor", "administrator"])
def test_who_reads_no_casework_has_no_such_page(cast, client, need_of, who):
    need = need_of("food")
    cast.sign_in(client, who)
    page_of(client, reverse("services:page", args=[need.case_id]), 404)
    page_of(client, act_url(need, "catatan"), 404)


def test_a_partner_is_not_shown_the_letter(cast, client, at_desk):
    need = at_desk()
    actions.mark_referred(
        by=cast.desk, need=need, to_office=cast.place.offices["partner"], due=LATER, at=LATER
    )
    cast.sign_in(client, "partner")
    page_of(client, reverse("services:page", args=[need.case_id]), 404)


def test_without_a_seat_one_is_asked_to_choose(client, need_of):
    response = client.get(reverse("services:page", args=[need_of().case_id]))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("seats"))


@pytest.mark.parametrize("slug", FILLED)
def test_each_form_does_its_one_thing(front, need_of, slug):
    need = need_of("food")
    response = send(front, act_url(need, slug), **FILLED[slug])
    assert response["Location"] == reverse("services:page", args=[need.case_id])
    soup = page_of(front, response["Location"])
    assert BY_SLUG[slug].done() in words(soup)


def test_what_was_done_is_written(front, cast, need_of):
    need = need_of("food")
    for slug in ("catatan", "kunjungan", "upaya", "pengurusan", "surat-keterangan", "serah-terima"):
        send(front, act_url(need, slug), **FILLED[slug])
    with acting(system(DISTRICT)):
        counts = [each.objects.count() for each in (Deed, Errand, Certificate, Handover)]
        state = Need.objects.get(pk=need.pk).state
    assert (counts, state) == ([3, 1, 1, 1], "to_confirm")
    text = words(page_of(front, reverse("services:page", args=[need.case_id])))
    for said in (
        "Catatan.",
        "Dapur kosong · Hasil: Perlu bantuan",
        "Pengurusan dimulai.",
        "Yang pergi: Fatma; Kuasa 24 Nov.",
        "SKTM nomor 145/012/DS/XI/2026 untuk Keringanan biaya.",
        "Serah terima: Beras 10 kg kepada Sitti (sendiri).",
        "Pengurusan berjalan",
    ):
        assert said in text


def test_pressing_twice_does_it_once(front, need_of):
    need = need_of("food")
    typed = {"command_id": uuid7(), "text": "Sekali saja"}
    for _ in range(2):
        assert front.post(act_url(need, "catatan"), typed).status_code == 302
    with acting(system(DISTRICT)):
        assert Deed.objects.count() == 1


def test_what_is_refused_keeps_what_was_typed(front, need_of):
    need = need_of("food")
    soup = BeautifulSoup(
        send(front, act_url(need, "teruskan"), 422, reason="no_money", tried="Lumbung kosong").content,
        "html.parser",
    )
    assert soup.select_one("textarea[name=tried]").text.strip() == "Lumbung kosong"
    assert "Tulis alasan bila tetap diteruskan" in words(soup)


def test_the_findings_are_shown_before_going_on(front, cast, need_of):
    need = need_of("food")
    budget(cast, VILLAGE)
    text = words(page_of(front, act_url(need, "teruskan")))
    assert "Belum ada upaya yang tercatat di jenjang ini." in text
    assert "Masih ada sisa anggaran: Pangan, Rp1.000.000." in text


def test_without_a_finding_nothing_is_to_be_explained(front, need_of):
    soup = page_of(front, act_url(need_of("health_insurance"), "teruskan"))
    assert soup.select_one("[name=override_note]") is None


def test_an_old_form_is_told_what_happened(front, cast, need_of):
    need = need_of("health_insurance")
    actions.climb(by=cast.front, need=need, reason="beyond_authority", tried="x", at=LATER)
    typed = {"command_id": uuid7(), "version": 1, "reason": "beyond_authority", "tried": "y"}
    response = front.post(act_url(need, "teruskan"), typed)
    assert response.status_code == 409
    assert "Orang lain sudah mengubah data ini" in response.content.decode()


def test_a_paper_that_opens_no_door_is_said_so(front, need_of):
    text = words(page_of(front, act_url(need_of("food"), "surat-keterangan")))
    assert "mungkin tidak membuka layanan apa pun" in text


def test_a_photo_is_kept_and_opened(front, cast, need_of):
    need = need_of("food")
    upload = photo()
    upload.name = "atap.png"
    send(front, act_url(need, "berkas"), kind="photo", text="Atap bocor", upload=upload)
    soup = page_of(front, reverse("services:page", args=[need.case_id]))
    link = soup.find("a", string="Foto disimpan.")
    assert front.get(link["href"]).status_code == 302


def test_money_is_asked_for(front, cast, need_of):
    need, line = need_of("food"), budget(cast, VILLAGE)
    send(front, act_url(need, "bantuan"), line=line.pk, amount="250.000", purpose="Beras")
    text = words(page_of(front, reverse("services:page", args=[need.case_id])))
    assert "Diusulkan Rp250.000 dari Pangan: Beras" in text
    refused = send(front, act_url(need, "bantuan"), 422, line=line.pk, amount="banyak", purpose="Beras")
    assert "angka" in words(BeautifulSoup(refused.content, "html.parser"))


def test_with_no_money_left_the_way_on_is_told(front, need_of):
    assert "Tidak ada sisa anggaran" in words(page_of(front, act_url(need_of("food"), "bantuan")))


def test_somebody_is_named(front, cast, need_of):
    need = need_of("food")
    send(front, act_url(need, "tugaskan"), seat=cast.seats["front"].pk)
    text = words(page_of(front, reverse("services:page", args=[need.case_id])))
    assert "Ditangani: Farid Depan (Depan)" in text
    assert "Ditugaskan kepada Depan." in text


def test_the_queue_is_changed_with_a_reason(cast, client, need_of):
    need = need_of("food")
    cast.sign_in(client, "coordinator")
    send(client, act_url(need, "urutan"), ahead="ya", reason="health_risk")
    assert "Didahulukan" in words(page_of(client, reverse("board:home")))


def test_resting_and_going_on(front, cast, need_of):
    need = need_of("food")
    send(front, act_url(need, "tunggu"), reason="ministry")
    letter = page_of(front, reverse("services:page", args=[need.case_id]))
    assert "Waktu berhenti dihitung: Menunggu Kementerian Sosial" in words(letter)
    send(front, act_url(need, "lanjutkan"), note="Disetujui")


def test_desk_and_agency_act_too(cast, client, at_desk):
    need = at_desk()
    cast.sign_in(client, "desk")
    soup = page_of(client, reverse("services:page", args=[need.case_id]))
    assert soup.find("a", href=reverse("desk:choose", args=[need.pk])) is not None
    send(client, act_url(need, "kembalikan"), reason="desk_says_village")


def test_an_agency_that_holds_it_says_what_it_gave(cast, client, need_of):
    need = need_of("health_insurance")
    actions.climb(by=cast.back, need=need, reason="beyond_authority", tried="x", at=LATER)
    cast.sign_in(client, "agency")
    send(client, act_url(need, "sampaikan"), 422, what="Kartu aktif")
    send(client, act_url(need, "sampaikan"), what="Kartu aktif", file=photo())
    page = page_of(client, reverse("services:page", args=[need.case_id]))
    assert "Bukti penyerahan disimpan." in words(page)
    cast.sign_in(client, "facilitator")
    send(client, act_url(need, "konfirmasi"), arrived="ya")
    with acting(system(DISTRICT)):
        assert Need.objects.get(pk=need.pk).confirmed is True


def test_a_family_that_got_nothing_is_heard(cast, client, need_of):
    need = need_of("food")
    cast.sign_in(client, "back")
    send(client, act_url(need, "serah-terima"), **FILLED["serah-terima"])
    send(client, act_url(need, "konfirmasi"), arrived="tidak", note="Belum sampai")
    text = words(page_of(client, reverse("services:page", args=[need.case_id])))
    assert "Keluarga menyatakan belum menerima; kembali ke Puskesos Sukamaju Contoh." in text


def test_a_handover_is_printed(front, need_of):
    need = need_of("food")
    send(front, act_url(need, "serah-terima"), **FILLED["serah-terima"])
    with acting(system(DISTRICT)):
        given = Handover.objects.get()
    text = words(page_of(front, reverse("services:handover", args=[given.pk])))
    for said in ("Berita acara serah terima", given.number, "Beras 10 kg", "Sitti", "Saksi 2", "WITA"):
        assert said in text


def test_a_handover_names_the_money(front, cast, need_of):
    need = need_of("food")
    money = paid_help(cast, need, budget(cast, VILLAGE))
    send(front, act_url(need, "serah-terima"), **FILLED["serah-terima"], commitment=money.pk)
    with acting(system(DISTRICT)):
        assert Handover.objects.get().commitment_id == money.pk


def test_an_errand_is_finished_on_its_own_page(front, cast, need_of):
    need = need_of("food")
    errand = actions.start_errand(
        by=cast.back, need=need, task="Ambil KK", goes="Fatma", power_of_attorney="lisan", at=LATER
    )
    send(front, reverse("services:errand_done", args=[errand.pk]), result="KK terbit")
    with acting(system(DISTRICT)):
        assert Errand.objects.get().state == "done"


def test_another_need_is_added(front, take_in):
    case = take_in("food").case
    address = reverse("services:add_need", args=[case.pk])
    send(front, address, category="school_kit", words="Seragam", urgency="3")
    soup = page_of(front, reverse("services:page", args=[case.pk]))
    assert [each.text for each in soup.select(".now-item .kicker")][::2] == ["Kebutuhan 1", "Kebutuhan 2"]
    assert "violence" not in str(page_of(front, address))


def test_a_new_code_is_printed_once(front, take_in):
    case = take_in("food").case
    response = send(front, reverse("services:new_code", args=[case.pk]))
    code = page_of(front, response["Location"]).select_one(".ticket-code").text
    assert re.fullmatch(r"\d{6}", code)


@pytest.mark.parametrize("slug", ["tidak-ada", "konfirmasi"])
def test_what_cannot_be_done_now_has_no_page(front, need_of, slug):
    page_of(front, act_url(need_of("food"), slug), 404 if slug == "tidak-ada" else 403)


def test_a_climb_named_above_only_hides_its_reason_in_the_letter(front, cast, need_of):
    need = need_of("health_insurance")
    actions.climb(by=cast.facilitator, need=need, reason="head_refuses", tried="Tiga kali", at=LATER)
    text = words(page_of(front, reverse("services:page", args=[need.case_id])))
    assert "alasannya hanya dibaca jenjang di atas desa/kelurahan" in text
    assert "Kepala desa tidak menanggapi" not in text


def test_every_kind_of_history_has_its_sentence(front, cast, take_in):
    """Whatever can be written to the history is told; nothing falls through."""
    kinds = {str(kind) for kind in MovementKind} - story._SILENT
    assert kinds <= set(story._TOLD) | set(story._PLAIN)


def test_every_offer_has_its_page():
    assert {act.offer for act in ACTS} | {"refer"} == set(OFFERS)


def test_the_letter_shows_times_and_what_fits(front, cast, take_in):
    for _ in range(3):
        taken = take_in("food")
    text = words(page_of(front, reverse("services:page", args=[taken.case.pk])))
    assert "Permohonan ke-3 untuk hal yang sama" in text
    assert "Mendesak" in text
    with acting(system(DISTRICT)):
        assert Movement.objects.filter(kind="raised").count() == 1
        assert Case.objects.count() == 3


def test_a_closed_service_reads_to_its_end(front, cast, take_in):
    taken = take_in("food")
    actions.close(by=cast.back, need=taken.needs[0], result="not_possible", note="Stok habis", at=LATER)
    text = words(page_of(front, reverse("services:page", args=[taken.case.pk])))
    assert "Hasil: Belum dapat dipenuhi" in text
    assert "Stok habis" in text


def test_the_page_says_what_speaks_against_the_chosen_reason(front, need_of):
    with acting(system(DISTRICT)):
        Reason.objects.filter(kind="climb", code="beyond_authority").update(claim="time_passed")
    address = act_url(need_of("food"), "teruskan")
    assert "Batas waktu jenjang ini belum lewat." not in words(page_of(front, address))
    answer = send(front, address, status=422, reason="beyond_authority", tried="Lumbung kosong")
    shown = words(BeautifulSoup(answer.content, "html.parser"))
    assert "Batas waktu jenjang ini belum lewat." in shown
    assert "Tetap diteruskan karena" in shown
