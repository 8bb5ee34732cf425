"""A NIK or KK lies sealed in its own field. Typed into a free text it is refused, wherever that is."""

from __future__ import annotations

import pytest

from simpul.cases import actions
from simpul.cases.types import Collector, NeedInput, Reporter
from simpul.ground.errors import InputError
from tests.integration.cases.conftest import LATER

NIK = "7388014107840012"
TYPED = f"NIK beliau 7388 0141 0784 0012, KK {NIK}"

VERBS = {
    "note": lambda by, need: actions.note(by=by, need=need, text=TYPED, at=LATER),
    "visit": lambda by, need: actions.visit(by=by, need=need, text="Ada", result=TYPED, at=LATER),
    "attempt": lambda by, need: actions.attempt(by=by, need=need, text=TYPED, result="Belum", at=LATER),
    "errand": lambda by, need: actions.start_errand(
        by=by, need=need, task=TYPED, goes="Fatma", power_of_attorney="Surat", at=LATER
    ),
    "transport": lambda by, need: actions.start_errand(
        by=by, need=need, task="KTP", goes="Fatma", power_of_attorney="Surat", transport=TYPED, at=LATER
    ),
    "certificate": lambda by, need: actions.record_certificate(
        by=by,
        need=need,
        number="474/12/2026",
        purpose="Sekolah",
        dated=LATER.date(),
        valid_until=LATER.date(),
        witnesses=TYPED,
        signed_by="Kades",
        at=LATER,
    ),
    "handover": lambda by, need: actions.record_handover(
        by=by,
        need=need,
        what="Beras",
        source_of_funds="Dana Desa",
        received_by=TYPED,
        relation="istri",
        mark="signature",
        at=LATER,
    ),
    "climb": lambda by, need: actions.climb(
        by=by, need=need, reason="no_money", tried=TYPED, override_reason="Sudah dicek", at=LATER
    ),
    "override": lambda by, need: actions.climb(
        by=by, need=need, reason="no_money", tried="Dapur umum", override_reason=TYPED, at=LATER
    ),
    "close": lambda by, need: actions.close(by=by, need=need, result="met", note=TYPED, at=LATER),
    "rest": lambda by, need: actions.rest(by=by, need=need, reason="ministry", note=TYPED, at=LATER),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_number_is_refused_in_the_words_of_every_verb(cast, need_of, verb):
    with pytest.raises(InputError, match="number_in_text"):
        VERBS[verb](cast.back, need_of())


@pytest.mark.parametrize(
    "told",
    [
        {"reporter": Reporter(TYPED, "tetangga")},
        {"collector": Collector("Anak", "anak", TYPED)},
        {"source": "aspiration", "source_note": TYPED},
    ],
    ids=["reporter", "collector", "source"],
)
def test_a_number_is_refused_in_what_is_told_at_the_desk(take_in, told):
    with pytest.raises(InputError, match="number_in_text"):
        take_in("food", **told)


def test_a_number_is_refused_in_the_citizens_own_words(take_in):
    with pytest.raises(InputError, match="number_in_text"):
        take_in(NeedInput("food", TYPED))


def test_the_number_of_a_village_letter_is_no_number_of_a_person(cast, need_of):
    words = "Surat kuasa 474.4/0012/73.88.01.2001/XI/2026"
    assert actions.note(by=cast.back, need=need_of(), text=words, at=LATER).text == words
