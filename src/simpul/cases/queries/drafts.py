"""Intakes that the acting seat began and did not save, opened."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from simpul.cases.models import DRAFT, IntakeDraft
from simpul.ground.actor import Actor, acting
from simpul.ground.crypto import KeyringError
from simpul.ground.keys import keyring


@dataclass(frozen=True)
class HeldDraft:
    """A draft with what was answered, as it was kept; since when, and when it was last changed."""

    id: UUID
    content: bytes
    begun_at: datetime
    changed_at: datetime


def drafts(*, by: Actor, now: datetime) -> list[HeldDraft]:
    """The acting seat's drafts that have not ended, the one changed last first.

    One that no key opens any more is left out.
    """
    with acting(by):
        rows = list(IntakeDraft.objects.filter(ends_at__gt=now).order_by("-changed_at", "-id"))
    return [held for row in rows if (held := _opened(row)) is not None]


def draft(key: UUID, *, by: Actor, now: datetime) -> HeldDraft | None:
    """One draft of the acting seat; None when there is none, it has ended, or no key opens it."""
    with acting(by):
        row = IntakeDraft.objects.filter(pk=key, ends_at__gt=now).first()
    return _opened(row) if row is not None else None


def _opened(row: IntakeDraft) -> HeldDraft | None:
    try:
        content = DRAFT.open(keyring(), row.pk, bytes(row.sealed))
    except KeyringError:
        return None
    return HeldDraft(row.pk, content, row.begun_at, row.changed_at)
