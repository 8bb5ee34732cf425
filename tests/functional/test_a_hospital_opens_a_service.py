"""At night the hospital's own desk opens the service; the village finds it in the morning."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from tests.functional.conftest import Arrive
from tests.functional.folk import Folk
from tests.functional.intake_way import Slip, as_far_as_the_search, saved, wishes
from tests.functional.visitor import Visitor

PATIENT = "Rahmatia Contoh Malam"


def test_the_hospital_opens_it_and_sees_nobody_elses(visitor: Visitor, arrive: Arrive, folk: Folk) -> None:
    village = folk.village()
    slip = _taken_in_at_night(visitor, folk, village)
    visitor.opens(slip.service)
    visitor.reads(PATIENT)
    visitor.opens("/papan/")
    heading = visitor.page.get_by_role("heading", name=re.compile("^Sedang di luar"))
    expect(visitor.page.locator(".work-column", has=heading)).to_contain_text(PATIENT)

    others = folk.ask("SELECT id FROM cases_case WHERE NOT shared_with && ARRAY[opened_office_id] LIMIT 1")
    answer = visitor.opens(f"/layanan/{others[0][0]}/")
    assert answer is not None
    assert answer.status == 404

    at_home = arrive()
    at_home.sits(folk.seat("welfare_post_back", area=village))
    at_home.opens(slip.service)
    at_home.reads(PATIENT)


def _taken_in_at_night(visitor: Visitor, folk: Folk, village: str) -> Slip:
    visitor.sits(folk.seat("hospital_desk"))
    as_far_as_the_search(visitor)
    somebody = folk.somebody(village)
    visitor.fills(q=somebody.name)
    visitor.page.locator("main [name=village]").select_option(village)
    visitor.presses("Cari")
    visitor.reads("0 orang ditemukan")
    visitor.presses("Tidak ditemukan")
    visitor.fills(name=PATIENT)
    visitor.page.locator("main [name=village_code]").select_option(village)
    visitor.ticks("birth_precision", "year")
    visitor.fills(birth_year="1972")
    visitor.presses("Lanjut")
    visitor.presses("Lanjut")  # came alone
    visitor.presses("Lanjut")  # nobody looked today
    wishes(visitor, ("health_insurance", "Harus cuci darah malam ini, kartu tidak aktif.", "1"))
    expect(visitor.page.locator("main [name=source][value=hospital]")).to_be_checked()
    visitor.presses("Lanjut")
    return saved(visitor)
