"""Verbs that read of the floor `letters`."""

from __future__ import annotations

from simpul.letters.queries.chain import hands_open_to, template_of, templates_for
from simpul.letters.queries.pages import (
    LetterDesk,
    LetterLine,
    LetterPage,
    StepLine,
    about,
    desk,
    letter_page,
)
from simpul.letters.queries.sheets import sheet_of, words_of
from simpul.letters.queries.verifying import district_of_key, verify

__all__ = [
    "LetterDesk",
    "LetterLine",
    "LetterPage",
    "StepLine",
    "about",
    "desk",
    "district_of_key",
    "hands_open_to",
    "letter_page",
    "sheet_of",
    "template_of",
    "templates_for",
    "verify",
    "words_of",
]
