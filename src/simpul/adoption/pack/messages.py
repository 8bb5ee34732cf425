"""Every mistake as one sentence: what is written, where, and what to write instead."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext_lazy as _
from rapidfuzz import fuzz, process

from simpul.adoption.pack.sentences import SENTENCES

_CLOSE = 60
_SHOWN = 8


class Place(NamedTuple):
    """Where in the pack: a file as the reader of the message knows it, and a line from 1."""

    file: str
    line: int


@dataclass(frozen=True, slots=True, order=True)
class Mistake:
    """One mistake. ``code`` is stable; the sentence is for the person who writes the pack."""

    file: str
    line: int
    code: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.sentence}"


def mistake(code: str, place: Place, *, known: Collection[str] = (), **values: object) -> Mistake:
    """Make the mistake of that code.

    Args:
        code: a key of SENTENCES.
        place: file and line.
        known: what could have been written; the nearest to ``value`` is suggested.
        values: what the sentence names.

    Raises:
        KeyError: a sentence asks for a value that was not given.
    """
    hint = suggest(str(values.get("value", "")), known)
    sentence = str(SENTENCES[code]) % {"hint": hint, "known": ", ".join(sorted(known)), **values}
    return Mistake(place.file, place.line, code, sentence.strip())


def suggest(written: str, known: Collection[str]) -> str:
    """Say what to write instead of an unknown word: the nearest known one, else the first few of them.

    >>> suggest("dinsoss", ["dinsos", "dinkes"])
    'Tulis: dinsos.'
    """
    if not known:
        return ""
    near = process.extractOne(written, sorted(known), scorer=fuzz.ratio, score_cutoff=_CLOSE)
    if near:
        return str(_("Tulis: %(word)s.") % {"word": near[0]})
    first = sorted(known)[:_SHOWN]
    more = ", …" if len(known) > _SHOWN else ""
    return str(_("Tulis salah satu dari: %(words)s.") % {"words": ", ".join(first) + more})
