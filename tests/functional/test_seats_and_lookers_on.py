"""Seats are appointed, extended and ended; leaders see numbers, auditors the trail, nobody sees names."""

from __future__ import annotations

import datetime as dt
import re

from django.utils import timezone
from playwright.sync_api import expect

from simpul.web.trail.words import VERBS
from tests.functional.conftest import Arrive
from tests.functional.devices import ON_A_PHONE
from tests.functional.folk import Folk
from tests.functional.papers import PAPER
from tests.functional.visitor import Visitor

pytestmark = ON_A_PHONE


def _day(ahead: int) -> str:
    return (timezone.localdate() + dt.timedelta(days=ahead)).isoformat()


def test_a_seat_is_appointed_taken_extended_and_ended(visitor: Visitor, arrive: Arrive, folk: Folk) -> None:
    visitor.sits(folk.seat("administrator"))
    visitor.presses("Tugas baru")
    title = f"Relawan Uji {folk.free_number()[-4:]}"
    visitor.page.locator("main [name=office]").select_option(index=3)
    visitor.page.locator("main [name=role]").select_option(index=1)
    visitor.fills(
        title=title,
        decree_number="SK 12/2026",
        decree_dated=_day(-30),
        starts_on=_day(-20),
        ends_on=_day(20),
    )
    visitor.page.locator("main [name=file]").set_input_files(PAPER)
    visitor.presses("Simpan")
    visitor.reads(title)
    visitor.reads("Lihat pindaian SK")
    visitor.reads("SK 12/2026")
    _taken_by_invitation(visitor, arrive(), title)
    visitor.presses("Perpanjang dengan surat")
    visitor.fills(letter_number="800/44/2026", letter_date=_day(-1), until=_day(90))
    visitor.page.locator("main [name=file]").set_input_files(PAPER)
    visitor.presses("Simpan")
    visitor.reads("Lihat pindaian surat")
    visitor.reads("800/44/2026")
    visitor.presses("Akhiri masa tugas")
    visitor.fills(on=_day(0), reason="Pindah tugas.")
    visitor.presses("Simpan")
    visitor.reads("Pindah tugas.")


def _taken_by_invitation(visitor: Visitor, newcomer: Visitor, title: str) -> None:
    visitor.presses("Undang petugas")
    address = f"{title.replace(' ', '.').lower()}@contoh.test"
    visitor.fills(name="Sitti Relawan", email=address)
    visitor.presses("Simpan")
    told = visitor.page.locator(".messages").inner_text()
    newcomer.opens(re.findall(r"http://\S+", told)[0])
    newcomer.reads(f"Anda diundang sebagai {title}")
    newcomer.fills(password="sawah hijau pagi hari", again="sawah hijau pagi hari")
    newcomer.presses("Simpan dan masuk")
    newcomer.fills(login=address, password="sawah hijau pagi hari")
    newcomer.presses("Masuk")
    expect(newcomer.page.locator(".seat-menu")).to_contain_text(title)


def test_a_form_sent_from_a_seat_that_has_ended_says_so(visitor: Visitor, folk: Folk) -> None:
    village = folk.village()
    seat = folk.seat("welfare_post_front", area=village)
    visitor.sits(seat)
    visitor.opens("/layanan-baru/jawab/question/")
    visitor.fills(words="Kapan loket buka?", answer="Setiap hari kerja.")
    folk.do("UPDATE offices_seat SET ended_on = current_date - 1, ended_reason = 'uji' WHERE id = %s", seat)
    try:
        visitor.presses("Simpan dan tutup")
        visitor.reads("tugas")
        assert visitor.page.locator("h1").inner_text()
    finally:
        folk.do("UPDATE offices_seat SET ended_on = NULL, ended_reason = '' WHERE id = %s", seat)


def test_the_regent_reads_numbers_and_no_names(visitor: Visitor, folk: Folk) -> None:
    visitor.sits(folk.seat("regent"))
    visitor.reads("Bulan ini")
    visitor.reads("Jenjang penanganan")
    for (name,) in folk.ask(
        "SELECT DISTINCT p.name FROM cases_case c JOIN registry_person p ON p.id = c.person_id"
    ):
        assert f">{name}<" not in visitor.page.content()
    case = folk.ask("SELECT id FROM cases_case LIMIT 1")[0][0]
    for address in (f"/layanan/{case}/", "/papan/", "/cari/", "/petugas/", "/jejak/"):
        answer = visitor.opens(address)
        assert answer is not None
        assert answer.status == 404, address


def test_the_auditor_reads_who_did_what_and_never_what_it_said(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    village = folk.village()
    front = arrive()
    front.sits(folk.seat("facilitator", area=village))
    front.opens("/layanan-baru/jawab/question/")
    front.fills(words="Apakah loket buka hari Sabtu?", answer="Tidak, Senin sampai Jumat.")
    front.presses("Simpan dan tutup")

    visitor.sits(folk.seat("auditor"))
    visitor.opens("/jejak/")
    visitor.reads("Fasilitator")
    visitor.does_not_read("loket buka hari Sabtu")
    written = {verb for (verb,) in folk.ask("SELECT DISTINCT verb FROM ground_auditline")}
    assert written <= set(VERBS), "each verb of the trail has words"
    visitor.page.locator("[name=tindakan]").select_option("cases.answer_enquiry")
    visitor.presses("Tampilkan")
    assert set(visitor.page.locator("tbody td:nth-child(3)").all_inner_texts()) == {"Menjawab pertanyaan"}
