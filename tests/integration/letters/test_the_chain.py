"""Initials in order, then the signature; each in the capacity the seat is held in today."""

from __future__ import annotations

import datetime as dt

import pytest

from simpul.ground.actor import acting
from simpul.ground.errors import NotAllowedError, NotVisibleError, StaleError, StateError
from simpul.ground.models import AuditLine
from simpul.letters import actions, queries
from simpul.letters.events import LetterSigned
from simpul.letters.queries import sheets
from simpul.letters.types import OnBehalf
from simpul.offices.models import Seat
from tests.factories import MORNING, TODAY
from tests.integration.letters.conftest import make_template

EVERYBODY = (
    "facilitator",
    "back",
    "coordinator",
    "head",
    "treasurer",
    "camat",
    "welfare_section",
    "desk",
    "manager",
    "agency",
    "agency_head",
    "registrar",
    "partner",
    "hospital",
    "regent",
    "auditor",
)


def test_the_way_of_a_letter(cast, numbered):
    letter = numbered()
    assert letter.state == "numbered"
    letter = actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    assert letter.state == "initialled"
    assert letter.pdf is not None
    letter = actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    assert letter.state == "signed"
    with acting(cast.desk):
        hands = list(letter.steps.values_list("done_by", "capacity"))
    assert hands == [("Mira Manajer", "definitive"), ("Haris Kadis", "definitive")]


def test_nobody_signs_before_the_initials(cast, numbered):
    letter = numbered()
    with pytest.raises(StateError, match="letter_state"):
        actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)


def test_two_initials_are_given_in_their_order(cast, numbered):
    chain = [
        {"role": "agency_head", "act": "initial"},
        {"role": "subdistrict_welfare", "act": "initial"},
        {"role": "desk_manager", "act": "sign"},
    ]
    make_template(cast.place, code="long", chain=chain)
    letter = numbered(template_code="long")
    with pytest.raises(NotAllowedError, match="not_your_hand"):
        actions.initial(by=cast.welfare_section, letter=letter.pk, at=MORNING)
    assert actions.initial(by=cast.agency_head, letter=letter.pk, at=MORNING).state == "numbered"
    assert actions.initial(by=cast.welfare_section, letter=letter.pk, at=MORNING).state == "initialled"


def test_a_letter_without_initials_may_be_signed_once_numbered(cast, numbered):
    make_template(cast.place, code="short", chain=[{"role": "desk_manager", "act": "sign"}])
    letter = numbered(template_code="short")
    assert (letter.state, letter.pdf is not None) == ("initialled", True)
    assert actions.sign(by=cast.manager, letter=letter.pk, at=MORNING).state == "signed"


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each != "manager"])
def test_only_the_hand_that_is_named_initials(cast, numbered, who):
    letter = numbered()
    with pytest.raises((NotAllowedError, NotVisibleError)):
        actions.initial(by=getattr(cast, who), letter=letter.pk, at=MORNING)


@pytest.mark.parametrize("who", [each for each in EVERYBODY if each != "agency_head"])
def test_only_the_hand_that_is_named_signs(cast, numbered, who):
    letter = numbered()
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    with pytest.raises((NotAllowedError, NotVisibleError)):
        actions.sign(by=getattr(cast, who), letter=letter.pk, at=MORNING)


def test_an_acting_successor_signs_as_plt_and_the_sheet_is_set_anew(cast, numbered):
    letter = numbered()
    letter = actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    before = letter.pdf
    seat = cast.seats["agency_head"]
    Seat.objects.filter(pk=seat.pk).update(capacity="plt")
    letter = actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    assert letter.pdf != before
    page = actions.open_page(by=cast.desk, letter=letter.pk)
    assert page.steps[-1].title == "Plt. Kadis"


def test_a_letter_may_be_signed_on_behalf_of_a_superior(cast, numbered):
    letter = numbered(on_behalf=OnBehalf("an", "Bupati Lembah Contoh"))
    with acting(cast.desk):
        assert queries.words_of(letter)["on_behalf"]["form"] == "an"


def test_two_who_press_at_once_give_one_signature(cast, numbered):
    letter = numbered()
    letter = actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    with pytest.raises(StateError):
        actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)


def test_a_stale_form_initials_nothing(cast, numbered):
    letter = numbered()
    with pytest.raises(StaleError):
        actions.initial(by=cast.manager, letter=letter.pk, at=MORNING, version=1)


def test_a_seat_that_ended_gives_no_hand(cast, numbered):
    letter = numbered()
    Seat.objects.filter(pk=cast.seats["manager"].pk).update(ended_on=TODAY, ended_reason="Mutasi")
    with pytest.raises(NotAllowedError, match="seat_ended"):
        actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)


def test_a_signature_is_told_to_the_floors_above(cast, numbered, monkeypatch):
    heard = []
    monkeypatch.setattr("simpul.letters.actions.chain.publish", heard.append)
    letter = numbered()
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    actions.sign(by=cast.agency_head, letter=letter.pk, at=MORNING)
    assert heard == [LetterSigned(letter=letter.pk, about_kind="referral", about=letter.about)]


def test_every_hand_leaves_a_line_in_the_trail(cast, numbered):
    letter = numbered()
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    with acting(cast.inspector):
        verbs = set(
            AuditLine.objects.filter(kind="letter", key=str(letter.pk)).values_list("verb", flat=True)
        )
    assert verbs == {"letters.draft", "letters.give_number", "letters.initial"}


def test_the_desk_shows_each_what_waits_for_their_hand(cast, numbered, drafted):
    letter = numbered()
    drafted()
    with acting(cast.manager):
        desk = queries.desk(by=cast.manager)
    assert [line.id for line in desk.to_initial] == [letter.pk]
    assert desk.to_initial[0].whose == "Manajer"
    assert desk.to_sign == []
    assert len(desk.to_keep) == 2
    with acting(cast.agency_head):
        assert queries.desk(by=cast.agency_head).to_sign == []
    actions.initial(by=cast.manager, letter=letter.pk, at=MORNING)
    with acting(cast.agency_head):
        desk = queries.desk(by=cast.agency_head)
    assert [line.id for line in desk.to_sign] == [letter.pk]
    assert desk.to_keep == []


def test_the_page_offers_each_only_what_is_theirs(cast, numbered):
    letter = numbered()
    moves = {
        who: actions.open_page(by=getattr(cast, who), letter=letter.pk).moves
        for who in ("desk", "manager", "agency_head", "facilitator")
    }
    assert moves == {
        "desk": {"withdraw"},
        "manager": {"initial", "withdraw"},
        "agency_head": {"withdraw"},
        "facilitator": frozenset(),
    }


def test_a_hand_given_at_dawn_is_dated_by_the_districts_own_day(cast, numbered, monkeypatch):
    shown = []
    monkeypatch.setattr(sheets, "set_sheet", lambda _source, data, form: shown.append(data) or b"%PDF")
    dawn = dt.datetime(2026, 11, 23, 22, 30, tzinfo=dt.UTC)  # Tuesday 24 November, 06.30 WITA
    letter = actions.initial(by=cast.manager, letter=numbered().pk, at=dawn)
    with acting(cast.desk):
        queries.sheet_of(letter)
    assert "24 November 2026" in str(shown[-1])
    assert "23 November 2026" not in str(shown[-1])
