"""What every verb on a letter does: take it, hold it, keep its sheet."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime
from io import BytesIO
from uuid import UUID

from simpul.ground import files
from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError, StaleError
from simpul.ground.keys import keyring
from simpul.letters.models import Letter
from simpul.letters.queries import sheet_of
from simpul.offices.queries import check_still_seated


def taken(letter: UUID, *, by: Actor, at: datetime, version: int | None) -> Letter:
    """The letter, locked until the transaction ends.

    Raises:
        NotAllowedError: `seat_ended`.
        NotVisibleError: the actor sees no such letter.
        StaleError: somebody changed it since `version`.
    """
    check_still_seated(by, at=at)
    found = seen(letter, lock=True)
    if version is not None and version != found.version:
        raise StaleError("stale")
    return found


def seen(letter: UUID, *, lock: bool = False) -> Letter:
    """The letter if the actor sees it.

    Raises:
        NotVisibleError: there is none, or it is not the actor's to see.
    """
    letters = Letter.objects.select_related("template", "office__district")
    if lock:
        letters = letters.select_for_update(of=("self",))
    found = letters.filter(pk=letter).first()
    if found is None:
        raise NotVisibleError("no_such_letter")
    return found


def keep(letter: Letter, *fields: str) -> None:
    """Write the named fields and count the version up."""
    letter.version += 1
    letter.save(update_fields=[*fields, "version"])


def set_down(letter: Letter, *, by: Actor) -> None:
    """Set the sheet as it is now and keep it as the letter's PDF, encrypted like every file."""
    stored = files.store(
        by=by,
        upload=BytesIO(sheet_of(letter)),
        kind="letter",
        name="surat.pdf",
        scope_code=letter.scope_code,
        shared_with=letter.shared_with,
    )
    letter.pdf = stored.pk


def digits_index(letter: UUID, last4: str) -> str:
    """What is kept of the last four digits: an HMAC bound to this letter, worth nothing without the keys."""
    text = f"{letter}\x00{last4}".encode()
    return hmac.digest(keyring().derive("letter-digits"), text, hashlib.sha256).hex()
