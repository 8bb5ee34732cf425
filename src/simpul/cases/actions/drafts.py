"""Keeping an intake that is not saved yet: answers are sealed for the seat that asked, and end."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from simpul.cases.models import DRAFT, KEPT_FOR, IntakeDraft
from simpul.cases.permissions import drafting_seat
from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import StateError
from simpul.ground.identifiers import uuid7
from simpul.ground.keys import keyring


def keep_draft(*, by: Actor, key: UUID | None, content: bytes, at: datetime) -> UUID:
    """Keep what was answered so far.

    Beginning stands in the trail; that an answer was added does not, and never what it said.

    Returns:
        The key of the draft; a new one where `key` is none of the seat's.

    Raises:
        NotAllowedError: the seat takes nobody in.
    """
    seat = drafting_seat(by)
    with acting(by):
        held = IntakeDraft.objects.select_for_update().filter(pk=key).first() if key else None
        row = held or IntakeDraft(id=uuid7(), district_code=by.district, seat=seat, begun_at=at)
        row.sealed = DRAFT.seal(keyring(), row.pk, content)
        row.changed_at, row.ends_at = at, at + KEPT_FOR
        row.save(force_insert=held is None)
        if held is None:
            audit.record("cases.begin_draft", by=by, kind="draft", key=row.pk)
    return row.pk


def throw_draft(*, by: Actor, key: UUID) -> None:
    """Throw a draft of the acting seat away; doing it twice changes nothing."""
    with acting(by):
        gone, _each = IntakeDraft.objects.filter(pk=key).delete()
        if gone:
            audit.record("cases.throw_draft", by=by, kind="draft", key=key)


def use_draft(*, by: Actor, key: UUID) -> None:
    """Take a draft away because it is being saved, in the same transaction: two devices save it once.

    Raises:
        StateError: `draft_gone`, somebody saved it or threw it away.
    """
    with acting(by):
        gone, _each = IntakeDraft.objects.filter(pk=key).delete()
        if not gone:
            raise StateError("draft_gone")


def end_drafts() -> int:
    """Throw away what has ended in every district; how many."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT cases_end_drafts()")
        row = cursor.fetchone()
    return int(row[0]) if row else 0
