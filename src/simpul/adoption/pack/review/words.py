"""Rules that hold in every file: dates in order, codes once, only known placeholders, criteria that parse."""

from __future__ import annotations

import re
from collections.abc import Iterator

from simpul.adoption.pack.messages import Mistake, mistake
from simpul.adoption.pack.nodes import Node
from simpul.adoption.pack.reader import Draft
from simpul.adoption.pack.schema.pack import CODED_LISTS

_SPANS = (("valid_from", "valid_to"), ("starts", "ends"), ("decree_date", "ends"))
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_TOKEN = re.compile(r"\{([a-z_]+)\}")
_TOKENS = frozenset({"district", "district_name", "head_title", "deputy_title", "subdistrict_word"})
_PATTERN_TOKENS = _TOKENS | {"village_word", "village", "subdistrict"}
_CEL = "cel"


def review_words(draft: Draft) -> Iterator[Mistake]:
    """Judge what may be wrong anywhere in the pack."""
    for name, file in draft.files.items():
        for node in file.walk():
            yield from _dates(node)
        # Codes of the top-level lists were judged while the packs were laid over each other.
        for key, node in file.map.items():
            inner = node.items if key in CODED_LISTS[name] else [node]
            yield from (found for item in inner for below in item.walk() for found in _codes(below))
            patterns = (name, key) == ("offices.yaml", "generate")
            yield from _tokens(node, _PATTERN_TOKENS if patterns else _TOKENS)
    for rows in draft.rows.values():
        for row in rows:
            yield from _dates(row)


def _dates(node: Node) -> Iterator[Mistake]:
    for start, end in _SPANS:
        first, last = node.text(start), node.text(end)
        if _DATE.fullmatch(first) and _DATE.fullmatch(last) and first > last:
            values = {"start_key": start, "start": first, "end_key": end, "end": last}
            yield mistake("reversed", node.at(end).place, **values)


def _codes(node: Node) -> Iterator[Mistake]:
    seen: set[str] = set()
    for item in node.items:
        code = item.text("code")
        if code and code in seen:
            yield mistake("code_twice", item.at("code").place, value=code)
        seen.add(code)


def _tokens(node: Node, known: frozenset[str]) -> Iterator[Mistake]:
    for key, below in node.map.items():
        if key != _CEL:
            yield from _tokens(below, known)
    for item in node.items:
        yield from _tokens(item, known)
    if isinstance(node.value, str):
        for token in _TOKEN.findall(node.value):
            if token not in known:
                yield mistake("placeholder", node.place, value=token, known=known)
