"""The need on its ladder: on to the next rung, back, waiting for a body outside, its place in the queue."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.cases.actions.steps import acts, lock_need, move, open_to, standing, written
from simpul.cases.models import Need
from simpul.cases.permissions import check_can
from simpul.cases.queries.needs import claim_of, coded
from simpul.cases.queries.route import next_stop, stop_before
from simpul.cases.states import MovementKind
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError, StateError
from simpul.offices.models import ReasonKind


@acts
def climb(
    *,
    by: Actor,
    need: Need | UUID,
    reason: str,
    tried: str,
    at: datetime,
    override_reason: str = "",
    note: str = "",
    version: int | None = None,
) -> Need:
    """Send a need on to the next rung of its category's route (practice 13).

    What the reason claims is checked against what is known: no programme fits (one of this rung surely fits
    with places left), no money (a line of the village has some), beyond authority (the pack lets this rung
    settle it), time passed (some is left), urgent (it is an ordinary one). Going on over such a finding asks
    for a written reason and is counted for the rung, never for a person.

    Args:
        by: who sends it on.
        need: the need or its key.
        reason: code of a reason of kind `climb`.
        tried: what was tried here.
        at: when.
        override_reason: why it goes on all the same; asked only over a finding.
        note: more words; asked where the reason wants them.
        version: of the need as it was seen.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `reason_unknown`, `note_missing`, `text_missing` (tried), or `override_missing`.
        StateError: `need_state`, `top_of_route`, `no_office_for_step`; StaleError `stale`.
    """
    row = lock_need(need, version=version)
    check_can("climb", by, row)
    why = coded(by.district, ReasonKind.CLIMB, reason, note=note)
    tried = written(tried, "tried")
    found = claim_of(row, by=by, at=at, claim=why.claim)
    if found and not override_reason.strip():
        raise InputError("override_missing", field="override_reason")
    stop = next_stop(row)
    move(
        row,
        MovementKind.CLIMBED,
        by=by,
        at=at,
        changes=standing(stop, row, at=at) | {"overrides": row.overrides + bool(found)},
        reason=why,
        note=note.strip(),
        tried=tried,
        finding=[each.as_json() for each in found],
        override_reason=override_reason.strip() if found else "",
        above_only=why.above_only,
    )
    open_to(stop.office, row, by=by)
    return row


@acts
def descend(
    *, by: Actor, need: Need | UUID, reason: str, note: str = "", at: datetime, version: int | None = None
) -> Need:
    """Send a need back to the rung before, with a coded reason (`descend`).

    Raises:
        NotAllowedError, InputError, StateError: as `climb`; `bottom_of_route` on the first step.
    """
    row = lock_need(need, version=version)
    check_can("descend", by, row)
    why = coded(by.district, ReasonKind.DESCEND, reason, note=note)
    stop = stop_before(row)
    move(
        row,
        MovementKind.DESCENDED,
        by=by,
        at=at,
        changes=standing(stop, row, at=at),
        reason=why,
        note=note.strip(),
        above_only=why.above_only,
    )
    open_to(stop.office, row, by=by)
    return row


@acts
def rest(
    *, by: Actor, need: Need | UUID, reason: str, note: str = "", at: datetime, version: int | None = None
) -> Need:
    """Let the clock rest while a body outside the district has the matter (a reason of kind `rest` names it).

    Raises:
        NotAllowedError, InputError: as `climb`.
        StateError: `need_state`, or `already_resting`.
    """
    row = lock_need(need, version=version)
    check_can("rest", by, row)
    why = coded(by.district, ReasonKind.REST, reason, note=note)
    if row.resting_since is not None:
        raise StateError("already_resting")
    changes = {"resting_since": at, "resting_for": why.text[:120]}
    move(row, MovementKind.RESTED, by=by, at=at, changes=changes, reason=why, note=note.strip())
    return row


@acts
def resume(*, by: Actor, need: Need | UUID, note: str, at: datetime, version: int | None = None) -> Need:
    """Let the clock run again; what was left when it began to rest is left now.

    Args:
        by: who.
        need: the need or its key.
        note: what the body outside answered, typed in.
        at: when.
        version: of the need as it was seen.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `text_missing` (note).
        StateError: `not_resting`.
    """
    row = lock_need(need, version=version)
    check_can("rest", by, row)
    note = written(note, "note")
    if row.resting_since is None:
        raise StateError("not_resting")
    move(row, MovementKind.RESUMED, by=by, at=at, changes={}, note=note)
    return row


@acts
def reorder(
    *,
    by: Actor,
    need: Need | UUID,
    ahead: bool,
    reason: str,
    note: str = "",
    at: datetime,
    version: int | None = None,
) -> Need:
    """Move a need ahead of its equals in the queue, or back among them. There is one queue for every source.

    Args:
        by: who.
        need: the need or its key.
        ahead: True puts it before the others of its urgency, False back in order.
        reason: code of a reason of kind `reorder`; no request goes first for whose request it is.
        note: more words; asked where the reason wants them.
        at: when.
        version: of the need as it was seen.

    Raises:
        NotAllowedError: no right to change the order.
        InputError: `reason_unknown`, `note_missing`.
        StateError: `need_state`.
    """
    row = lock_need(need, version=version)
    check_can("reorder", by, row)
    why = coded(by.district, ReasonKind.REORDER, reason, note=note)
    changes = {"moved_ahead": -1 if ahead else 0}
    move(row, MovementKind.REORDERED, by=by, at=at, changes=changes, reason=why, note=note.strip())
    return row
