"""The citizen's ticket and code: how a code is checked, made for a paper pad, and carried to the slip."""

from __future__ import annotations

import base64
import json
from binascii import Error as Base64Error
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from simpul.ground.crypto import KeyringError
from simpul.ground.errors import NotVisibleError
from simpul.ground.keys import keyring
from simpul.ground.tickets import CODE_DIGITS, code_matches, hash_code

SLIP_MINUTES = 15
"""How long a slip may be printed after it was made; then only a new code helps."""

_CONTEXT = b"case-slip"


@dataclass(frozen=True)
class SealedSlip:
    """What a slip's address carries, sealed: ticket and code, for one seat, for a quarter of an hour."""

    ticket: str
    code: str


def index_of(code: str, *, ticket: str) -> bytes:
    """What is stored instead of a code."""
    return hash_code(code, ticket=ticket, pepper=keyring().derive("ticket-code"))


def matches(code: str, *, ticket: str, stored: bytes) -> bool:
    """Whether a typed code is the one of this ticket."""
    return code_matches(code, ticket=ticket, stored=stored, pepper=keyring().derive("ticket-code"))


def pad_code(ticket: str) -> str:
    """The code printed beside a number on a paper pad: the same whenever that pad is printed."""
    made = hash_code(ticket, ticket=ticket, pepper=keyring().derive("pad-code"))
    return f"{int.from_bytes(made[:8], 'big') % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def seal_slip(ticket: str, code: str, *, seat: UUID | None, at: datetime) -> str:
    """An address part that shows a slip once made, unreadable in a log or a ledger."""
    text = json.dumps([ticket, code, str(seat), int(at.timestamp())])
    return base64.urlsafe_b64encode(keyring().seal(text.encode(), _CONTEXT)).decode().rstrip("=")


def open_slip(token: str, *, seat: UUID | None, at: datetime) -> SealedSlip:
    """What `seal_slip` sealed.

    Raises:
        NotVisibleError: not ours, another seat's, or older than a quarter of an hour.
    """
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        ticket, code, maker, made = json.loads(keyring().open(sealed, _CONTEXT))
    except (KeyringError, Base64Error, ValueError):
        raise NotVisibleError("no_such_slip") from None
    age = at.timestamp() - made
    if maker != str(seat) or not 0 <= age <= timedelta(minutes=SLIP_MINUTES).total_seconds():
        raise NotVisibleError("no_such_slip")
    return SealedSlip(ticket, code)
