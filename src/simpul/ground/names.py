"""Finding a person of a village by name, as people there write and say names.

Old spelling (Soerja, Djamila, Tjahjo, Chaerul), titles and their short forms (Dg., A./Andi, Karaeng, H./Hj.,
St./Siti, Muh./Moh./Muhammad), letters that stand for one another (Fatimah and Patima, Syarifuddin and
Saripudin), typing errors, swapped, missing, joined or split words. Made for the thousands of one village,
without an index.

>>> normalise("St. Chadidjah Dg. Ngai"), normalise("Moehammad Jusuf, S.Pd.")
('siti khadijah dg ngai', 'muh yusuf')
>>> rank("Patima", [(1, "Siti Fatimah"), (2, "Rahman")], limit=5)[0][0]
1
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import chain
from typing import NamedTuple, TypeVar

from rapidfuzz import process
from rapidfuzz.distance import OSA

Key = TypeVar("Key")

LONGEST = 160
LONGEST_DEGREE = 4
MOST_WORDS = 12
KEPT = 20_000

# How alike two words are, from 0 to 1; chosen on the labelled names of the tests.
SAME_SOUND = 0.97
SPELT_OTHERWISE = 0.95
BEGINNING = 0.85
INITIAL = 0.7
NEAR = 0.6
"""Words less alike than this are different words."""

# How alike two names are.
JOINED = 0.8
WORTH_SHOWING = 0.55
NOT_THE_SAME = 0.99
AGREED = 0.72
EXTRA_WORD = 0.06
MOST_EXTRA = 3
SHARED_TITLE = 0.03
LONG_WORD = 8

_SHORT_FORMS = {
    "dg": "daeng",
    "kr": "karaeng kareng krg kraeng",
    "puang": "pg",
    "h": "haji hadji",
    "hj": "hajah hajjah hajja hadjah",
    "siti": "st sitti sitt sti",
    "muh": "moh mohd muhd mhd muhammad mohammad mohamad muhamad muhammed mochamad mochammad moch much",
    "andi": "",
    "abdul": "abd abdoel",
    "sri": "srie",
    "bin": "",
    "binti": "bt bte binte",
}
_CANONICAL = {form: short for short, forms in _SHORT_FORMS.items() for form in (short, *forms.split())}
_LIGHT = frozenset(_SHORT_FORMS)
"""Words that half the village bears: they help to choose, they do not find."""

_OLD_J = {
    "jusuf": "yusuf",
    "jusup": "yusup",
    "junus": "yunus",
    "jahja": "yahya",
    "jasin": "yasin",
    "jakub": "yakub",
}
_SOUNDS = (
    ("kh", "h"),
    ("sy", "s"),
    ("ts", "s"),
    ("th", "t"),
    ("dh", "d"),
    ("dz", "d"),
    ("q", "k"),
    ("x", "ks"),
    ("f", "p"),
    ("v", "p"),
    ("z", "s"),
    ("y", "i"),
    ("ae", "ai"),
)
_APOSTROPHES = "'`\N{LEFT SINGLE QUOTATION MARK}\N{RIGHT SINGLE QUOTATION MARK}"
_SILENT = frozenset({"Mn", "Cf", "Lm"})
_ASCII = {
    place: None if chr(place) in _APOSTROPHES else " " for place in range(128) if not chr(place).isalnum()
}


class _Asked(NamedTuple):
    """A query: its words that find, its titles, and per word how alike the near words of the village are."""

    words: list[str]
    titles: frozenset[str]
    alike: list[dict[str, float]]


def normalise(name: str) -> str:
    """The name as it is compared and stored beside the one written: lower case, new spelling, short titles.

    A name longer than 160 characters or 12 words is cut, and so is the result. Applied twice it changes
    nothing more.
    """
    return _normalise(name[:LONGEST])


@lru_cache(maxsize=KEPT)
def _normalise(name: str) -> str:
    words = _letters(name).split()[:MOST_WORDS]
    if len(words) > 1 and words[0] == "a":
        words[0] = "andi"
    return " ".join(map(_modern, words))[:LONGEST].strip()


def rank(query: str, rows: Iterable[tuple[Key, str]], *, limit: int) -> list[tuple[Key, float]]:
    """The rows whose name may be meant, best first.

    Args:
        query: as typed.
        rows: key and name, as written or as `normalise` gave it.
        limit: how many to answer at most.

    Returns:
        Keys with a score over 0.55 and up to 1.0 (the same name); equal scores in the order of the rows.
    """
    wanted = normalise(query)
    if not wanted:
        return []
    village = [(key, normalise(name)) for key, name in rows]
    words_of = [name.split() for _, name in village]
    asked = _ask(wanted, set(chain.from_iterable(words_of)))
    near = set(chain.from_iterable(asked.alike))
    scores = dict(_joined(wanted, [name for _, name in village]))
    for place, words in enumerate(words_of):
        if not near.isdisjoint(words):
            score = 1.0 if village[place][1] == wanted else _score(asked, words)
            scores[place] = max(scores.get(place, 0.0), score)
    best = sorted((-score, place) for place, score in scores.items() if score > WORTH_SHOWING)
    return [(village[place][0], -score) for score, place in best[:limit]]


def agree(typed: str, recorded: str) -> bool:
    """Whether two names can be one person's: each must be found in the other.

    So a beginning, an initial or one of several names is not enough, and a list of many names neither. A
    *daeng* name may be missing, as it is on many cards.

    >>> agree("St. Chadidjah Dg. Nai", "Siti Hadija"), agree("Siti", "Siti Aminah"), agree("S. A.", "Siti Ay")
    (True, False, False)
    """
    one, other = normalise(typed), normalise(recorded)
    plain = _without_daeng(one), _without_daeng(other)
    one_bears_it = (one == plain[0]) != (other == plain[1])
    return _in_each_other(one, other) or (one_bears_it and _in_each_other(*plain))


def _in_each_other(one: str, other: str) -> bool:
    both = (rank(one, [(0, other)], limit=1), rank(other, [(0, one)], limit=1))
    return all(found and found[0][1] >= AGREED for found in both)


def _without_daeng(name: str) -> str:
    words = name.split()
    titled = {place + step for place, word in enumerate(words) if word in {"dg", "kr"} for step in (0, 1)}
    return " ".join(word for place, word in enumerate(words) if place not in titled)


def _letters(name: str) -> str:
    """Letters and digits in lower case without marks; everything else parts words."""
    kept = _without_degrees(name).casefold()
    if kept.isascii():
        return kept.translate(_ASCII)
    return "".join(map(_letter, unicodedata.normalize("NFKD", kept).casefold()))


def _without_degrees(name: str) -> str:
    """What follows a comma and is made of short pieces with full stops ("…, S.Pd., M.Si") is a degree."""
    kept, _, rest = name.partition(",")
    pieces = rest.replace(",", " ").replace(".", " ").split()
    return kept if "." in rest and all(len(piece) <= LONGEST_DEGREE for piece in pieces) else name


def _letter(mark: str) -> str:
    if mark.isalnum():
        return mark
    return "" if mark in _APOSTROPHES or unicodedata.category(mark) in _SILENT else " "


@lru_cache(maxsize=KEPT)
def _modern(word: str) -> str:
    """One word in today's spelling (in force since 1972), or the short form of a title."""
    before = ""
    while word != before and word not in _CANONICAL:
        before, word = word, _respell(word)
    return _CANONICAL.get(word, word)


