"""A citizen with a slip and a receiver with a letter ask without an account, but not for ever."""

from __future__ import annotations

from tests.functional.conftest import Arrive
from tests.functional.devices import ON_A_PHONE
from tests.functional.folk import Folk
from tests.functional.intake_way import taken_in
from tests.functional.visitor import Visitor

pytestmark = ON_A_PHONE

FOOD = ("food", "Beras habis sejak kemarin.", "2")


def _asks(citizen: Visitor, ticket: str, code: str) -> str:
    citizen.opens("/cek/")
    citizen.fills(ticket=ticket, code=code)
    citizen.presses("Lihat")
    return citizen.page.locator("main").inner_text()


def test_a_citizen_follows_with_ticket_and_code(visitor: Visitor, arrive: Arrive, folk: Folk) -> None:
    folk.forget_tries()
    village = folk.village()
    visitor.sits(folk.seat("facilitator", area=village))
    slip = taken_in(visitor, folk.somebody(village), [FOOD])

    citizen = arrive()
    shown = _asks(citizen, slip.ticket, slip.code)
    assert "Sedang ditangani" in shown
    assert "Puskesos" in shown
    for word in ("miskin", "desil", "NIK ", FOOD[1]):
        citizen.does_not_read(word)

    wrong = "000000" if slip.code != "000000" else "111111"
    answers = {_asks(citizen, slip.ticket, wrong), _asks(citizen, "73.03-2601-9999-0", wrong)}
    assert len({answer.replace("73.03-2601-9999-0", "") for answer in answers}) == 1
    for _again in range(6):
        _asks(citizen, slip.ticket, wrong)
    assert "Sedang ditangani" not in _asks(citizen, slip.ticket, slip.code), "the right code came too late"


def test_an_address_that_tries_too_often_is_stopped_for_a_while(visitor: Visitor, folk: Folk) -> None:
    folk.forget_tries()
    said = ""
    for number in range(22):
        said = _asks(visitor, f"73.03-2601-{number:04}-0", "123456")
    assert "Terlalu banyak percobaan" in said
    folk.forget_tries()


def test_a_receiver_makes_sure_of_a_letter_with_four_digits(
    visitor: Visitor, arrive: Arrive, folk: Folk
) -> None:
    folk.forget_tries()
    key, referral = folk.signed_letter()
    officer = arrive()
    officer.sits(folk.seat("agency_officer", office="dinsos"))
    officer.opens(f"/kotak-masuk/{referral}/")
    digits = officer.page.locator(".masked-digits").first.inner_text().split()[-1]
    assert digits.isdecimal()

    visitor.opens(f"/periksa/{key}/")
    visitor.reads("Yang tercatat")
    visitor.reads("Tahun lahir")
    visitor.fills(digits=digits)
    visitor.presses("Periksa")
    visitor.reads("sama dengan akhir NIK")
    wrong = f"{(int(digits) + 1) % 10_000:04}"
    for _try in range(11):
        visitor.fills(digits=wrong)
        visitor.presses("Periksa")
    visitor.reads("sudah habis hari ini")
    folk.forget_tries()


def test_a_key_nobody_knows_is_no_letter(visitor: Visitor) -> None:
    visitor.opens("/periksa/tidak-ada-surat-ini/")
    visitor.reads("Surat tidak ditemukan")
