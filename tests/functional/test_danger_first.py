"""The first question: danger to life is told whom to call; violence goes behind the wall."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.functional.conftest import Arrive
from tests.functional.folk import Folk
from tests.functional.intake_way import saved, wishes
from tests.functional.visitor import Visitor, misspelt

SECRET = "Anak tetangga sering menangis malam hari, tangannya lebam."
CHILD = "Bunga Matahari Rahasia"


def test_a_life_in_danger_is_told_whom_to_call_and_served_at_once(visitor: Visitor, folk: Folk) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    visitor.opens("/layanan-baru/")
    visitor.presses("Ya, nyawa terancam")
    expect(visitor.page.locator("main a[href='tel:119']").first).to_be_visible()
    visitor.presses("Catat layanan darurat")
    who = folk.somebody(village)
    visitor.finds(who, misspelt(who.name))
    wishes(visitor, ("ambulance", "Sesak napas, harus segera dibawa.", "1"))
    visitor.reads("Layanan darurat")
    slip = saved(visitor)
    visitor.opens(slip.service)
    visitor.reads("Darurat")


def test_violence_is_handed_over_and_nobody_else_reads_a_word(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    visitor.sits(folk.seat("facilitator", area=folk.village()))
    visitor.opens("/layanan-baru/")
    visitor.presses("Ya, ada kekerasan")
    visitor.fills(words=SECRET, person=CHILD, whereabouts="Di rumah neneknya")
    assert visitor.page.locator("main [name=office]:checked").count() == 0, "nobody is chosen beforehand"
    right = visitor.page.locator("main .choice", has_text="perempuan atau anak yang disakiti").first
    right.locator("[name=office]").check()
    office = right.locator("[name=office]").get_attribute("value")
    visitor.presses("Serahkan sekarang")
    visitor.reads("Sudah diserahkan dengan nomor")
    visitor.does_not_read(SECRET)
    visitor.does_not_read(CHILD)

    counsellor = arrive()
    counsellor.sits(folk.counsellor_of(str(office)))
    counsellor.opens("/perlindungan/pendampingan/")
    counsellor.presses("Laporan")
    counsellor.reads(SECRET)
    counsellor.ticks("state", "accepted")
    counsellor.fills(note="Dijemput bersama kader.")
    counsellor.presses("Catat langkah")
    counsellor.reads("Dijemput bersama kader.")
    report = counsellor.page.url
    counsellor.presses("Ajak rekan")
    asked = counsellor.page.locator("main [name=seat]").count() > 0  # whoever sits alone has nobody to ask
    counsellor.presses("Batal" if asked else "Kembali ke laporan")
    assert counsellor.page.url == report
    _nobody_else(arrive, folk, counsellor.page.url)


def _nobody_else(arrive: Arrive, folk: Folk, report: str) -> None:
    for role in ("village_head", "desk_back", "regent", "auditor"):
        other = arrive()
        other.sits(folk.seat(role, area=folk.village() if role == "village_head" else ""))
        answer = other.opens(report)
        assert answer is not None
        assert answer.status == 404
        other.does_not_read(SECRET)
        box = other.page.locator("header input[name=q]")
        if box.count():
            box.fill(CHILD)
            with other.moves():
                box.press("Enter")
        other.does_not_read(SECRET)
        other.does_not_read("Rahasia</")
