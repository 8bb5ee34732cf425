"""An office past its time is told first, may say why, and is named only when 48 hours have gone by."""

from __future__ import annotations

import datetime as dt

import pytest
import time_machine
from django.urls import reverse

from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError
from simpul.ground.identifiers import uuid7
from simpul.insight.actions import answer_notice
from simpul.insight.models import LateNotice
from simpul.insight.queries import notice_for, silent_offices
from simpul.referrals import actions as referrals
from tests.factories import DISTRICT

HOUR = dt.timedelta(hours=1)


@pytest.fixture
def late(asked, count):
    """The moment one hour after the agency's time was over, counted then."""
    at = asked.due_at + HOUR
    count(at)
    return at


def names(now):
    return [each.name for each in silent_offices(DISTRICT, now=now)]


def test_nobody_is_told_in_time(cast, asked, count):
    count(asked.due_at - HOUR)
    assert notice_for(cast.agency, now=asked.due_at) is None
    assert not LateNotice.objects.exists()


def test_the_office_is_told_at_once_and_named_after_two_days(cast, late, count):
    told = notice_for(cast.agency, now=late)
    assert (told.silent, told.named, told.named_from) == (1, False, late + 48 * HOUR)
    assert names(late) == names(late + 47 * HOUR) == []
    count(late + 24 * HOUR)
    assert LateNotice.objects.count() == 1
    assert names(late + 48 * HOUR) == ["Dinas Sosial"]
    assert notice_for(cast.agency, now=late + 48 * HOUR).named


def test_the_pack_may_give_more_time(cast, asked, count):
    at = asked.due_at + HOUR
    count(at, grace_hours=72)
    assert names(at + 71 * HOUR) == []
    assert names(at + 72 * HOUR) == ["Dinas Sosial"]


def test_what_the_office_says_stands_beside_its_name(cast, late):
    notice = notice_for(cast.agency, now=late)
    answer_notice(by=cast.agency, notice=notice.id, words="  Gudang beras\n kosong sampai Jumat. ", at=late)
    (named,) = silent_offices(DISTRICT, now=late + 48 * HOUR)
    assert named.answer == "Gudang beras kosong sampai Jumat."
    assert notice_for(cast.agency_head, now=late).answered_by == cast.agency.label


def test_an_answered_referral_ends_the_notice_and_a_new_silence_begins_anew(cast, asked, late, count):
    referrals.accept(by=cast.agency, referral=asked.pk, at=late, version=asked.version)
    count(late + HOUR)
    assert notice_for(cast.agency, now=late + HOUR) is None
    assert names(late + 100 * HOUR) == []
    assert LateNotice.objects.get().ended_at == late + HOUR


@pytest.mark.parametrize(
    ("who", "refusal"),
    [("registrar", NotVisibleError), ("desk", NotVisibleError), ("regent", NotVisibleError)],
)
def test_nobody_else_speaks_for_the_office(cast, late, who, refusal):
    notice = notice_for(cast.agency, now=late)
    with pytest.raises(refusal):
        answer_notice(by=getattr(cast, who), notice=notice.id, words="Bukan kami", at=late)
    assert notice_for(getattr(cast, who), now=late) is None


def test_a_seat_of_the_office_that_does_not_answer_is_told_so(cast, late):
    notice = notice_for(cast.agency, now=late)
    with pytest.raises(NotAllowedError):
        answer_notice(by=cast.steward, notice=notice.id, words="Kami", at=late)


@pytest.mark.parametrize(
    ("words", "refusal"),
    [("  ", "text_missing"), ("x" * 501, "text_long"), ("NIK 7388014107840012 sudah", "number_in_text")],
)
def test_empty_long_or_numbered_words_are_refused(cast, late, words, refusal):
    notice = notice_for(cast.agency, now=late)
    with pytest.raises(InputError, match=refusal):
        answer_notice(by=cast.agency, notice=notice.id, words=words, at=late)


def test_the_inbox_shows_the_notice_and_takes_the_words(cast, client, late):
    notice = notice_for(cast.agency, now=late)
    with time_machine.travel(late, tick=False):
        cast.sign_in(client, "agency")
        shown = client.get(reverse("inbox:home")).content.decode()
        assert "1 rujukan melewati batas waktu" in shown
        address = reverse("inbox:explain", args=[notice.id])
        assert address in shown
        typed = {"command_id": str(uuid7()), "words": "Petugas sakit, dijawab besok."}
        assert client.post(address, typed).status_code == 302
        assert "Petugas sakit, dijawab besok." in client.get(reverse("inbox:home")).content.decode()
        cast.sign_in(client, "registrar")
        assert client.get(address).status_code == 404
        assert "melewati batas waktu" not in client.get(reverse("inbox:home")).content.decode()