def _respell(word: str) -> str:
    if word in _OLD_J:
        return _OLD_J[word]
    word = word.replace("ch", "kh")
    # A word that shows one old sign is read in the old way throughout: its single j is a y (Soerja, Widjaja).
    if word[:2] in {"sj", "nj"} or any(sign in word for sign in ("oe", "dj", "tj")):
        word = word.replace("dj", "\x00").replace("tj", "c").replace("oe", "u")
        word = word.replace("j", "y").replace("\x00", "j")
    return word


@lru_cache(maxsize=KEPT)
def _sound(word: str) -> str:
    """What is heard: letters that stand for one another are one, doubled letters single, a last h is mute."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    single = "".join(mark for place, mark in enumerate(word) if place == 0 or mark != word[place - 1])
    return single.removesuffix("h") or single


def _ask(wanted: str, vocabulary: set[str]) -> _Asked:
    words = wanted.split()
    finding = [word for word in words if word not in _LIGHT] or words
    finding.sort(key=len, reverse=True)
    sounds = {word: _sound(word) for word in vocabulary if word not in _LIGHT or word in finding}
    return _Asked(finding, frozenset(words) & _LIGHT, [_near_words(word, sounds) for word in finding])


def _near_words(word: str, sounds: Mapping[str, str]) -> dict[str, float]:
    """The words of the village that may be meant by one that was asked for."""
    found = process.extract(
        _sound(word), sounds, scorer=OSA.normalized_similarity, score_cutoff=NEAR, limit=None, processor=None
    )
    near = {other: SAME_SOUND if like == 1 else like * SPELT_OTHERWISE for _, like, other in found}
    for other in sounds:
        if other == word:
            near[other] = 1.0
        elif 1 in {len(word), len(other)}:
            if other[0] == word[0]:
                near[other] = INITIAL
        elif other.startswith(word):
            near[other] = max(near.get(other, 0.0), BEGINNING)
    return near


def _score(asked: _Asked, words: list[str]) -> float:
    """The share of what was asked that a row holds, less a little for what it has besides."""
    left = list(words)
    got = total = 0.0
    for word, alike in zip(asked.words, asked.alike, strict=True):
        weight = LONG_WORD + min(len(word), LONG_WORD)
        total += weight
        best = max(left, key=lambda other: alike.get(other, 0.0), default="")
        if best in alike:
            got += weight * alike[best]
            left.remove(best)
    extra = sum(word not in _LIGHT for word in left)
    titles = len(asked.titles.intersection(words))
    score = got / total * (1 - EXTRA_WORD * min(extra, MOST_EXTRA)) + SHARED_TITLE * titles
    return min(score, 1.0) * NOT_THE_SAME


def _joined(wanted: str, names: list[str]) -> Iterator[tuple[int, float]]:
    """Names that differ in where their words part: Nur Hayati, Nurhayati."""
    found = process.extract(
        wanted.replace(" ", ""),
        [name.replace(" ", "") for name in names],
        scorer=OSA.normalized_similarity,
        score_cutoff=JOINED,
        limit=None,
        processor=None,
    )
    return ((place, like * SPELT_OTHERWISE) for _, like, place in found)
