"""Pieces of CEL text, put together with no more parentheses than needed and never beyond a length."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from simpul.programmes.rules.dates import day_number

MAX_PLAIN = 20_000  # characters of one expression

# how tightly a piece of text holds together, by the grammar of CEL
TERNARY, OR, AND, RELATION, SUM, PRODUCT, UNARY, ATOM = range(8)


class TooLongError(Exception):
    """An expression outgrew `MAX_PLAIN`."""


class Piece(NamedTuple):
    """A text of CEL and how tightly it holds together."""

    text: str
    level: int

    def at(self, level: int) -> str:
        """The text, in parentheses where it holds less tightly than asked."""
        return self.text if self.level >= level else f"({self.text})"


TRUE, FALSE = Piece("true", ATOM), Piece("false", ATOM)


def _joined(pieces: Iterable[Piece], sign: str, level: int, unit: Piece, zero: Piece) -> Piece:
    """Join conditions, leaving out what changes nothing."""
    parts = list(dict.fromkeys(piece for piece in pieces if piece != unit))
    if zero in parts or not parts:
        return zero if parts else unit
    if len(parts) == 1:
        return parts[0]
    return limited(Piece(sign.join(part.at(level) for part in parts), level))


def all_of(*pieces: Piece) -> Piece:
    """Join by `&&`."""
    return _joined(pieces, " && ", AND, TRUE, FALSE)


def any_of(*pieces: Piece) -> Piece:
    """Join by `||`."""
    return _joined(pieces, " || ", OR, FALSE, TRUE)


def limited(piece: Piece) -> Piece:
    """Return the piece.

    Raises:
        TooLongError: it is longer than `MAX_PLAIN`.
    """
    if len(piece.text) > MAX_PLAIN:
        raise TooLongError
    return piece


def related(left: Piece, sign: str, right: Piece) -> Piece:
    """Compare two values."""
    return limited(Piece(f"{left.at(SUM)} {sign} {right.at(SUM)}", RELATION))


def negated(piece: Piece) -> Piece:
    """Put `!` before a condition."""
    return Piece(f"!{piece.at(UNARY)}", UNARY)


def literal(value: object) -> Piece:
    """Write a number, a text or a date."""
    if isinstance(value, date):
        return Piece(str(day_number(value)), ATOM)
    text = json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)
    return Piece(text, UNARY if text.startswith("-") else ATOM)
