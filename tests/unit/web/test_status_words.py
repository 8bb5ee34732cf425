"""Every state a table of moves knows has its word, its icon and its tone on the screen."""

from __future__ import annotations

from enum import StrEnum

import pytest
from bs4 import BeautifulSoup
from django.template import engines

from simpul.cases.states import MovementKind, NeedState
from simpul.funds.states import CommitmentState
from simpul.letters.states import LetterState
from simpul.referrals.states import ReferralState


def shown(macro: str, state: StrEnum, more: str = "") -> BeautifulSoup:
    source = f'{{% from "web/components/status.html" import {macro} %}}{{{{ {macro}(state{more}) }}}}'
    html = engines["plain"].from_string(source).render({"state": state})
    return BeautifulSoup(html, "html.parser")


STATES = [
    *[("need_status", state) for state in NeedState],
    *[("referral_status", state) for state in ReferralState],
    *[("spending_status", state) for state in CommitmentState],
    *[("letter_status", state) for state in LetterState],
]


@pytest.mark.parametrize(("macro", "state"), STATES)
def test_a_state_is_said_by_icon_and_word(macro, state):
    badge = shown(macro, state).select_one(".status")
    assert badge is not None
    assert badge.select_one("svg use") is not None
    assert badge.get_text(strip=True)


def test_an_unanswered_referral_past_its_clock_says_so():
    badge = shown("referral_status", ReferralState.SENT, ", late=true")
    assert "melewati batas waktu" in badge.get_text()


def test_a_state_without_a_word_is_an_error():
    class Stray(StrEnum):
        LOST = "lost"

    with pytest.raises(Exception, match="lost"):
        shown("need_status", Stray.LOST)


@pytest.mark.parametrize("kind", list(MovementKind))
def test_every_movement_of_a_need_has_its_own_icon(kind):
    source = '{% from "web/components/timeline.html" import KIND_ICONS %}{{ icon(KIND_ICONS[kind]) }}'
    assert "#" in engines["plain"].from_string(source).render({"kind": str(kind)})
