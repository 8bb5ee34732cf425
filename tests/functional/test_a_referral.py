"""The desk asks an office by letter; the office answers; the family says whether it arrived."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.functional.conftest import Arrive
from tests.functional.folk import Folk
from tests.functional.intake_way import Slip, taken_in
from tests.functional.papers import PAPER
from tests.functional.service_way import chooses
from tests.functional.visitor import Visitor

COST = ("health_cost", "Harus kontrol ke rumah sakit, tidak ada ongkos.", "2")


def test_by_letter_to_an_agency_until_the_family_has_it(visitor: Visitor, arrive: Arrive, folk: Folk) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = _goes_to_the_desk(visitor, arrive(), folk, village)
    desk = arrive()
    desk.sits(folk.seat("desk_back"))
    referral = _refers(desk, folk, slip, "dinkes", letter="referral")
    _letter_goes_its_way(desk, arrive(), arrive(), folk)
    _citizen_reads(arrive(), slip, "Dirujuk")

    agency = arrive()
    agency.sits(folk.seat("agency_officer", office="dinkes"))
    _accepts_and_delivers(agency, referral)

    visitor.opens(slip.service)
    visitor.presses("Konfirmasi")
    visitor.page.locator("main [name=arrived]").first.check()
    visitor.presses("Simpan")
    visitor.opens(slip.service)
    visitor.reads("dikonfirmasi keluarga")
    _citizen_reads(arrive(), slip, "Selesai")


def test_a_partner_who_cannot_help_says_why_and_sees_no_number(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = _goes_to_the_desk(visitor, arrive(), folk, village)
    desk = arrive()
    desk.sits(folk.seat("desk_back"))
    referral = _refers(desk, folk, slip, "baznas")

    partner = arrive()
    partner.sits(folk.seat("partner_officer", office="baznas"))
    partner.opens(referral)
    partner.does_not_read("NIK")
    partner.does_not_read(COST[1])
    partner.presses("Belum dapat dipenuhi")
    partner.page.locator("main [name=reason]").first.check()
    partner.fills(note="Anggaran triwulan ini sudah habis.")
    partner.presses("Kirim jawaban")
    partner.reads("Belum dapat dipenuhi karena")

    visitor.opens(slip.service)
    visitor.reads("Belum dapat dipenuhi")
    citizen = arrive()
    _citizen_reads(citizen, slip, "Jawaban")
    for word in ("miskin", "desil", "Ditolak"):
        citizen.does_not_read(word)


def _goes_to_the_desk(visitor: Visitor, puskesos: Visitor, folk: Folk, village: str) -> Slip:
    slip = taken_in(visitor, folk.somebody(village), [COST])
    puskesos.sits(folk.seat("welfare_post_back", area=village))
    chooses(puskesos, slip.service, "Teruskan")
    puskesos.ticks("reason", "beyond_authority")
    puskesos.fills(tried="Ditanyakan ke kas desa dan lumbung.")
    if puskesos.page.locator("[name=override]").count():
        puskesos.page.locator("[name=override]").select_option(index=1)
        puskesos.fills(override_note="Program itu tidak berjalan tahun ini.")
    puskesos.presses("Simpan")
    puskesos.reads("Menunggu: Sekretariat")
    return slip


def _refers(desk: Visitor, folk: Folk, slip: Slip, office: str, *, letter: str = "") -> str:
    desk.opens("/papan/")
    with desk.moves():  # by its address: another's name may begin with the same words
        desk.page.locator(f"main a[href='{slip.service}']").first.click()
    desk.presses("Rujuk")
    key = folk.ask("SELECT id FROM offices_office WHERE code = %s", office)[0][0]
    with desk.moves():
        desk.page.locator(f"main a[href*='/kantor/{key}/']").click()
    desk.fills(service_name="Biaya berobat jalan", asked="Mohon bantuan ongkos kontrol tiga kali.")
    if letter:
        desk.ticks("letter", letter)
        for choice in desk.page.locator("main select[name^=hand_]:visible").all():
            choice.select_option(index=1)
    desk.presses("Kirim rujukan")
    desk.reads("RJK-")
    return desk.page.url


def _letter_goes_its_way(desk: Visitor, manager: Visitor, head: Visitor, folk: Folk) -> None:
    desk.presses("Buka suratnya")
    letter = desk.page.url
    with desk.page.expect_download() as download:
        desk.page.get_by_role("link", name="Unduh PDF").click()
    assert download.value.path().read_bytes().startswith(b"%PDF")
    number = f"400.9/{folk.free_number()[-4:]}/DINSOS/2026"
    desk.fills(number=number)
    desk.presses("Beri nomor")
    desk.reads(number)

    manager.sits(folk.seat("desk_manager"))
    manager.opens(letter)
    manager.presses("Paraf surat ini")
    head.sits(_signer(folk))
    head.opens(letter)
    head.presses("Catat sudah ditandatangani")
    head.reads("Ditandatangani")

    desk.opens(letter)
    desk.page.locator("main [name=file]").set_input_files(PAPER)
    desk.presses("Unggah surat bertanda tangan")
    desk.presses("Kirim surat")
    desk.reads("Terkirim")


def _signer(folk: Folk) -> str:
    rows = folk.ask(
        "SELECT s.seat_id FROM letters_letterstep s WHERE s.kind = 'sign' ORDER BY s.id DESC LIMIT 1"
    )
    return str(rows[0][0])


def _accepts_and_delivers(agency: Visitor, referral: str) -> None:
    agency.opens("/kotak-masuk/")
    agency.opens(referral)
    agency.presses("Terima rujukan")
    agency.reads("Diterima, sedang dikerjakan")
    agency.presses("Catat penyerahan")
    agency.fills(what="Ongkos kontrol diserahkan kepada istrinya.")
    agency.page.locator("main [name=file]").set_input_files(PAPER)
    agency.presses("Simpan penyerahan")
    agency.reads("Diserahkan, menunggu konfirmasi")


def _citizen_reads(citizen: Visitor, slip: Slip, words: str) -> None:
    citizen.opens("/cek/")
    citizen.fills(ticket=slip.ticket, code=slip.code)
    citizen.presses("Lihat")
    expect(citizen.page.locator("main")).to_contain_text(re.compile(words))
