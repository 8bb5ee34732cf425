"""Small things letters are made of."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any, Literal
from uuid import UUID

HandKind = Literal["initial", "sign"]
SignForm = Literal["own", "an", "ub"]
"""Signed for oneself; `a.n.` on behalf of a superior; `u.b.` one step further down."""


@dataclass(frozen=True, slots=True)
class OnBehalf:
    """On whose behalf a letter is signed.

    Attributes:
        form: `own`, `an` or `ub`.
        superior: title of the superior ("Kepala Dinas Sosial"); empty for `own`.
        through: for `ub`, the title between the superior and the one who signs ("Sekretaris").
    """

    form: SignForm = "own"
    superior: str = ""
    through: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a letter is to say.

    Attributes:
        template_code: code of the template in the pack.
        about_kind: what kind of thing it is about (`referral`).
        about: that thing's key.
        subject: one line, shown on the letter only.
        recipient: to whom.
        body: free texts the template asks for, by name.
        person: `name`, `nik_masked`, `birth` (a year), `address`, `village`; all text, empty when unknown.
        need: `service` and `asked`.
        initials: of the person, for the verification page.
        birth_year: of the person, for the verification page.
        last4: last four digits of the NIK; only a keyed hash of them is kept. Empty: no number yet.
        scope_code: area whose seats see the letter.
        shared_with: offices that see it.
        hands: the seat for a position of the chain, where the chain's role alone does not say who.
        on_behalf: in whose name it is signed.
        copies: `tembusan`; None takes the template's.
        receiver: office that sees the letter once it is sent.
    """

    template_code: str
    about_kind: str
    about: UUID
    subject: str
    recipient: str
    body: dict[str, str] = field(default_factory=dict)
    person: dict[str, str] = field(default_factory=dict)
    need: dict[str, str] = field(default_factory=dict)
    initials: str = ""
    birth_year: int | None = None
    last4: str = ""
    scope_code: str = ""
    shared_with: tuple[UUID, ...] = ()
    hands: dict[int, UUID] = field(default_factory=dict)
    on_behalf: OnBehalf = field(default_factory=OnBehalf)
    copies: tuple[str, ...] | None = None
    receiver: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hand:
    """One hand of the chain as the sheet shows it."""

    kind: HandKind
    title: str
    name: str
    capacity: str
    lines: tuple[str, ...]
    done: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Everything the sheet of one letter is set from."""

    office: dict[str, Any]
    number: str
    dated: date | None
    classification: str
    subject: str
    recipient: str
    words: dict[str, dict[str, str]]
    chain: tuple[Hand, ...]
    copies: tuple[str, ...]
    verify_url: str
    demo: bool


class Verdict(StrEnum):
    """What the verification page says after four digits were typed."""

    MATCH = "match"
    NO_MATCH = "no_match"
    LIMITED = "limited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What anybody who holds the paper may read about it."""

    key: str
    state: str
    genuine: bool
    office: str
    district: str
    number: str
    dated: date | None
    valid_until: date | None
    kind: str
    initials: str
    birth_year: int | None
    signed_at: datetime | None
    asks_digits: bool
