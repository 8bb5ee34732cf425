"""A question is answered without a service; a complaint about the village goes round the village."""

from __future__ import annotations

from tests.functional.conftest import Arrive
from tests.functional.devices import ON_A_PHONE
from tests.functional.folk import Folk
from tests.functional.intake_way import as_far_as_the_search, saved, wishes, with_a_neighbour_reporting
from tests.functional.visitor import Visitor, misspelt

pytestmark = ON_A_PHONE

COMPLAINT = "Surat tidak ditandatangani sebelum membayar sepuluh ribu."


def test_a_question_is_answered_without_a_service(visitor: Visitor, folk: Folk) -> None:
    visitor.sits(folk.seat("welfare_post_front", area=folk.village()))
    before = folk.ask("SELECT count(*) FROM cases_case")
    visitor.opens("/layanan-baru/")
    visitor.presses("Tidak ada bahaya")
    visitor.presses("Bertanya")
    visitor.fills(words="Kapan Posyandu bulan depan?", answer="Tanggal sebelas, di balai dusun.")
    visitor.presses("Simpan dan tutup")
    visitor.reads("Tidak ada yang perlu ditindaklanjuti")
    assert folk.ask("SELECT count(*) FROM cases_case") == before


def test_a_complaint_about_the_village_goes_to_the_camat_and_never_shows_in_the_village(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    who = folk.somebody(village)
    as_far_as_the_search(visitor)
    visitor.finds(who, misspelt(who.name))
    with_a_neighbour_reporting(visitor)
    visitor.presses("Lanjut")
    wishes(visitor, ("village_complaint", COMPLAINT, "3"))
    visitor.presses("Lanjut")
    slip = saved(visitor)
    assert slip.service == "", "the village gets a slip and no way to the service"

    camat = arrive()
    camat.sits(folk.seat("subdistrict_head", area=village[:8]))
    camat.does_not_read(who.name)
    camat.presses("Pelapor", within=camat.page.locator(".row-item", has_text=slip.ticket))
    camat.reads(COMPLAINT)
    camat.does_not_read(who.name)
    camat.reads("Dirahasiakan")
    camat.does_not_read("Sitti Tetangga")

    for role in ("facilitator", "village_head", "welfare_post_back"):
        villager = arrive()
        villager.sits(folk.seat(role, area=village))
        villager.does_not_read(slip.ticket)
        for show in ("ours", "out", "answered", "open"):
            villager.opens(f"/papan/daftar/?daftar={show}")
            villager.does_not_read(slip.ticket)
        answer = villager.opens(camat.page.url)
        assert answer is not None
        assert answer.status == 404
