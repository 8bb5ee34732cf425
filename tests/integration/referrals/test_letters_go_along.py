"""A letter that goes with a referral: what it says, who sees it, and when."""

from __future__ import annotations

from io import BytesIO

import pytest

from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotVisibleError
from simpul.letters import actions as letters
from simpul.letters import queries as letter_queries
from simpul.letters.models import Letter
from simpul.letters.types import Verdict
from simpul.referrals import actions, queries
from simpul.referrals.models import Referral
from simpul.referrals.types import LetterWish
from simpul.registry.models import House
from tests.factories import TODAY, VILLAGE
from tests.integration.letters.conftest import PNG, make_template
from tests.integration.referrals.conftest import ANSWERED, SENT

WISH = LetterWish(template_code="referral")


@pytest.fixture(autouse=True)
def template(cast):
    return make_template(cast.place)


def words(cast, referral):
    with acting(cast.desk):
        return letter_queries.words_of(Letter.objects.get(pk=referral.letter))


def test_the_letter_says_who_and_what_with_masked_number_and_year(cast, send):
    said = words(cast, send("dinsos", letter=WISH))
    assert said["person"] == {
        "name": "Sitti Contoh",
        "nik_masked": "•••• 0012",
        "birth": "1984",
        "address": "",
        "village": "Sukamaju Contoh",
    }
    assert said["need"] == {"service": "Bantuan beras", "asked": "Beras 20 kg untuk satu bulan"}
    assert said["copies"] == ["Camat Hulu"]


def test_a_letter_to_a_partner_carries_no_digit_and_no_address(cast, send):
    said = words(cast, send("partner", letter=WISH))
    assert (said["person"]["nik_masked"], said["person"]["address"]) == ("", "")


def test_the_address_is_that_of_the_house(cast, send, villager):
    with acting(cast.desk):
        house = House(
            district_code="73.88", scope_code=VILLAGE, village_code=VILLAGE, hamlet="Dusun Contoh", rt="02"
        )
        House.objects.bulk_create([house])
        family = villager.memberships.get().family
        family.house = house
        family.save()
    assert words(cast, send("dinsos", letter=WISH))["person"]["address"] == "Dusun Contoh, RT 02"


def test_the_office_sees_the_letter_when_it_was_sent(cast, send):
    referral = send("dinsos", letter=WISH)
    letter = referral.letter
    letters.give_number(by=cast.desk, letter=letter, dated=TODAY, at=SENT)
    letters.initial(by=cast.manager, letter=letter, at=SENT)
    letters.sign(by=cast.agency_head, letter=letter, at=SENT)
    letters.scan_back(by=cast.desk, letter=letter, upload=BytesIO(PNG), at=SENT)
    letters.send(by=cast.desk, letter=letter, at=SENT)
    page = actions.open_page(by=cast.agency, referral=referral.pk, now=SENT)
    assert page.letter == letter


def test_before_that_the_receiver_sees_none(cast, send):
    referral = send("partner", letter=WISH)
    assert actions.open_page(by=cast.partner, referral=referral.pk, now=SENT).letter is None
    with pytest.raises(NotVisibleError):
        letters.open_page(by=cast.partner, letter=referral.letter)
    assert actions.open_page(by=cast.desk, referral=referral.pk, now=SENT).letter == referral.letter


def test_the_receiver_may_confirm_the_digits(cast, send):
    letter = send("dinsos", letter=WISH).letter
    letters.give_number(by=cast.desk, letter=letter, dated=TODAY, at=SENT)
    letters.initial(by=cast.manager, letter=letter, at=SENT)
    key = letters.sign(by=cast.agency_head, letter=letter, at=SENT).verify_key
    assert letters.confirm_digits(key=key, digits="0012", at=SENT) == Verdict.MATCH


def test_a_letter_that_cannot_be_drafted_sends_nothing(cast, at_desk, send):
    with pytest.raises(InputError, match="no_such_template"):
        send("dinsos", letter=LetterWish(template_code="unknown"))
    with acting(cast.desk):
        assert not Referral.objects.exists()


def test_taking_the_request_back_withdraws_its_letter(cast, send):
    referral = send("dinsos", letter=WISH)
    actions.cancel(by=cast.desk, referral=referral.pk, note="Salah kantor", at=ANSWERED)
    with acting(cast.desk):
        assert Letter.objects.get(pk=referral.letter).state == "withdrawn"


def test_the_form_offers_the_letters_and_who_may_sign(cast, at_desk):
    need = at_desk()
    form = queries.composing(need.pk, cast.place.offices["dinsos"].pk, by=cast.desk, now=SENT)
    ((template, hands),) = form.letters
    assert template.code == "referral"
    assert [(hand.kind, [seat.title for seat in hand.seats]) for hand in hands] == [
        ("initial", ["Manajer"]),
        ("sign", ["Kadis"]),
    ]


def test_a_letter_asks_for_an_answer_by_the_offices_own_day(cast, send, at_desk):
    need = at_desk()
    with acting(cast.desk):  # 15 hours of the clock: until 02.00 WITA of the next day
        need.category.route.filter(office=cast.place.offices["dinsos"]).update(hours=15, clock="calendar")
    assert words(cast, send("dinsos", need=need, letter=WISH))["body"]["answer_by"] == "25 November 2026"
