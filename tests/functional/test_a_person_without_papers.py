"""Nobody is turned away for having no name, no number and no card."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.functional.folk import Folk
from tests.functional.intake_way import Slip, as_far_as_the_search, saved, wishes
from tests.functional.visitor import Visitor

LABEL = "Kakek di pos ronda"


def test_somebody_without_papers_is_served_and_the_papers_follow(visitor: Visitor, folk: Folk) -> None:
    visitor.sits(folk.seat("facilitator", area=folk.village()))
    slip = _taken_in_by_a_label(visitor)
    visitor.opens(slip.service)
    visitor.reads(LABEL)
    visitor.reads("NIK belum ada")
    papers = visitor.page.locator(".now-item", has_text="Dokumen kependudukan")
    expect(papers).to_contain_text("Belum ditangani")

    visitor.presses("Buka data orang")
    visitor.reads("Sebutan, namanya belum diketahui")
    for kind, number in (("nik", folk.free_number()), ("kk", folk.free_number())):
        visitor.presses("Catat nomor")
        visitor.ticks("kind", kind)
        visitor.fills(number=number, source="KTP dan KK baru")
        visitor.presses("Simpan")
        visitor.does_not_read(number)
        visitor.reads(f"•••• {number[-4:]}")
    visitor.opens(slip.service)
    expect(papers).to_contain_text("Selesai")


def test_somebody_without_a_village_is_served_at_the_subdistrict(visitor: Visitor, folk: Folk) -> None:
    village = folk.village()
    visitor.sits(folk.seat("subdistrict_supervisor", area=village[:8]))
    slip = _taken_in_by_a_label(visitor, searched_in=village)
    visitor.opens(slip.service)
    visitor.reads("tidak ada untuk yang dibantu, jadi mulai di")
    visitor.reads("sekarang di sini")


def _taken_in_by_a_label(visitor: Visitor, *, searched_in: str = "") -> Slip:
    as_far_as_the_search(visitor)
    visitor.fills(q="Orang Yang Tidak Ada Di Sini")
    if searched_in:  # whoever looks after one village is not asked which
        visitor.page.locator("main [name=village]").select_option(searched_in)
    visitor.presses("Cari")
    visitor.reads("0 orang ditemukan")
    visitor.presses("Tidak ditemukan")
    visitor.fills(name=LABEL)
    visitor.ticks("is_label")
    visitor.presses("Lanjut")
    visitor.reads("perbaiki yang berikut")
    visitor.fills(met_at="Pos ronda dusun timur")
    visitor.ticks("birth_precision", "estimated")
    visitor.fills(birth_year="1950")
    visitor.presses("Lanjut")
    visitor.presses("Lanjut")  # came alone
    visitor.reads("Dokumen belum lengkap")
    visitor.ticks("proposal", "deliberation")
    visitor.presses("Lanjut")
    wishes(visitor, ("food", "Dua hari makan pemberian tetangga.", "2"))
    visitor.presses("Lanjut")
    visitor.reads("Pengurusan NIK atau KK, dibuka sendiri")
    return saved(visitor)
