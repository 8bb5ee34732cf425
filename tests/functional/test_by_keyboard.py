"""Intake, search and inbox with the keyboard alone, as a screen reader reads them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.functional.folk import Folk
from tests.functional.keys import Keys
from tests.functional.looking import Looker
from tests.functional.visitor import Visitor, misspelt

BOX = "NIK, nomor KK, telepon, atau nama"


@pytest.fixture
def keys(desk_page: Page, folk: Folk, looker: Looker) -> Keys:
    """Somebody at a desk who does not touch the mouse once they sit."""
    return Keys(Visitor(desk_page, folk, looker))


@pytest.mark.parametrize(
    ("style", "seen"),
    [
        ("a:focus-visible { outline: 3px solid #0d4644 }", True),
        ("a { outline: none }", False),
        ("a { outline: none; box-shadow: 0 0 0 3px #0d4644 }", False),
        ("a { outline: 3px solid #0d4644 }", False),
        ("a:focus-visible { outline: 3px solid transparent }", False),
        ("li:focus-within { outline: 3px solid #0d4644 } a { outline: none }", False),
    ],
)
def test_the_focus_is_seen_by_an_outline_of_its_own(keys: Keys, style: str, *, seen: bool) -> None:
    keys.page.set_content(f"<style>{style}</style><ul><li><a href='#'>Lanjut</a></li></ul>")
    keys.page.keyboard.press("Tab")
    if seen:
        assert keys.hears() == ("link", "Lanjut")
    else:
        with pytest.raises(AssertionError, match="the focus is not seen"):
            keys.hears()


def test_an_intake_from_danger_to_ticket(keys: Keys, folk: Folk) -> None:
    village = folk.village()
    keys.visitor.sits(folk.seat("facilitator", area=village))
    keys.visitor.opens("/layanan-baru/")
    keys.arrives()
    keys.presses("Tidak ada bahaya")
    keys.presses("Butuh bantuan")
    keys.ticks("Sudah saya bacakan")
    keys.presses("Lanjut")
    who = folk.somebody(village)
    keys.types(BOX, misspelt(who.name), send=True)
    keys.presses(who.name)
    keys.presses("Lanjut")  # came alone
    keys.presses("Lanjut")  # nobody looked today
    keys.jumps("Makan, uang, dan kerja")
    keys.presses("Tidak ada makanan")
    keys.types("Apa yang disampaikan warga?", "Beras habis sejak kemarin.")
    keys.presses("Tambahkan")
    keys.presses("Cukup, lanjut")
    keys.presses("Lanjut")
    keys.presses("Simpan")
    assert keys.page.locator(".ticket-number").inner_text().strip()


def test_a_search_and_the_person(keys: Keys, folk: Folk) -> None:
    village = folk.village()
    who = folk.somebody(village)
    keys.visitor.sits(folk.seat("welfare_post_back", area=village))
    keys.visitor.opens("/cari/")
    keys.arrives()
    keys.types(BOX, misspelt(who.name), send=True)
    keys.presses(who.name)
    keys.visitor.reads(who.name)


def test_an_answer_of_the_inbox(keys: Keys, folk: Folk) -> None:
    asked = (
        "SELECT DISTINCT ON (to_office_id) to_office_id place, number key FROM referrals_referral"
        " WHERE state = 'sent' ORDER BY to_office_id, due_at, id"
    )
    seat, number = folk.example("agency_officer", asked)
    keys.visitor.sits(seat)
    keys.visitor.opens("/kotak-masuk/")
    keys.arrives()
    keys.presses(f"Terima {number}")
    assert folk.ask("SELECT state FROM referrals_referral WHERE number = %s", number) == [("accepted",)]
