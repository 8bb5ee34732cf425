"""Inbox and page of a referral show each seat what it may read, and opening is recorded."""

from __future__ import annotations

import dataclasses
import datetime as dt

import pytest

from simpul.ground.actor import acting, nobody
from simpul.ground.errors import NotVisibleError
from simpul.ground.models import AuditLine
from simpul.offices.models import Reason
from simpul.referrals import actions, queries
from simpul.registry.models import IdentityNumber
from tests.integration.referrals.conftest import ANSWERED, NIK, SENT


def test_the_inbox_shows_who_masked_what_since_when_and_until(cast, send):
    referral = send("dinsos", documents_complete=True)
    box = queries.inbox(by=cast.agency, now=SENT)
    (row,) = box.waiting
    assert (row.id, row.number) == (referral.pk, referral.number)
    assert (row.who, row.birth_year, row.village) == ("S•••• C•••••", 1984, "Sukamaju Contoh")
    assert (row.service, row.asked, row.documents_complete) == (
        "Bantuan beras",
        "Beras 20 kg untuk satu bulan",
        True,
    )
    assert (row.sent_at, row.due_at, row.late, row.can_answer) == (SENT, referral.due_at, False, True)


def test_the_inbox_says_who_is_on_duty(cast, send):
    send("dinsos")
    box = queries.inbox(by=cast.agency, now=SENT)
    assert box.office == "Dinas Sosial"
    assert "Andi Dinsos (Dinsos)" in box.on_duty
    assert not any("Rina Capil" in name for name in box.on_duty)


def test_the_inbox_sorts_by_what_is_owed(cast, send, accepted, delivered):
    one, two, three = send("dinsos"), accepted(), delivered()
    four = send("dinsos")
    actions.decline(by=cast.agency, referral=four.pk, reason="quota_full", at=ANSWERED)
    box = queries.inbox(by=cast.agency, now=SENT)
    ended = queries.inbox_part("ended", by=cast.agency, now=SENT)
    assert [[row.id for row in part] for part in (box.waiting, box.working, box.to_confirm, ended.rows)] == [
        [one.pk],
        [two.pk],
        [three.pk],
        [four.pk],
    ]
    assert box.counts == {"waiting": 1, "working": 1, "to_confirm": 1, "ended": 1}


def test_a_late_one_is_marked_and_a_resting_one_is_not(cast, send, accepted):
    send("dinsos")
    rested = accepted()
    actions.rest(by=cast.agency, referral=rested.pk, body="ministry", at=ANSWERED)
    box = queries.inbox(by=cast.agency, now=SENT + dt.timedelta(days=30))
    assert box.waiting[0].late
    assert (box.working[0].late, box.working[0].resting_for) == (False, "Menunggu Kementerian Sosial")


def test_an_inbox_holds_only_what_was_asked_of_the_own_office(cast, send):
    send("dinsos")
    assert queries.inbox(by=cast.registrar, now=SENT).waiting == ()
    with pytest.raises(NotVisibleError):
        queries.inbox(by=nobody(), now=SENT)


def test_an_agency_reads_words_and_last_digits_and_its_moves(cast, send):
    page = actions.open_page(by=cast.agency, referral=send("dinsos").pk, now=SENT)
    assert (page.who.name, page.who.nik_masked) == ("Sitti Contoh", "0012")
    assert page.words == "Anak saya sakit gula"
    assert page.moves == {"accept", "decline"}
    assert [choice.code for choice in page.refusals] == ["not_entitled", "quota_full"]
    assert page.opens_service


def test_a_partner_reads_name_need_and_contact_and_nothing_else(cast, send):
    referral = send("partner", contact="Fatma, 0812-3456-789")
    page = actions.open_page(by=cast.partner, referral=referral.pk, now=SENT)
    assert (page.who.name, page.contact, page.asked) == (
        "Sitti Contoh",
        "Fatma, 0812-3456-789",
        "Beras 20 kg untuk satu bulan",
    )
    assert (page.who.nik_masked, page.words, page.opens_service) == ("", "", False)
    told = str(dataclasses.asdict(page))
    for secret in ("0012", NIK, "sakit gula"):
        assert secret not in told
    with acting(cast.partner):
        assert not IdentityNumber.objects.exists()


@pytest.mark.parametrize(
    ("who", "moves"),
    [
        ("facilitator", set()),
        ("desk", {"cancel"}),
        ("agency", {"decline", "rest", "deliver"}),
        ("head", set()),
    ],
)
def test_the_page_offers_each_only_what_is_theirs(cast, accepted, who, moves):
    page = actions.open_page(by=getattr(cast, who), referral=accepted().pk, now=ANSWERED)
    assert page.moves == moves


def test_a_resting_one_offers_to_go_on(cast, accepted):
    referral = accepted()
    actions.rest(by=cast.agency, referral=referral.pk, body="ministry", at=ANSWERED)
    page = actions.open_page(by=cast.agency, referral=referral.pk, now=ANSWERED)
    assert page.moves == {"decline", "resume", "deliver"}


def test_the_bodies_are_those_the_category_names(cast, accepted):
    referral = accepted()
    Reason.objects.create(
        district=cast.place.district, kind="rest", code="bpjs", text="Menunggu BPJS Kesehatan"
    )
    page = actions.open_page(by=cast.agency, referral=referral.pk, now=ANSWERED)
    assert len(page.bodies) == 2
    category = referral.need.category
    category.outside_bodies = ["bpjs"]
    category.save()
    page = actions.open_page(by=cast.agency, referral=referral.pk, now=ANSWERED)
    assert page.bodies == (("bpjs", "Menunggu BPJS Kesehatan"),)


def test_opening_is_recorded_for_referral_and_person(cast, send, villager):
    referral = send("dinsos")
    actions.open_page(by=cast.agency, referral=referral.pk, now=SENT)
    with acting(cast.agency):
        lines = set(AuditLine.objects.values_list("verb", "key"))
    assert lines == {("referrals.view", str(referral.pk)), ("registry.view", str(villager.pk))}


def test_the_service_lists_its_referrals_with_their_silence(cast, send):
    referral = send("dinsos")
    with acting(cast.facilitator):
        (line,) = queries.of_need(referral.need_id, now=referral.due_at + dt.timedelta(minutes=1))
    assert (line.id, line.to_name, line.silent, line.late) == (referral.pk, "Dinas Sosial", True, True)
    with acting(cast.stranger):
        assert queries.of_need(referral.need_id, now=SENT) == []


def test_the_service_reads_a_refusal_with_what_the_family_can_do(cast, send):
    referral = actions.decline(by=cast.agency, referral=send("dinsos").pk, reason="not_entitled", at=ANSWERED)
    with acting(cast.facilitator):
        (line,) = queries.of_need(referral.need_id, now=ANSWERED)
    assert (line.refusal, line.instead) == ("Belum memenuhi syarat", "Sekretariat SLRT")
    assert line.can_do == "Melengkapi berkas lalu mengajukan lagi."
