"""Everything that matters works on a phone without JavaScript: intake, going on, the inbox."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.functional.devices import PHONE
from tests.functional.folk import Folk
from tests.functional.intake_way import taken_in
from tests.functional.looking import Looker
from tests.functional.service_way import chooses
from tests.functional.visitor import Visitor

FOOD = ("school_aid", "Belum pernah dapat bantuan biaya sekolah.", "3")


@pytest.fixture
def plain(open_browser: Callable[..., Page], folk: Folk, looker: Looker) -> Callable[[], Visitor]:
    """Somebody arrives with a phone that runs no scripts."""

    def one() -> Visitor:
        page = open_browser(viewport=PHONE, java_script_enabled=False)
        return Visitor(page, folk, looker, scripted=False)

    return one


def test_intake_going_on_and_an_answer_of_the_inbox(plain: Callable[[], Visitor], folk: Folk) -> None:
    village = folk.village()
    facilitator = plain()
    facilitator.sits(folk.seat("facilitator", area=village))
    slip = taken_in(facilitator, folk.somebody(village), [FOOD])

    puskesos = plain()
    puskesos.sits(folk.seat("welfare_post_back", area=village))
    chooses(puskesos, slip.service, "Teruskan")
    puskesos.ticks("reason", "beyond_authority")
    puskesos.fills(tried="Ditanyakan ke sekolah.")
    if puskesos.page.locator("[name=override]").count():
        puskesos.page.locator("[name=override]").select_option(index=1)
        puskesos.fills(override_note="Menurut sekolah tidak ada sisa.")
    puskesos.presses("Simpan")
    puskesos.reads("Menunggu: Dinas Pendidikan")

    desk, agency = plain(), plain()
    desk.sits(folk.seat("desk_back"))
    chooses(desk, slip.service, "Rujuk")
    office = folk.ask("SELECT id FROM offices_office WHERE code = 'disdik'")[0][0]
    desk.page.locator(f"main a[href*='/kantor/{office}/']").click()
    desk.fills(service_name="Bantuan biaya sekolah", asked="Mohon didaftarkan.")
    desk.presses("Kirim rujukan")
    number = desk.page.locator(".kicker").first.inner_text().split(" · ")[0]

    agency.sits(folk.seat("agency_officer", office="disdik"))
    agency.opens("/kotak-masuk/")
    agency.presses("Terima", within=agency.page.locator(".row-item", has_text=number))
    agency.reads("Diterima, sedang dikerjakan")
