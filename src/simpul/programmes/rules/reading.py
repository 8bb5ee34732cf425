"""Read the tokens of a rule into its shape, by the grammar of CEL cut down to the profile.

Written by hand and not taken from `cel-python`: that costs half a second to start and 1.4 ms a rule, and
its messages name grammar terminals. Tests read accepted rules with the grammar of `cel-python` as well.
"""

from __future__ import annotations

from simpul.programmes.rules.faults import RuleError, fault
from simpul.programmes.rules.syntax import (
    Call,
    Chain,
    Field,
    ListOf,
    Name,
    Number,
    Relation,
    Syntax,
    Ternary,
    Text,
    Unary,
)
from simpul.programmes.rules.tokens import Token, cut, number_of, text_of

MAX_DEPTH = 16  # parentheses in parentheses; the deepest rule of a real pack has 4

_RELATIONS = ("<", "<=", ">", ">=", "==", "!=")
_LOOSE, _TIGHT = (("||",), ("&&",)), (("+", "-"), ("*", "/", "%"))
_WORDS = {
    "and": "&&",
    "dan": "&&",
    "or": "||",
    "atau": "||",
    "not": "!",
    "bukan": "!",
    "tidak": "!",
    "true": "true",
    "false": "false",
}


def read(text: str) -> Syntax:
    """Return the shape of `text`.

    Raises:
        RuleError: the text is not written by the grammar of the profile.
    """
    reader = _Reader(text)
    shape = reader.expression()
    if reader.now.kind != "end":
        raise reader.unexpected()
    return shape


class _Reader:
    """One pass over the tokens; `now` is the next token that was not read yet."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.tokens = cut(text)
        self.position = 0
        self.depth = 0

    @property
    def now(self) -> Token:
        return self.tokens[self.position]

    def take(self, *signs: str) -> Token | None:
        """Step over the next token if it is one of `signs`."""
        token = self.now
        if token.kind == "sign" and token.text in signs:
            self.position += 1
            return token
        return None

    def expect(self, sign: str) -> None:
        if self.take(sign) is None:
            raise self.unexpected(sign)

    def unexpected(self, expected: str = "") -> RuleError:
        """Build the error for the next token, where `expected` should stand, or a value if empty."""
        token = self.now
        if token.kind == "end" and expected:
            return fault("unclosed", self.text, token.at, expected=expected)
        if token.kind == "end":
            return fault("unfinished", self.text, token.at)
        instead = _WORDS.get(token.text.lower())
        if instead is not None:
            return fault("write_instead", self.text, token.at, found=token.text, instead=instead)
        before, after = self.tokens[self.position - 1], self.tokens[self.position + 1 :][:1]
        if token.text == "," and before.kind == "number" and after[0].kind == "number":
            return fault("decimal_comma", self.text, before.at, instead=f"{before.text}.{after[0].text}")
        return fault("unexpected", self.text, token.at, found=token.text)

    def expression(self) -> Syntax:
        at = self.now.at
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise fault("too_deep", self.text, at, limit=MAX_DEPTH)
        shape = self.chain(*_LOOSE)
        if self.take("?"):
            then = self.expression()
            self.expect(":")
            shape = Ternary(at, shape, then, self.expression())
        self.depth -= 1
        return shape

    def chain(self, signs: tuple[str, ...], *tighter: tuple[str, ...]) -> Syntax:
        """Read operands joined by `signs`; each operand is made of the tighter joins."""
        at = self.now.at
        items, found = [self.operand(signs, *tighter)], list[str]()
        while token := self.take(*signs):
            found.append(token.text)
            items.append(self.operand(signs, *tighter))
        return Chain(at, tuple(items), tuple(found)) if found else items[0]

    def operand(self, signs: tuple[str, ...], *tighter: tuple[str, ...]) -> Syntax:
        if tighter:
            return self.chain(*tighter)
        return self.relation() if signs == _LOOSE[-1] else self.unary()

    def relation(self) -> Syntax:
        left = self.chain(*_TIGHT)
        sign = self.relation_sign()
        if sign is None:
            return left
        shape = Relation(sign.at, sign.text, left, self.chain(*_TIGHT))
        if again := self.relation_sign():
            raise fault("chained_comparison", self.text, again.at)
        return shape

    def relation_sign(self) -> Token | None:
        token = self.now
        if token.kind == "name" and token.text == "in":
            self.position += 1
            return token
        return self.take(*_RELATIONS)

    def unary(self) -> Syntax:
        signs: list[Token] = []
        while token := self.take("!", "-"):
            signs.append(token)
            if len(signs) > MAX_DEPTH:
                raise fault("too_deep", self.text, token.at, limit=MAX_DEPTH)
        shape = self.member()
        for sign in reversed(signs):
            shape = Unary(sign.at, sign.text, shape)
        return shape

    def member(self) -> Syntax:
        at = self.now.at
        shape = self.primary()
        while self.take("."):
            token = self.now
            if token.kind != "name":
                raise self.unexpected()
            self.position += 1
            if self.take("("):
                shape = Call(at, shape, token.text, self.items(")"))
            else:
                shape = Field(at, shape, token.text)
        return shape

    def primary(self) -> Syntax:
        token = self.now
        self.position += 1
        if token.kind == "number":
            return Number(token.at, number_of(token, self.text))
        if token.kind == "text":
            return Text(token.at, text_of(token, self.text))
        if token.kind == "name":
            return self.named(token)
        return self.bracketed(token)

    def named(self, token: Token) -> Syntax:
        """A name, or the call of a function; a word of another language for a sign is refused here."""
        if _WORDS.get(token.text.lower(), token.text) != token.text or token.text == "in":
            self.position -= 1
            raise self.unexpected()
        if self.take("("):
            return Call(token.at, None, token.text, self.items(")"))
        return Name(token.at, token.text)

    def bracketed(self, token: Token) -> Syntax:
        if token.text == "(":
            shape = self.expression()
            self.expect(")")
            return shape
        if token.text == "[":
            return ListOf(token.at, self.items("]"))
        self.position -= 1
        raise self.unexpected()

    def items(self, closing: str) -> tuple[Syntax, ...]:
        """Read expressions parted by commas up to the closing bracket."""
        if self.take(closing):
            return ()
        found = [self.expression()]
        while self.take(","):
            found.append(self.expression())
        self.expect(closing)
        return tuple(found)
