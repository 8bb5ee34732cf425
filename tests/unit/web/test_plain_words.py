"""What citizens read is short and plain: words a child in primary school reads, none of an office's.

There is no readability formula for Indonesian that the field agrees on. What is held is what makes any text
hard: long sentences, long words, and words only officials use.
"""

from __future__ import annotations

import re
from functools import cache

import pytest
from babel.messages.extract import extract_from_dir

from tools.messages import KEYWORDS, METHODS, OPTIONS, SOURCES

ROOMS = ("citizen", "public", "verify")
LONGEST_SENTENCE = 16
LONG_WORD = 5  # syllables
FEW = 0.05
#: Said by officials, or wounding (design, section 2).
OFFICIAL = {
    "miskin", "desil", "verifikasi", "validasi", "disposisi", "rekapitulasi", "implementasi", "terintegrasi",
    "eksisting", "stakeholder", "asesmen", "intervensi", "graduasi", "eligible", "kpm", "ppks", "pmks",
}  # fmt: skip


@cache
def sentences() -> tuple[str, ...]:
    """Every sentence of the pages that are open without an account."""
    found: set[str] = set()
    for file, _line, text, _comments, _context in extract_from_dir(SOURCES, METHODS, OPTIONS, KEYWORDS):
        if any(f"web/{room}/" in file for room in ROOMS):
            for one in text if isinstance(text, tuple) else (text,):
                found.update(re.split(r"(?<=[.!?:;])\s+", re.sub(r"%\(\w+\)[sd]", "ini", one)))
    return tuple(sorted(found))


def words(sentence: str) -> list[str]:
    return re.findall(r"[A-Za-z]+", sentence)


def syllables(word: str) -> int:
    """Vowel groups; Indonesian is written as it is spoken."""
    return len(re.findall(r"[aeiou]+", word.lower()))


def test_the_pages_are_found() -> None:
    assert len(sentences()) > 80


@pytest.mark.parametrize("sentence", sentences())
def test_a_sentence_is_short_and_says_nothing_an_office_says(sentence: str) -> None:
    said = words(sentence)
    assert len(said) <= LONGEST_SENTENCE
    assert not OFFICIAL & {word.lower() for word in said}


def test_long_words_are_few() -> None:
    said = [word for sentence in sentences() for word in words(sentence)]
    long = [word for word in said if syllables(word) >= LONG_WORD]
    assert len(long) <= FEW * len(said), sorted(set(long))
