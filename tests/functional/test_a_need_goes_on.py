"""What the village cannot settle goes on along the route of its category, and comes back with a reason."""

from __future__ import annotations

from tests.functional.conftest import Arrive
from tests.functional.folk import Folk
from tests.functional.intake_way import taken_in
from tests.functional.service_way import chooses, does
from tests.functional.visitor import Visitor

JKN = ("health_insurance", "Kartu BPJS tidak bisa dipakai waktu berobat.", "2")
CASH = ("cash_aid", "Berhenti bekerja, tidak ada uang untuk makan.", "3")
TRIED = "Ditanyakan ke loket BPJS, kartunya memang tidak aktif."


def test_jkn_goes_from_the_village_straight_to_the_social_office(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = taken_in(visitor, folk.somebody(village), [JKN])

    puskesos = arrive()
    puskesos.sits(folk.seat("welfare_post_back", area=village))
    chooses(puskesos, slip.service, "Teruskan")
    puskesos.ticks("reason", "beyond_authority")
    puskesos.fills(tried=TRIED)
    if puskesos.page.locator("[name=override]").count():
        puskesos.page.locator("[name=override]").select_option(index=1)
        puskesos.fills(override_note="Kuotanya sudah habis menurut kantornya.")
    puskesos.presses("Simpan")
    puskesos.reads("Menunggu: Dinas Sosial")
    puskesos.reads(TRIED)

    officer = arrive()
    officer.sits(folk.seat("agency_officer", office="dinsos"))
    chooses(officer, slip.service, "Kembalikan")
    officer.ticks("reason", "papers_missing")
    officer.fills(note="Kartu keluarga belum terlampir.")
    officer.presses("Simpan")
    puskesos.opens(slip.service)
    puskesos.reads("Kartu keluarga belum terlampir.")
    puskesos.reads("Menunggu: Puskesos")


def test_going_on_over_what_the_village_has_left_needs_a_written_reason(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = taken_in(visitor, folk.somebody(village), [CASH])
    puskesos = arrive()
    puskesos.sits(folk.seat("welfare_post_back", area=village))
    does(puskesos, slip.service, "Tangani di sini", text="Ditanyakan ke kas desa.", result="Belum cukup.")
    chooses(puskesos, slip.service, "Teruskan")
    puskesos.reads("Masih ada sisa anggaran")
    puskesos.ticks("reason", "no_money")
    puskesos.fills(tried="Ditanyakan ke kas desa.")
    puskesos.presses("Simpan")
    puskesos.reads("alasan tertulis")
    assert puskesos.page.locator("[name=tried]").input_value() == "Ditanyakan ke kas desa."
    puskesos.page.locator("[name=override]").select_option(index=3)
    puskesos.fills(override_note="Sisanya sudah terikat keputusan musyawarah.")
    puskesos.presses("Simpan")
    puskesos.reads("Menunggu: Dinas Sosial")
    puskesos.reads("terikat keputusan musyawarah")
