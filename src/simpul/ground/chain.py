"""The audit chain: proof that no line of the trail was changed, removed, added or moved behind our back.

Each line is sealed as it is written: random bytes and an HMAC over its fields, under a key outside the
database. A job then links lines, in the order in which it finds them: the MAC of a link covers the MAC
before it, so nothing can be taken out or put in later. Whoever holds the database but not the keys can make
neither. What was cut off at the end is told by a head that was noted elsewhere (ADR 9).
"""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
import logging
import secrets
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

from django.db import connection, transaction

from simpul.ground.crypto import Keyring
from simpul.ground.keys import keyring
from simpul.ground.locks import AUDIT_CHAIN
from simpul.ground.models import AuditLink, AuditWaiting

FIELDS = (
    *("district_code", "actor", "seat", "officer", "verb", "kind"),
    *("key", "label", "fields", "reason", "command"),
)
NONCE = 8
SEAL = 32
MAC = 16
AT_ONCE = 5_000

log = logging.getLogger(__name__)


class Line(Protocol):
    """Anything with the fields of an `AuditLine`."""

    at: dt.datetime


@dataclass(frozen=True)
class Head:
    """The end of the chain: note it elsewhere, and nothing before it can be cut off unseen."""

    position: int
    mac: bytes

    def __str__(self) -> str:
        return f"{self.position}:{self.mac.hex()}"

    @classmethod
    def read(cls, text: str) -> Self:
        """A head as it was printed.

        Raises:
            ValueError: it is none.
        """
        position, _, mac = text.strip().partition(":")
        head = cls(int(position), bytes.fromhex(mac))
        if head.position < 0 or len(head.mac) != MAC:
            raise ValueError(text)
        return head


def secret(ring: Keyring) -> bytes:
    """The key of seals and links; the same after keys are rotated."""
    return ring.derive("audit-chain")


def seal(line: Line, key: bytes, nonce: bytes | None = None) -> bytes:
    """The seal of a line: random bytes, by which a copy betrays itself, and their MAC with its fields."""
    salt = secrets.token_bytes(NONCE) if nonce is None else nonce
    return salt + hmac.digest(key, b"line\x00" + salt + _text(line), hashlib.sha256)[: SEAL - NONCE]


def sealed_by_us(line: Line, stored: bytes, key: bytes) -> bool:
    """Whether a stored seal is the one this line gets."""
    return hmac.compare_digest(seal(line, key, stored[:NONCE]), stored)


def link(key: bytes, before: bytes, *, position: int, line: int, digest: bytes) -> bytes:
    """The MAC of one link. `digest` is the line's seal, or an older line's hash."""
    head = position.to_bytes(8, "big") + line.to_bytes(8, "big", signed=True)
    return hmac.digest(key, b"link\x00" + before + head + digest, hashlib.sha256)[:MAC]


def birth(key: bytes, newest: int) -> bytes:
    """The MAC of the first link. Lines up to `newest` may be unsealed: they are older than the chain."""
    return link(key, b"", position=0, line=newest, digest=b"birth")


def link_waiting(most: int = AT_ONCE) -> tuple[Head | None, int]:
    """Link lines that wait, in one short transaction; the new head, and how many were linked.

    Of two at once the second does nothing: the head is None.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [AUDIT_CHAIN])
        if cursor.fetchone() != (True,):
            return None, 0
        key = secret(keyring())
        head = _head() or _begin(key)
        cursor.execute(
            "DELETE FROM ground_auditwaiting w WHERE line IN"
            " (SELECT line FROM ground_auditwaiting ORDER BY line LIMIT %s) RETURNING line, digest,"
            " EXISTS (SELECT 1 FROM ground_auditlink l WHERE l.line = w.line AND l.position > 0)",
            [most],
        )
        waiting = sorted((line, bytes(digest)) for line, digest, linked in cursor.fetchall() if not linked)
        links = _links(key, head, waiting)
        AuditLink.objects.bulk_create(links, batch_size=1_000)
    return (Head(links[-1].position, bytes(links[-1].mac)) if links else head), len(links)


def link_all(
    *, at_once: int = AT_ONCE, patience: float = 0, tell: Callable[[int], None] | None = None
) -> int:
    """Link until nothing waits; how many were linked. The log keeps the head, outside the database.

    Args:
        at_once: lines of one transaction.
        patience: seconds between tries while another links; 0 leaves what waits to that one.
        tell: called after each transaction with how many were linked so far.
    """
    total = 0
    while True:
        head, linked = link_waiting(at_once)
        if head is None and patience:
            time.sleep(patience)
            continue
        if linked:
            log.info("audit chain", extra={"head": str(head), "linked": linked})
        total += linked
        if tell is not None:
            tell(total)
        if linked < at_once:
            return total


def _links(key: bytes, head: Head, waiting: Sequence[tuple[int, bytes]]) -> list[AuditLink]:
    links, before = [], head.mac
    for position, (line, digest) in enumerate(waiting, start=head.position + 1):
        before = link(key, before, position=position, line=line, digest=digest)
        links.append(AuditLink(position=position, line=line, mac=before))
    return links


def _head() -> Head | None:
    last = AuditLink.objects.order_by("-position").first()
    return Head(last.position, bytes(last.mac)) if last else None


def _begin(key: bytes) -> Head:
    newest = AuditWaiting.objects.order_by("-line").values_list("line", flat=True).first() or 0
    first = AuditLink.objects.create(position=0, line=newest, mac=birth(key, newest))
    return Head(0, bytes(first.mac))


def _text(line: Line) -> bytes:
    at = line.at.astimezone(dt.UTC).isoformat(timespec="microseconds")
    values = [at, *(_plain(getattr(line, name)) for name in FIELDS)]
    return json.dumps(values, ensure_ascii=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    if value is None or isinstance(value, list):
        return value
    return str(value)
