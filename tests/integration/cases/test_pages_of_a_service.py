"""The letter, the board, the forms, as a browser without script gets them."""

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
from simpul.web.services import story
from simpul.web.services.acts import ACTS, BY_SLUG
from tests.factories import DISTRICT, VILLAGE
from tests.integration.cases.conftest import LATER, make_numbered
from tests.integration.cases.test_what_the_village_does import PAPER, budget, photo

pytestmark = pytest.mark.usefixtures("at_work")


@pytest.fixture
def at_work(time_machine):
    """It is the morning of the tests on the server too."""
    time_machine.move_to(LATER, tick=False)


def page_of(client, address, status=200):
    response = client.get(address)
    assert response.status_code == status, response.content.decode()[:2000]
    return BeautifulSoup(response.content, "html.parser")


def words(soup):
    return " ".join(soup.get_text(" ").split())


def act_url(need, slug):
    return reverse("services:act", args=[need.pk, slug])


def send(client, address, status=302, **typed):
    """Fill in the page's form as a browser does, hidden fields included, and send it."""
    form = page_of(client, address).select_one("main form.form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    hidden.pop("csrfmiddlewaretoken", None)
    response = client.post(address, hidden | typed)
    assert response.status_code == status, response.content.decode()[-3000:]
    return response


@pytest.fixture
def front(cast, client):
    cast.sign_in(client, "back")
    return client


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


def test_what_can_be_done_now_stands_as_links_to_pages_of_their_own(front, need_of):
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


@pytest.mark.parametrize("who", ["neighbour", "other_camat", "agency", "regent", "foreigner"])
def test_to_all_others_it_does_not_exist(cast, client, need_of, who):
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
    page_of(client, reverse("services:page", args=[need.case_id]), 403)


def test_without_a_seat_one_is_asked_to_choose(client, need_of):
    response = client.get(reverse("services:page", args=[need_of().case_id]))
    assert response.status_code == 302
    assert response["Location"].startswith(reverse("seats"))


#: For every act: which need it is done with, what is typed, and what stands in the history afterwards.
FILLED = {
    "catatan": {"text": "Sudah dihubungi"},
    "kunjungan": {"text": "Dapur kosong", "result": "Perlu bantuan"},
    "upaya": {"text": "Lumbung desa", "result": "Kosong"},
    "pengurusan": {"task": "Ambil KK", "goes": "Fatma", "power_of_attorney": "Kuasa 24 Nov"},
    "surat-keterangan": PAPER,
    "serah-terima": {
        "what": "Beras 10 kg",
        "source_of_funds": "Swadaya",
        "received_by": "Sitti",
        "relation": "sendiri",
        "mark": "signature",
    },
    "teruskan": {
        "reason": "beyond_authority",
        "tried": "Lumbung kosong",
        "override": "Sudah dicek langsung",
        "override_note": "Stok habis",
    },
    "selesaikan": {"result": "met"},
    "tunggu": {"reason": "ministry"},
}


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
        "Dapur kosong Hasil: Perlu bantuan",
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
    send(client, act_url(need, "sampaikan"), what="Kartu aktif")
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
    link = actions.propose_help(
        by=cast.back, need=need, line=budget(cast, VILLAGE), amount=10, purpose="Beras", at=LATER
    )
    send(front, act_url(need, "serah-terima"), **FILLED["serah-terima"], commitment=link.commitment_id)
    with acting(system(DISTRICT)):
        assert Handover.objects.get().commitment_id == link.commitment_id


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


def test_the_board_has_three_columns_and_numbers_that_open_lists(front, cast, take_in):
    with acting(system(DISTRICT)):
        other = make_numbered("7388014105840002", "7388012411260002")
    ours = take_in("food").needs[0]
    gone = take_in("health_insurance", person=other).needs[0]
    actions.climb(by=cast.back, need=gone, reason="beyond_authority", tried="x", at=LATER)
    soup = page_of(front, reverse("board:home"))
    titles = [each.get_text(" ", strip=True) for each in soup.select(".work-title")]
    assert titles == ["Menunggu kita 1", "Sedang di luar 1", "Jawaban masuk 0"]
    assert [tile.text.strip()[:1] for tile in soup.select(".tile-number a")] == ["2", "—", "2", "0"]
    for link in soup.select(".tile-number a, .work-column a[href*=daftar]"):
        page_of(front, link["href"])
    assert ours.case.ticket in words(soup)


def test_an_empty_board_says_what_to_do(front):
    text = words(page_of(front, reverse("board:home")))
    assert "Tidak ada yang menunggu" in text
    assert "Terima warga" in text


@pytest.mark.parametrize("who", ["head", "camat", "desk", "agency", "manager", "treasurer"])
def test_every_level_has_its_board(cast, client, need_of, who):
    need_of("food")
    cast.sign_in(client, who)
    page_of(client, reverse("board:home"))
    page_of(client, f"{reverse('board:queue')}?daftar=open")


def test_a_list_is_read_page_by_page(front, take_in):
    for _ in range(27):
        take_in("food")
    address = reverse("board:queue")
    assert page_of(front, f"{address}?daftar=open").find("a", rel="next")["href"].endswith("page=2")
    assert page_of(front, f"{address}?daftar=open&page=2").find("a", rel="prev") is not None
    for odd in ("?daftar=nonsense", "?page=x", "?page=99999999999999"):
        page_of(front, address + odd)


@pytest.mark.parametrize(
    ("who", "name"),
    [("back", "board:home"), ("regent", "leaders:overview"), ("counsellor", "protection:reports")],
)
def test_home_is_where_a_seat_begins(cast, client, who, name):
    cast.sign_in(client, who)
    assert client.get("/")["Location"] == reverse(name)


def test_who_has_no_board_is_not_shown_one(cast, client):
    cast.sign_in(client, "regent")
    page_of(client, reverse("board:home"), 404)


def test_the_letter_shows_times_and_what_fits(front, cast, take_in):
    for _ in range(3):
        taken = take_in("food")
    text = words(page_of(front, reverse("services:page", args=[taken.case.pk])))
    assert "Permohonan ke-3 untuk hal yang sama" in text
    assert "Mendesak" in text
    with acting(system(DISTRICT)):
        assert Movement.objects.filter(kind="raised").count() == 1
        assert Case.objects.count() == 3


def test_citizens_follow_without_an_account(client, take_in):
    taken = take_in("food")
    address = reverse("citizen:follow")
    assert page_of(client, address).h1.text == "Cek permohonan Anda"
    wrong = client.post(address, {"ticket": taken.case.ticket, "code": "abc"})
    unknown = client.post(address, {"ticket": "73.88-2611-0099-9", "code": taken.code})
    assert wrong.status_code == unknown.status_code == 422
    answers = [
        BeautifulSoup(each.content, "html.parser").select_one("[role=alert]").text
        for each in (wrong, unknown)
    ]
    assert answers[0] == answers[1]
    right = client.post(address, {"ticket": taken.case.ticket, "code": taken.code})
    text = words(BeautifulSoup(right.content, "html.parser"))
    for said in ("Kekurangan makan", "Menunggu: Puskesos Sukamaju Contoh", "s.d.", "Tanya ke mana"):
        assert said in text
    assert not re.search(r"miskin|desil|kasus|Sitti", text, re.IGNORECASE)


def test_wrong_codes_stay_counted(client, take_in):
    taken = take_in("food")
    wrong = "000000" if taken.code != "000000" else "000001"
    for _ in range(5):
        client.post(reverse("citizen:follow"), {"ticket": taken.case.ticket, "code": wrong})
    with acting(system(DISTRICT)):
        assert Case.objects.get().code_tries == 5
    locked = client.post(reverse("citizen:follow"), {"ticket": taken.case.ticket, "code": taken.code})
    assert locked.status_code == 422


def test_one_address_may_not_ask_without_end(client, db):
    answers = [
        client.post(reverse("citizen:follow"), {"ticket": "x", "code": "1"}).status_code for _ in range(21)
    ]
    assert (answers[19], answers[20]) == (422, 429)
    assert client.post(reverse("citizen:follow"), {"ticket": "", "code": ""}).status_code == 422


def test_the_slip_is_printed_without_name_need_or_number(cast, client, take_in, settings_of):
    settings_of(levy_report="0811-000 (SP4N-LAPOR)")
    taken = take_in("food", at=LATER)
    cast.sign_in(client, "facilitator")
    response = client.get(reverse("citizen:slip", args=[taken.slip]))
    text = words(BeautifulSoup(response.content, "html.parser"))
    for said in (
        taken.case.ticket,
        taken.code,
        "GRATIS",
        "laporkan pungutan ke 0811-000 (SP4N-LAPOR)",
        "/cek/",
    ):
        assert said in text
    assert not re.search(r"Sitti|makan|73880141", text)
    assert "no-store" in response["Cache-Control"]
    cast.sign_in(client, "front")
    page_of(client, reverse("citizen:slip", args=[taken.slip]), 404)


def test_a_pad_is_printed(cast, client, take_in):
    cast.sign_in(client, "facilitator")
    response = send(client, reverse("citizen:pad"), size="10")
    soup = page_of(client, response["Location"])
    numbers = [each.text for each in soup.select(".ticket-number")]
    assert (len(numbers), len(set(numbers))) == (20, 10)
    taken = take_in("food", ticket=numbers[0], at=LATER)
    assert taken.code == soup.select_one(".ticket-code").text
    cast.sign_in(client, "head")
    page_of(client, reverse("citizen:pad"), 404)


def test_a_closed_service_reads_to_its_end(front, cast, take_in):
    taken = take_in("food")
    actions.close(by=cast.back, need=taken.needs[0], result="not_possible", note="Stok habis", at=LATER)
    text = words(page_of(front, reverse("services:page", args=[taken.case.pk])))
    assert "Hasil: Belum dapat dipenuhi" in text
    assert "Stok habis" in text
