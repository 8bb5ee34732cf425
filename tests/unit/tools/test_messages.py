"""The English catalogue is whole, and the tool that says so can see each fault."""

from __future__ import annotations

import pytest
from babel.messages import Catalog

from tools import messages


def catalogue(*entries: tuple[str, str]) -> Catalog:
    made = Catalog(locale="en")
    for indonesian, english in entries:
        made.add(indonesian, english)
    return made


def test_every_sentence_of_the_screens_has_its_english() -> None:
    assert list(messages.faults(messages.collect(), messages.read())) == []


def test_sentences_are_found_in_code_pages_and_sign_in_pages() -> None:
    found = {messages.first(each.id) for each in messages.sentences(messages.collect())}
    assert {"Papan kerja", "Masuk sebagai petugas", "Keadaan darurat: hubungi"} <= found


@pytest.mark.parametrize(
    ("english", "fault"),
    [
        ("", "no English yet"),
        ("{number} left", "other placeholders"),
        ("left", "other placeholders"),
    ],
)
def test_a_fault_is_named(english: str, fault: str) -> None:
    (said,) = messages.faults(catalogue(("sisa {count}", "")), catalogue(("sisa {count}", english)))
    assert fault in said


def test_doubtful_and_left_over_english_is_named() -> None:
    kept = catalogue(("Simpan", "Save"), ("Lama", "Old"))
    kept.get("Simpan").flags.add("fuzzy")
    said = sorted(messages.faults(catalogue(("Simpan", "")), kept))
    assert [each.split(":")[0] for each in said] == ["English of a sentence no screen says", "marked fuzzy"]
