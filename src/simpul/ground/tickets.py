"""The number and the 6-digit code on a citizen's slip.

A number reads `73.03-2611-0412-3`: district, year and month, serial of that month, check digit. It can be
made without a connection from a block of serials given to a device or printed on a paper pad. The check digit
(H. M. Damm, 2004) catches every single wrong digit and every swap of two neighbours, so a number read from
handwriting does not open somebody else's.

>>> ticket = Ticket("73.03", 2026, 11, 412)
>>> str(ticket)
'73.03-2611-0412-3'
>>> parse_ticket("7303 2611 0412 3") == ticket
True
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from simpul.ground.errors import InputError
from simpul.ground.identifiers import clean_digits

CODE_DIGITS = 6
MAX_INPUT = 100
MOST_SERIALS = 999_999
PEPPER_BYTES = 32
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=1)

_DISTRICT = re.compile(r"[1-9]\d\.\d\d", re.ASCII)
_NUMBER = re.compile(r"([1-9]\d)(\d\d)(\d\d)(0[1-9]|1[0-2])(\d{4,6})(\d)", re.ASCII)
_CENTURY = 2000
_DAMM = (
    "0317598642",
    "7092154863",
    "4206871359",
    "1750983426",
    "6123045978",
    "3674209581",
    "5869720134",
    "8945362017",
    "9438617205",
    "2581436790",
)


@dataclass(frozen=True, slots=True, order=True)
class Ticket:
    """One number.

    Attributes:
        district: Kemendagri code with its dot, "73.03".
        year: 2000-2099.
        month: 1-12.
        serial: 1-999999, new each month; shown with at least four digits.

    Raises:
        ValueError: a part is out of range.
    """

    district: str
    year: int
    month: int
    serial: int

    def __post_init__(self) -> None:
        in_range = (
            _CENTURY <= self.year < _CENTURY + 100
            and 1 <= self.month <= 12  # noqa: PLR2004  a year
            and 1 <= self.serial <= MOST_SERIALS
        )
        if not in_range or not _DISTRICT.fullmatch(self.district):
            raise ValueError("ticket_out_of_range")

    def __str__(self) -> str:
        parts = (self.district, f"{self.year % 100:02d}{self.month:02d}", f"{self.serial:04d}")
        return "-".join((*parts, _check_digit(clean_digits("".join(parts)))))


@dataclass(frozen=True, slots=True, order=True)
class Block:
    """Serials from `start` to `end`, both included, that one device or one paper pad may give out.

    Raises:
        ValueError: empty, or outside 1-999999.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 1 <= self.start <= self.end <= MOST_SERIALS:
            raise ValueError("block_out_of_range")

    def __len__(self) -> int:
        return self.end - self.start + 1

    def __contains__(self, serial: int) -> bool:
        return self.start <= serial <= self.end

    def overlaps(self, other: Block) -> bool:
        """Whether a serial stands in both."""
        return self.start <= other.end and other.start <= self.end

    def tickets(self, district: str, year: int, month: int) -> Iterator[Ticket]:
        """The numbers of this block for one month, in order (to print a pad, or for a device)."""
        return (Ticket(district, year, month, serial) for serial in range(self.start, self.end + 1))


def next_block(last_serial: int, size: int) -> Block:
    """The block after the last serial given out this month.

    >>> next_block(412, 50)
    Block(start=413, end=462)

    Raises:
        ValueError: no such block is left.
    """
    return Block(last_serial + 1, last_serial + size)


def parse_ticket(text: str) -> Ticket:
    """Reads a typed number; separators may be missing or others.

    Raises:
        InputError: `ticket_shape`, or `ticket_check_digit` (a digit is wrong or two are swapped).
    """
    digits = clean_digits(text[: MAX_INPUT + 1]).replace("/", "")
    found = _NUMBER.fullmatch(digits)
    if len(text) > MAX_INPUT or found is None:
        raise InputError("ticket_shape")
    province, regency, year, month, serial, check = found.groups()
    if _check_digit(digits[:-1]) != check:
        raise InputError("ticket_check_digit")
    if int(serial) == 0 or f"{int(serial):04d}" != serial:
        raise InputError("ticket_shape")
    return Ticket(f"{province}.{regency}", _CENTURY + int(year), int(month), int(serial))


def new_code(below: Callable[[int], int] = secrets.randbelow) -> str:
    """A 6-digit code; `below(n)` answers a number from 0 to n - 1 (give one to make demo data repeatable)."""
    return f"{below(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def hash_code(code: str, *, ticket: str, pepper: bytes) -> bytes:
    """What is stored instead of the code: an HMAC bound to its ticket.

    A million codes are tried in no time whatever the hash, so the secret lies in `pepper`, outside the
    database (`Keyring.derive("ticket-code")`).

    Raises:
        ValueError: `pepper` is shorter than 32 bytes.
    """
    if len(pepper) < PEPPER_BYTES:
        raise ValueError("pepper_too_short")
    typed = clean_digits(code[:MAX_INPUT])
    return hmac.digest(pepper, f"{ticket}\x00{typed}".encode("utf-8", "surrogatepass"), hashlib.sha256)


def code_matches(code: str, *, ticket: str, stored: bytes, pepper: bytes) -> bool:
    """Whether a typed code is the one of this ticket; takes the same time either way."""
    return hmac.compare_digest(hash_code(code, ticket=ticket, pepper=pepper), stored)


def wait_after(wrong: int, *, free: int) -> timedelta:
    """How long nothing is answered after so many wrong codes: none, a minute, two, four … at most an hour.

    >>> [wait_after(wrong, free=5).seconds // 60 for wrong in (4, 5, 6, 7, 10, 11, 99)]
    [0, 1, 2, 4, 32, 60, 60]
    """
    if wrong < free:
        return timedelta()
    return min(FIRST_WAIT * (1 << min(wrong - free, 10)), LONGEST_WAIT)


def still_waiting(until: datetime | None, *, now: datetime) -> bool:
    """Whether a wait is not over. A clock that was set back makes none longer than the longest."""
    return until is not None and timedelta() < until - now <= LONGEST_WAIT


def _check_digit(digits: str) -> str:
    row = 0
    for digit in digits:
        row = int(_DAMM[row][int(digit)])
    return str(row)
