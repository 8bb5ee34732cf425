"""Names in their thousands: words of our lists, words put together from a region's syllables, and slips.

A list of a few hundred names is too kind to a search: a real register knows far more words, most of them
borne by one family. So a part of the words is put together (start, middle, end), frequent syllables first,
and a part is spelt in another way or was mistyped once and never mended.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence
from random import Random

from simpul.demo.names import NEW, OLD, Culture, name_of, rows

_ORDINARY = "umum"
_COMPOSED, _SECOND, _WITH_MIDDLE, _OTHER_SPELLING, _SLIP = 0.3, 0.8, 0.6, 0.04, 0.004
#: Above one: the first syllables of a list come more often.
_SKEW = 2.1
_OLD_SPELLING = (("u", "oe"), ("j", "dj"), ("c", "tj"), ("y", "j"), ("sy", "sj"))
_NEW_SPELLING = (
    ("i", "y"),
    ("f", "p"),
    ("z", "s"),
    ("k", "q"),
    ("s", "sy"),
    ("t", "th"),
    ("d", "dh"),
    ("l", "ll"),
    ("n", "nn"),
    ("ah", "a"),
    ("v", "f"),
    ("r", "rr"),
)
_SHORTEST_SLIP = 4
_TOGETHER = 2
_LAST, _FIRST = re.compile(r"[^aiueoAIUEO]+$"), re.compile(r"[^aiueo]+")

Syllables = dict[tuple[str, str, str], tuple[str, ...]]


def many_names(random: Random, culture: Culture, *, sex: str, year: int) -> str:
    """A name for somebody of this sex born in this year, as `names.name_of`, out of many more words.

    >>> from simpul.demo.names import culture_of
    >>> many_names(Random(7), culture_of("33"), sex="P", year=1971) != ""
    True
    """
    if random.random() >= _COMPOSED:
        words = name_of(random, culture, sex=sex, year=year).split()
    else:
        words = [compose(random, culture, sex=sex, year=year)]
        if year >= OLD and random.random() < _SECOND:
            other = compose if random.random() < _COMPOSED else _listed
            words.append(other(random, culture, sex=sex, year=year))
    return " ".join(_as_written(random, word, year) for word in words)


def compose(random: Random, culture: Culture, *, sex: str, year: int) -> str:
    """A word put together from the syllables of a culture."""
    syllables, born = _syllables(culture.code), "new" if year >= NEW else "old"
    parts = [_often(random, syllables[born, "start", "any"])]
    if random.random() < _WITH_MIDDLE:
        parts.append(_often(random, syllables[born, "middle", "any"]))
    parts.append(_often(random, syllables[born, "end", sex]))
    return functools.reduce(_join, parts)


def _join(before: str, after: str) -> str:
    """Two syllables as they are spoken: no vowel twice, an `a` where too many consonants would meet."""
    if before[-1] == after[0]:
        return before + after[1:]
    left, right = _LAST.search(before), _FIRST.match(after)
    crowded = left is not None and right is not None and len(left[0]) + len(right[0]) > _TOGETHER
    return f"{before}a{after}" if crowded else before + after


def _listed(random: Random, culture: Culture, *, sex: str, year: int) -> str:
    """The first word of a name of our lists."""
    return name_of(random, culture, sex=sex, year=year).split()[0]


def _often(random: Random, texts: Sequence[str]) -> str:
    return texts[int(len(texts) * random.random() ** _SKEW)]


def _as_written(random: Random, word: str, year: int) -> str:
    chance = random.random()
    if chance < _SLIP:
        return _slip(random, word)
    if chance < _SLIP + _OTHER_SPELLING:
        before, after = random.choice(_OLD_SPELLING if year < OLD else _NEW_SPELLING)
        return word.replace(before, after, 1)
    return word


def _slip(random: Random, word: str) -> str:
    """A letter left out, doubled, or two in the wrong order."""
    if len(word) < _SHORTEST_SLIP:
        return word
    place = random.randrange(1, len(word) - 1)
    kind = random.randrange(3)
    if kind == 0:
        return word[:place] + word[place + 1 :]
    if kind == 1:
        return word[:place] + word[place] + word[place:]
    return word[:place] + word[place + 1] + word[place] + word[place + 2 :]


@functools.lru_cache
def _syllables(culture: str) -> Syllables:
    listed = list(rows("syllables"))
    known = {row["culture"] for row in listed}
    wanted = culture if culture in known else _ORDINARY
    return {
        (row["born"], row["place"], row["sex"]): tuple(row["texts"].split())
        for row in listed
        if row["culture"] == wanted
    }
