"""A family needs school clothes and the village has money for it: from danger to the family's yes."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.functional.conftest import Arrive
from tests.functional.folk import Folk
from tests.functional.intake_way import as_far_as_the_search, saved, wishes, with_a_neighbour_reporting
from tests.functional.papers import PAPER
from tests.functional.service_way import chooses, does
from tests.functional.visitor import Visitor, misspelt

LOOKED_AT = "00:00"  # of this day, and past at every hour of it


def test_from_the_first_question_to_the_familys_yes(visitor: Visitor, arrive: Arrive, folk: Folk) -> None:
    village = folk.village()
    facilitator = folk.seat("facilitator", area=village)
    visitor.sits(facilitator)
    service = _taken_in(visitor, folk, village)
    _what_fits_is_shown(visitor, service)

    puskesos = arrive()
    puskesos.sits(folk.seat("welfare_post_back", area=village))
    _what_the_village_does(puskesos, service)
    _money_has_three_hands(puskesos, arrive(), arrive(), service, village)
    _handed_over(puskesos, service)

    visitor.opens(service)
    visitor.presses("Konfirmasi keluarga")
    visitor.ticks("arrived", "ya")
    visitor.presses("Simpan")
    visitor.reads("Selesai")
    visitor.reads("dikonfirmasi keluarga")


def _taken_in(visitor: Visitor, folk: Folk, village: str) -> str:
    who = folk.somebody(village)
    as_far_as_the_search(visitor)
    visitor.finds(who, misspelt(who.name))
    with_a_neighbour_reporting(visitor)
    visitor.reads("Salinan data")
    visitor.fills(looked_at=LOOKED_AT)
    visitor.ticks("siks_found", "yes")
    visitor.ticks("jkn_state", "active")
    visitor.presses("Lanjut")
    wishes(visitor, ("school_kit", "Anak masuk SD, belum punya seragam dan tas.", "3"))
    visitor.presses("Lanjut")
    visitor.reads("Sitti Tetangga")
    visitor.reads(f"Dilihat pukul {LOOKED_AT}")
    slip = saved(visitor)
    assert len(slip.code.replace(" ", "")) == 6
    _slip_is_printed(visitor, who.name, slip.ticket)
    return slip.service


def _slip_is_printed(visitor: Visitor, name: str, ticket: str) -> None:
    saved_page = visitor.page.url
    visitor.presses("Cetak slip")
    visitor.reads(ticket)
    visitor.reads("GRATIS")
    expect(visitor.page.locator(".watermark")).to_have_text("DATA CONTOH")
    visitor.does_not_read(name)
    assert "seragam" not in visitor.page.content().lower()
    visitor.opens(saved_page)


def _what_fits_is_shown(visitor: Visitor, service: str) -> None:
    visitor.opens(service)
    visitor.reads("Seragam dan perlengkapan sekolah")
    expect(visitor.page.locator(".criterion").first).to_be_attached()
    verdicts = set(visitor.page.locator(".criterion-verdict").all_text_contents())
    assert verdicts <= {"Terpenuhi:", "Tidak terpenuhi:", "Perlu dicek:"}
    visitor.reads("Sitti Tetangga")


def _what_the_village_does(visitor: Visitor, service: str) -> None:
    does(visitor, service, "Catatan", text="Ukuran baju anak: 6 tahun.")
    does(visitor, service, "Kunjungan", text="Dua anak memakai seragam lama.", result="Dibelikan yang baru.")
    does(
        visitor,
        service,
        "Pengurusan",
        task="Mengambil surat keterangan sekolah",
        goes="Petugas Puskesos",
        power_of_attorney="Ditandatangani ibu hari ini",
    )
    visitor.presses("Catat hasilnya")
    visitor.fills(result="Surat sekolah sudah diambil.")
    visitor.presses("Simpan")
    does(
        visitor,
        service,
        "SKTM",
        number="470/77/DS",
        purpose="Perlengkapan sekolah",
        valid_until="2030-12-31",
        witnesses="Ketua RT 02",
        signed_by="Kepala Desa",
    )
    chooses(visitor, service, "Foto atau dokumen")
    visitor.ticks("kind", "photo")
    visitor.fills(text="Foto seragam lama")
    visitor.page.locator("main [name=upload]").set_input_files(PAPER)
    visitor.presses("Simpan")
    shown = visitor.page.get_by_role("link", name="Foto disimpan").get_attribute("href")
    assert visitor.page.request.get(shown or "").headers["content-type"] == "image/png"
    for words in ("Ukuran baju", "Dua anak memakai", "Surat sekolah sudah diambil", "470/77/DS"):
        visitor.reads(words)


def _money_has_three_hands(
    puskesos: Visitor, head: Visitor, treasurer: Visitor, service: str, village: str
) -> None:
    chooses(puskesos, service, "Usulkan bantuan")
    puskesos.page.locator("main [name=line]").first.check()
    purpose = f"Dua seragam SD dan tas, layanan {service.rstrip('/')[-6:]}"
    puskesos.fills(amount="350.000", purpose=purpose)
    puskesos.presses("Simpan")
    puskesos.reads("Diusulkan")

    head.sits(head.folk.seat("village_head", area=village))
    head.opens("/dana/")
    head.presses("Buka", within=_waiting(head, purpose))
    head.presses("Setujui")
    head.presses("Simpan")
    head.reads("Disetujui")

    treasurer.sits(treasurer.folk.seat("village_treasurer", area=village))
    treasurer.opens("/dana/")
    treasurer.presses("Buka", within=_waiting(treasurer, purpose))
    treasurer.presses("Catat pembayaran")
    treasurer.fills(book_reference="SISKEUDES 0017/KWT/2026")
    treasurer.presses("Simpan")
    treasurer.reads("SISKEUDES 0017")


def _waiting(visitor: Visitor, purpose: str) -> Locator:
    return visitor.page.locator(".row-item", has_text=purpose).first


def _handed_over(puskesos: Visitor, service: str) -> None:
    chooses(puskesos, service, "Catat serah terima")
    puskesos.fills(
        what="Dua seragam SD dan satu tas",
        source_of_funds="Dana Desa",
        received_by="Ibunya",
    )
    puskesos.page.locator("main [name=relation]").select_option("keluarga")
    puskesos.ticks("mark", "thumbprint")
    puskesos.presses("Simpan")
    puskesos.reads("dua saksi")
    puskesos.fills(witnesses="Ketua RT 02 dan Ketua PKK")
    puskesos.presses("Simpan")
    _record_is_printed(puskesos)


def _record_is_printed(puskesos: Visitor) -> None:
    puskesos.presses("Serah terima:")
    puskesos.reads("Berita acara serah terima")
    puskesos.reads("cap jempol")
    puskesos.reads("Ketua RT 02 dan Ketua PKK")
    expect(puskesos.page.locator(".watermark")).to_have_text("DATA CONTOH")
