"""The signed paper comes back as a scan, leaves, or is withdrawn."""

from __future__ import annotations

from io import BytesIO

import pytest

from simpul.ground.actor import acting
from simpul.ground.errors import InputError, NotAllowedError, NotVisibleError, StateError
from simpul.ground.models import StoredFile
from simpul.letters import actions, queries
from simpul.letters.models import Letter
from tests.factories import MORNING
from tests.integration.letters.conftest import PNG


@pytest.fixture
def scanned(cast, signed):
    letter = signed(receiver=cast.place.offices["disdukcapil"].pk)
    return actions.scan_back(by=cast.desk, letter=letter.pk, upload=BytesIO(PNG), at=MORNING)


def test_a_letter_leaves_only_with_its_scan(cast, signed):
    letter = signed()
    with pytest.raises(StateError, match="letter_scan_missing"):
        actions.send(by=cast.desk, letter=letter.pk, at=MORNING)


def test_a_scan_of_an_unsigned_letter_is_refused(cast, numbered):
    letter = numbered()
    with pytest.raises(StateError, match="letter_state"):
        actions.scan_back(by=cast.desk, letter=letter.pk, upload=BytesIO(PNG), at=MORNING)


def test_a_scan_that_is_no_picture_is_refused(cast, signed):
    letter = signed()
    with pytest.raises(InputError, match="file_type"):
        actions.scan_back(by=cast.desk, letter=letter.pk, upload=BytesIO(b"#!/bin/sh"), at=MORNING)


def test_the_receiver_sees_the_letter_and_its_scan_only_after_it_left(cast, scanned):
    with pytest.raises(NotVisibleError):
        actions.open_page(by=cast.registrar, letter=scanned.pk)
    actions.send(by=cast.desk, letter=scanned.pk, at=MORNING)
    page = actions.open_page(by=cast.registrar, letter=scanned.pk)
    assert (page.state, page.moves) == ("sent", frozenset())
    content, media_type = actions.read_scan(by=cast.registrar, letter=scanned.pk)
    assert (content[:4], media_type) == (b"\x89PNG", "image/png")
    assert actions.read_sheet(by=cast.registrar, letter=scanned.pk)[:5] == b"%PDF-"


def test_a_letter_for_nobody_inside_leaves_too(cast, signed):
    letter = signed()
    actions.scan_back(by=cast.desk, letter=letter.pk, upload=BytesIO(PNG), at=MORNING)
    assert actions.send(by=cast.desk, letter=letter.pk, at=MORNING).state == "sent"


def test_files_of_a_letter_are_as_hidden_as_the_letter(cast, scanned):
    for who in ("registrar", "partner", "stranger", "regent", "foreigner"):
        with acting(getattr(cast, who)):
            assert not StoredFile.objects.filter(pk__in=[scanned.pdf, scanned.scan]).exists()


def test_no_scan_is_not_found(cast, signed):
    letter = signed()
    with pytest.raises(NotVisibleError):
        actions.read_scan(by=cast.desk, letter=letter.pk)


def test_a_draft_can_be_read_as_a_sheet_before_it_is_kept(cast, drafted):
    letter = drafted()
    assert actions.read_sheet(by=cast.desk, letter=letter.pk)[:5] == b"%PDF-"
    with acting(cast.desk):
        assert Letter.objects.get(pk=letter.pk).pdf is None


@pytest.mark.parametrize("who", ["agency_head", "facilitator", "coordinator"])
def test_only_the_writing_office_scans_and_sends(cast, scanned, who):
    by = getattr(cast, who)
    with pytest.raises(NotAllowedError):
        actions.scan_back(by=by, letter=scanned.pk, upload=BytesIO(PNG), at=MORNING)
    with pytest.raises(NotAllowedError):
        actions.send(by=by, letter=scanned.pk, at=MORNING)


def test_a_withdrawn_letter_keeps_its_number(cast, numbered):
    letter = numbered("B-1/SLRT")
    actions.withdraw(by=cast.desk, letter=letter.pk, reason="Salah nama penerima", at=MORNING)
    with pytest.raises(InputError, match="letter_number_taken"):
        numbered("B-1/SLRT")
    with pytest.raises(StateError):
        actions.withdraw(by=cast.desk, letter=letter.pk, reason="Salah nama penerima", at=MORNING)


def test_withdrawing_needs_a_reason(cast, numbered):
    letter = numbered()
    with pytest.raises(InputError, match="reason_short"):
        actions.withdraw(by=cast.desk, letter=letter.pk, reason=" salah ", at=MORNING)


def test_who_is_to_sign_may_withdraw_it_and_others_may_not(cast, drafted):
    letter = drafted()
    for who in ("facilitator", "camat"):
        with pytest.raises(NotAllowedError):
            actions.withdraw(by=getattr(cast, who), letter=letter.pk, reason="Keliru sekali", at=MORNING)
    done = actions.withdraw(by=cast.agency_head, letter=letter.pk, reason="Keliru sekali", at=MORNING)
    assert done.state == "withdrawn"


def test_what_is_still_written_about_an_ended_thing_is_withdrawn(cast, drafted, signed):
    one = drafted()
    other = signed()
    with acting(cast.desk):
        actions.withdraw_about(about_kind="referral", about=one.about, by=cast.desk, reason="RJK-1")
        states = {letter.pk: letter.state for letter in Letter.objects.all()}
    assert states == {one.pk: "withdrawn", other.pk: "signed"}


def test_letters_about_one_thing_are_listed_for_who_sees_them(cast, drafted):
    letter = drafted()
    with acting(cast.desk):
        assert [line.id for line in queries.about("referral", letter.about)] == [letter.pk]
    with acting(cast.stranger):
        assert queries.about("referral", letter.about) == []
