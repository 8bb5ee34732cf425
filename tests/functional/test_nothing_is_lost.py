"""Pressed twice, gone back, sent while the database is away: nothing is lost, nothing is there twice."""

from __future__ import annotations

from tests.functional.devices import ON_A_PHONE
from tests.functional.folk import Folk
from tests.functional.intake_way import as_far_as_the_search, taken_in
from tests.functional.service_way import chooses
from tests.functional.site import Site
from tests.functional.visitor import Visitor, misspelt

pytestmark = ON_A_PHONE

FOOD = ("food", "Beras habis sejak kemarin.", "2")


def test_a_form_sent_twice_is_carried_out_once(visitor: Visitor, folk: Folk) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = taken_in(visitor, folk.somebody(village), [FOOD])
    chooses(visitor, slip.service, "Catatan")
    visitor.fills(text="Ditulis satu kali saja.")
    answered = visitor.page.evaluate(
        "fetch(location.href, {method: 'POST', body: new FormData(document.querySelector('main form'))})"
        ".then(answer => answer.url)"
    )
    assert answered.endswith(slip.service), "the first sending was carried out, but its answer was lost"
    visitor.presses("Simpan")
    assert visitor.page.get_by_text("Ditulis satu kali saja.").count() == 1


def test_going_back_in_the_intake_finds_every_answer(visitor: Visitor, folk: Folk) -> None:
    village = folk.village()
    who = folk.somebody(village)
    seat = folk.seat("facilitator", area=village)
    visitor.sits(seat)
    as_far_as_the_search(visitor)
    visitor.finds(who, misspelt(who.name))
    visitor.ticks("who_reports", "other")
    visitor.fills(reporter_name="Pak RT", reporter_relation="ketua RT")
    visitor.presses("Lanjut")
    visitor.presses("Kembali")
    assert visitor.page.locator("[name=reporter_name]").input_value() == "Pak RT"
    visitor.presses("Kembali")
    visitor.reads(who.name)
    visitor.presses("Kembali")
    assert visitor.page.locator("[name=read_aloud]").is_checked()
    visitor.opens("/papan/")
    visitor.opens("/layanan-baru/")
    visitor.reads(who.name)
    visitor.presses("Lanjutkan")
    visitor.reads("Cek data")
    visitor.page.context.clear_cookies()  # the session is gone; the draft waits for the seat
    visitor.sits(seat)
    visitor.opens("/layanan-baru/")
    visitor.reads("Belum selesai")
    visitor.presses("Lanjutkan")
    visitor.reads("Cek data")
    visitor.opens("/layanan-baru/")
    visitor.presses("Buang")
    visitor.does_not_read(who.name)


def test_what_was_typed_while_the_database_is_away_is_kept_and_sent_again(
    visitor: Visitor, folk: Folk, live_site: Site
) -> None:
    visitor.sits(folk.seat("facilitator", area=folk.village()))
    visitor.opens("/layanan-baru/jawab/question/")
    question = f"Kapan beras dibagikan? {folk.free_number()[-4:]}"
    visitor.fills(words=question, answer="Hari Kamis di balai desa.")
    live_site.cluster.stop()
    try:
        visitor.presses("Simpan dan tutup")
        visitor.reads("Isian Anda masih ada di halaman ini.")
        assert visitor.page.locator("input[name=words]").get_attribute("value") == question
    finally:
        live_site.cluster.start()
    visitor.presses("Kirim lagi")
    visitor.reads("Tidak ada yang perlu ditindaklanjuti")
