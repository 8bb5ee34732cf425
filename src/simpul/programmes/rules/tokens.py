"""Cut the text of a rule into tokens."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from simpul.programmes.rules.faults import RuleError, fault

MAX_LENGTH = 4_000  # characters; the longest rule of a real pack is near 300
MAX_DIGITS = 15  # so that every literal is exact as a 64-bit number of either kind

TokenKind = Literal["number", "text", "name", "sign", "end"]

_TOKEN = re.compile(
    r"""
      (?P<skip>[ \t\r\n]+|//[^\n]*)
    | (?P<number>[0-9][0-9A-Za-z_]*(?:\.[0-9][0-9A-Za-z_]*)*)
    | (?P<name>[A-Za-z_][A-Za-z0-9_]*)
    | (?P<text>"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*')
    | (?P<sign>&&|\|\||==|!=|<=|>=|[<>!+\-*/%()\[\],.?:])
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(r"[0-9]+(\.[0-9]+)?")
_THOUSANDS = re.compile(r"[1-9][0-9]{0,2}(\.[0-9]{3}){2,}|[1-9][0-9]{0,2}\.000")
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# the four curly quotes and the signs of mathematics, as word processors and phones write them
_WRITE_INSTEAD = {
    "=": "==",
    "&": "&&",
    "|": "||",
    "\u201c": '"',
    "\u201d": '"',
    "\u2018": '"',
    "\u2019": '"',
    "\u2264": "<=",
    "\u2265": ">=",
    "\u2260": "!=",
    "\u00d7": "*",
    "\u00f7": "/",
}


@dataclass(frozen=True, slots=True)
class Token:
    """One word, number, text or sign, and where it begins.

    Attributes:
        kind: What it is; `end` stands once, after the last token.
        text: As written.
        at: Offset of its first character.
    """

    kind: TokenKind
    text: str
    at: int


def cut(text: str) -> list[Token]:
    """Return the tokens of `text`, closed by one `end` token.

    Raises:
        RuleError: the text is empty or too long, or holds a sign outside the profile.
    """
    if len(text) > MAX_LENGTH:
        raise fault("too_long", text, 0, length=len(text), limit=MAX_LENGTH)
    tokens: list[Token] = []
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise _bad_character(text, at)
        kind = match.lastgroup
        if kind in ("number", "name", "text", "sign"):
            tokens.append(Token(kind, match.group(), at))  # type: ignore[arg-type]  # narrowed to the four names
        at = match.end()
    if not tokens:
        raise fault("empty", text, 0)
    tokens.append(Token("end", "", len(text)))
    return tokens


def number_of(token: Token, text: str) -> int | float:
    """Read a number token: an int, or a float when it has a decimal point.

    Raises:
        RuleError: a dot used for thousands, too many digits, or letters inside the number.
    """
    found = token.text
    if _THOUSANDS.fullmatch(found):
        raise fault("thousands_dot", text, token.at, found=found, instead=found.replace(".", ""))
    if _NUMBER.fullmatch(found) is None or len(found.replace(".", "")) > MAX_DIGITS:
        raise fault("bad_number", text, token.at, found=found)
    return float(found) if "." in found else int(found)


def text_of(token: Token, text: str) -> str:
    r"""Read a text token: quotes taken off, `\\`, `\"` and `\'` undone.

    Raises:
        RuleError: another escape, or a character that cannot be shown.
    """
    inside = token.text[1:-1]
    for match in _ESCAPE.finditer(inside):
        if match.group(1) not in "\\\"'":
            raise fault("bad_text", text, token.at + 1 + match.start(), found=match.group())
    for offset, character in enumerate(inside):
        if unicodedata.category(character) in ("Cc", "Cf", "Cs"):
            raise fault("bad_text", text, token.at + 1 + offset, found=_shown(character))
    return _ESCAPE.sub(r"\1", inside)


def _bad_character(text: str, at: int) -> RuleError:
    found = text[at]
    if found in "\"'":
        return fault("unclosed_text", text, at)
    if found in _WRITE_INSTEAD:
        return fault("write_instead", text, at, found=found, instead=_WRITE_INSTEAD[found])
    return fault("bad_character", text, at, found=_shown(found))


def _shown(character: str) -> str:
    """Show a character that may be invisible, or upset the terminal, by its code point."""
    return character if character.isprintable() else f"U+{ord(character):04X}"
