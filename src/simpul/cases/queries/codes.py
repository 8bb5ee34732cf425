"""The citizen's ticket and code: how a code is checked, made for a paper pad, and carried to the slip."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from simpul.ground.crypto import KeyringError
from simpul.ground.errors import NotVisibleError
from simpul.ground.keys import keyring
from simpul.ground.sealed import Kind, Passing
from simpul.ground.tickets import CODE_DIGITS, Block, Ticket, code_matches, hash_code, parse_ticket

SLIP_MINUTES = 15
"""How long a slip may be printed after it was made; then only a new code helps."""

PAD_HOURS = 24
"""How long a pad may be printed again by the seat that reserved it."""

SLIP = Kind("slip", (Passing(SLIP_MINUTES * 60),))
PAD = Kind("pad", (Passing(PAD_HOURS * 3600),))


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


def complainant_index(person: UUID, *, named: bool) -> bytes:
    """What is kept of who complains about a village: a hash that counts repeats and names nobody.

    Of who agreed to be named it is another hash: whoever reads that complaint learns nothing of those they
    made without their name.
    """
    what = b"named" + person.bytes if named else person.bytes
    return hmac.digest(keyring().derive("complainant"), what, hashlib.sha256)


def seal_slip(ticket: str, code: str, *, seat: UUID | None, at: datetime) -> str:
    """An address part that shows a slip once made, unreadable in a log or a ledger."""
    return _seal(SLIP, [ticket, code], seat=seat, at=at)


def open_slip(token: str, *, seat: UUID | None, at: datetime) -> SealedSlip:
    """What `seal_slip` sealed.

    Raises:
        NotVisibleError: not ours, another seat's, or older than a quarter of an hour.
    """
    ticket, code = _open(SLIP, token, seat=seat, at=at, within=timedelta(minutes=SLIP_MINUTES))
    return SealedSlip(ticket, code)


def seal_pad(tickets: Sequence[Ticket], *, seat: UUID | None, at: datetime) -> str:
    """An address part that prints one pad, for the seat that reserved it."""
    return _seal(PAD, [str(tickets[0]), str(len(tickets))], seat=seat, at=at)


def open_pad(token: str, *, seat: UUID | None, at: datetime) -> tuple[SealedSlip, ...]:
    """The numbers of a pad with their codes; printed again that day they are the same.

    Raises:
        NotVisibleError: not ours, another seat's, or older than a day.
    """
    first, size = _open(PAD, token, seat=seat, at=at, within=timedelta(hours=PAD_HOURS))
    start = parse_ticket(first)
    block = Block(start.serial, start.serial + int(size) - 1)
    numbers = [str(ticket) for ticket in block.tickets(start.district, start.year, start.month)]
    return tuple(SealedSlip(number, pad_code(number)) for number in numbers)


def _seal(what: Kind, words: list[str], *, seat: UUID | None, at: datetime) -> str:
    text = json.dumps([*words, str(seat), int(at.timestamp())])
    return base64.urlsafe_b64encode(what.seal(keyring(), seat, text.encode())).decode().rstrip("=")


def _open(what: Kind, token: str, *, seat: UUID | None, at: datetime, within: timedelta) -> list[str]:
    try:
        sealed = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
        *words, maker, made = json.loads(what.open(keyring(), seat, sealed))
    except (KeyringError, ValueError):
        raise NotVisibleError("no_such_slip") from None
    age = at.timestamp() - made
    if maker != str(seat) or not 0 <= age <= within.total_seconds():
        raise NotVisibleError("no_such_slip")
    return [str(word) for word in words]
