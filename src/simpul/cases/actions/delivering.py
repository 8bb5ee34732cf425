"""The office that holds a need says what it gave; an office that was only asked answers its referral."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from simpul.cases.actions.steps import (
    NOT_RESTING,
    acts,
    check_not_frozen,
    lock_need,
    move,
    owners_time,
    paper_offices,
    written,
)
from simpul.cases.models import Deed, Need
from simpul.cases.permissions import check_can
from simpul.cases.states import MovementKind, after
from simpul.ground import files
from simpul.ground.actor import Actor


@acts
def deliver(
    *,
    by: Actor,
    need: Need | UUID,
    what: str,
    proof: UploadedFile[Any],
    at: datetime,
    version: int | None = None,
) -> Need:
    """Say what was given, with a picture or paper that shows it. The family is asked next, in time anew.

    Args:
        by: a seat of the office that holds the need.
        need: the need or its key.
        what: what was given.
        proof: what shows it.
        at: when.
        version: of the need as it was seen.

    Raises:
        NotAllowedError: this seat's office does not hold the need.
        InputError: `text_missing`, `number_in_text`, or what `ground.files.store` says of the file.
        StateError: `need_state`; `handover_frozen`, as `record_handover`.
    """
    row = lock_need(need, version=version)
    check_can("deliver", by, row)
    check_not_frozen(row, at)
    after(row.state, MovementKind.DELIVERED)
    words = written(what, "what")
    stored = files.store(
        by=by,
        upload=proof,
        kind="proof",
        name="bukti",
        scope_code=row.scope_code,
        shared_with=paper_offices(row),
    )
    Deed.objects.create(need=row, kind="proof", text=words, file=stored.pk, by=by.label, seat=by.seat, at=at)
    changes = NOT_RESTING | {"due_at": owners_time(row, at)}
    move(row, MovementKind.DELIVERED, by=by, at=at, changes=changes, from_office=row.office.name, note=words)
    return row
