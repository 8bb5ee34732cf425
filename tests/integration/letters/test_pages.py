"""The letter desk, the page of a letter, and the public page, through the browser's door."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from simpul.ground.actor import acting, system
from simpul.ground.identifiers import uuid7
from simpul.letters.models import Letter
from simpul.letters.rules import verify_path
from simpul.web.verify.views import MOST_LOOKS, MOST_TRIES
from tests.factories import DISTRICT, MORNING
from tests.integration.letters.conftest import PNG


@pytest.fixture(autouse=True)
def now(monkeypatch):
    """Pages ask the clock: it stands still on the day of the cast."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    cache.clear()


def state_of(letter):
    with acting(system(DISTRICT)):
        return Letter.objects.get(pk=letter.pk).state


def test_the_whole_way_of_a_letter_on_its_page(visit, press, drafted):
    letter = drafted()
    assert "Beri nomor" in visit("desk", "letters:letter", letter.pk).content.decode()
    assert press("desk", "letters:number", letter.pk, dated="2026-11-24").status_code == 302
    assert "Menunggu paraf Anda" in visit("manager", "letters:desk").content.decode()
    assert press("manager", "letters:initial", letter.pk).status_code == 302
    assert "Menunggu tanda tangan Anda" in visit("agency_head", "letters:desk").content.decode()
    assert press("agency_head", "letters:sign", letter.pk).status_code == 302
    scan = SimpleUploadedFile("surat.png", PNG, content_type="image/png")
    assert press("desk", "letters:scan_back", letter.pk, file=scan).status_code == 302
    assert visit("desk", "letters:scan", letter.pk)["Content-Type"] == "image/png"
    assert press("desk", "letters:send", letter.pk).status_code == 302
    assert state_of(letter) == "sent"


def test_what_is_refused_stands_beside_its_field(press, drafted):
    letter = drafted()
    answer = press("desk", "letters:number", letter.pk, number="belum ada", dated="2026-11-24")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Nomor surat berisi huruf, angka" in page
    assert "belum ada" in page


def test_pressing_twice_signs_once(cast, client, numbered):
    letter = numbered()
    cast.sign_in(client, "manager")
    typed = {"command_id": uuid7()}
    answers = [client.post(reverse("letters:initial", args=[letter.pk]), typed) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert state_of(letter) == "initialled"


def test_a_hand_that_is_not_the_actors_is_told(press, numbered):
    assert press("desk", "letters:initial", numbered().pk).status_code == 403


def test_the_sheet_is_a_pdf_to_download_and_a_picture_to_look_at(visit, numbered):
    letter = numbered()
    pdf = visit("desk", "letters:pdf", letter.pk)
    assert (pdf["Content-Type"], pdf["Content-Disposition"]) == (
        "application/pdf",
        'attachment; filename="surat.pdf"',
    )
    assert pdf.content[:5] == b"%PDF-"
    picture = visit("manager", "letters:picture", letter.pk)
    assert (picture["Content-Type"], picture.content[:4]) == ("image/png", b"\x89PNG")


@pytest.mark.parametrize("name", ["letter", "pdf", "picture", "scan"])
@pytest.mark.parametrize("who", ["stranger", "registrar", "partner", "regent", "foreigner"])
def test_who_does_not_see_it_finds_nothing(visit, signed, who, name):
    assert visit(who, f"letters:{name}", signed().pk).status_code == 404


def test_withdrawing_asks_why(press, numbered):
    letter = numbered()
    assert press("desk", "letters:withdraw", letter.pk, reason="salah").status_code == 422
    assert press("desk", "letters:withdraw", letter.pk, reason="Salah nama penerima").status_code == 302
    assert state_of(letter) == "withdrawn"


@pytest.mark.parametrize("who", ["facilitator", "treasurer", "regent", "partner"])
def test_who_has_no_hand_in_letters_has_no_desk(visit, who):
    assert visit(who, "letters:desk").status_code == 404


def test_the_printed_address_leads_to_the_page(client, signed):
    letter = signed()
    assert reverse("verify:letter", args=[letter.verify_key]) == verify_path(letter.verify_key)
    page = client.get(verify_path(letter.verify_key)).content.decode()
    for shown in ("Surat tercatat", "400.9/001/DESK/2026", "S. C.", "1984", "bukan tanda tangan"):
        assert shown in page
    for hidden in ("Sitti", "0012", "Perekaman"):
        assert hidden not in page


def test_the_public_page_says_whether_four_digits_are_right(client, signed):
    address = verify_path(signed().verify_key)
    assert "Tidak cocok" in client.post(address, {"digits": "9999"}).content.decode()
    assert "Cocok" in client.post(address, {"digits": "0012"}).content.decode()
    assert client.post(address, {"digits": "12"}).status_code == 422


def test_an_unknown_letter_is_not_found(client, cast):
    answer = client.get(verify_path("7388-" + "x" * 32))
    assert answer.status_code == 404
    assert "Surat tidak ditemukan" in answer.content.decode()


def test_an_unsigned_a_withdrawn_and_an_old_letter_say_so(client, press, numbered, signed, monkeypatch):
    assert "Belum berlaku" in client.get(verify_path(numbered().verify_key)).content.decode()
    letter = signed()
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING.replace(year=2027))
    assert "Tidak berlaku lagi" in client.get(verify_path(letter.verify_key)).content.decode()
    monkeypatch.setattr("django.utils.timezone.now", lambda: MORNING)
    press("desk", "letters:withdraw", letter.pk, reason="Salah nama penerima")
    assert "Surat ditarik" in client.get(verify_path(letter.verify_key)).content.decode()


def test_an_address_that_guesses_is_stopped_whatever_letter_it_tries(client, signed):
    letters = [signed() for _ in range(3)]
    answers = [
        client.post(verify_path(letters[turn % 3].verify_key), {"digits": f"{turn:04d}"})
        for turn in range(MOST_TRIES + 1)
    ]
    assert [answer.status_code for answer in answers] == [200] * MOST_TRIES + [429]


def test_an_address_that_looks_too_often_is_stopped(client, cast):
    address = verify_path("7388-" + "x" * 32)
    for _ in range(MOST_LOOKS):
        assert client.get(address).status_code == 404
    assert client.get(address).status_code == 429
