"""What referrals, on the floor above, tell a need. Ownership never moves.

Whether a request is still out, and whose it is, only that floor knows: it judges who may answer, and here the
seat's right and its office are asked once more. An answer is written with the district in view: a partner
reads nothing of a need but the narrow view of what it was asked.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import ParamSpec, TypeVar, cast
from uuid import UUID

from simpul.cases.actions.steps import NOT_RESTING, acts, lock_need, move, open_to, owners_time
from simpul.cases.models import AskedNeed, Deed, Need
from simpul.cases.permissions import check_can, check_can_answer, check_can_take_back
from simpul.cases.states import MovementKind
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import NotVisibleError, StateError
from simpul.offices.models import Office, Reason

P = ParamSpec("P")
R = TypeVar("R")


def told(verb: Callable[P, R]) -> Callable[P, R]:
    """Run a verb as its `by`, who must see what was asked, with the need in view.

    Raises:
        NotAllowedError: `seat_ended`.
        NotVisibleError: nothing was asked of this seat's office, nor does the need lie in its area.
    """

    @acts
    @wraps(verb)
    def telling(*args: P.args, **kwargs: P.kwargs) -> R:
        by, need = cast("Actor", kwargs["by"]), cast("Need | UUID", kwargs["need"])
        key = need.pk if isinstance(need, Need) else need
        if not AskedNeed.objects.filter(pk=key).exists():
            raise NotVisibleError("no_such_need")
        with elevated(by):
            return verb(*args, **kwargs)

    return telling


def hold(*, by: Actor, need: UUID) -> Need:
    """A need, locked before the request about it: both are always taken in this order.

    The caller has made sure that `by` sees the request; the row is for its verbs, not for a page.
    """
    with elevated(by):
        return lock_need(need)


@acts
def mark_referred(
    *, by: Actor, need: Need | UUID, to_office: Office, due: datetime, at: datetime, note: str = ""
) -> Need:
    """A request to an office left: the office sees the need, and the need waits for it until `due`.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        StateError: `need_state`.
    """
    row = lock_need(need)
    check_can("refer", by, row)
    move(
        row,
        MovementKind.REFERRED,
        by=by,
        at=at,
        changes={"due_at": due},
        to_rung="",
        to_rung_code="",
        to_office=to_office.name,
        note=note,
    )
    open_to(to_office, row, by=by)
    return row


@told
def mark_accepted(
    *,
    by: Actor,
    need: Need | UUID,
    office_name: str,
    due: datetime | None = None,
    at: datetime,
    note: str = "",
) -> Need:
    """The office said yes and works on it; `due` is its new moment, if it named one.

    Raises:
        NotAllowedError: this seat's office was not asked.
        StateError: `need_state`.
    """
    row = lock_need(need)
    check_can_answer(by, row)
    changes = {} if due is None else {"due_at": due}
    move(
        row,
        MovementKind.ACCEPTED,
        by=by,
        at=at,
        changes=changes,
        from_office=office_name,
        to_office=office_name,
        note=note,
    )
    return row


@told
def mark_declined(
    *,
    by: Actor,
    need: Need | UUID,
    office_name: str,
    reason: Reason | None,
    still_out: bool,
    at: datetime,
    note: str = "",
) -> Need:
    """The office cannot, or the request was taken back: the need waits for its owner again.

    Args:
        by: a seat of the office, or of the owner who takes the request back.
        need: the need or its key.
        office_name: the office, as the request named it.
        reason: why; None when the owner took it back.
        still_out: another request for this need is unanswered, so it goes on waiting outside.
        at: when.
        note: more words.

    Raises:
        NotAllowedError: neither an office that was asked nor one that refers.
        StateError: `need_state`.
    """
    row = lock_need(need)
    if reason is None:
        check_can_take_back(by)
    else:
        check_can_answer(by, row)
    changes = {"state": row.state} if still_out else NOT_RESTING | {"due_at": owners_time(row, at)}
    move(
        row,
        MovementKind.DECLINED,
        by=by,
        at=at,
        changes=changes,
        from_office=office_name,
        reason=reason,
        note=note,
    )
    return row


@told
def mark_delivered(
    *, by: Actor, need: Need | UUID, office_name: str, what: str, proof: UUID, at: datetime
) -> Need:
    """Help is said to have arrived: the family is asked next, within the owner's time.

    `proof` is the key of the stored file that shows it: a proof of the need, as of what its own office gives.

    Raises:
        NotAllowedError: this seat's office neither was asked nor holds the need.
        StateError: `need_state`.
    """
    row = lock_need(need)
    check_can_answer(by, row)
    move(
        row,
        MovementKind.DELIVERED,
        by=by,
        at=at,
        changes=NOT_RESTING | {"due_at": owners_time(row, at)},
        from_office=office_name,
        note=what,
    )
    Deed.objects.create(need=row, kind="proof", text=what, file=proof, by=by.label, seat=by.seat, at=at)
    return row


@told
def mark_rested(
    *, by: Actor, need: Need | UUID, office_name: str, reason: Reason, at: datetime, note: str = ""
) -> Need:
    """The office says that a body outside the district has the matter: the need's clock rests with it.

    Raises:
        NotAllowedError: this seat's office was not asked.
        StateError: `need_state`, or `already_resting`.
    """
    row = lock_need(need)
    check_can_answer(by, row)
    if row.resting_since is not None:
        raise StateError("already_resting")
    changes = {"resting_since": at, "resting_for": reason.text[:120]}
    words = {"from_office": office_name, "reason": reason, "note": note}
    move(row, MovementKind.RESTED, by=by, at=at, changes=changes, **words)
    return row


@told
def mark_resumed(
    *, by: Actor, need: Need | UUID, office_name: str, due: datetime, at: datetime, note: str = ""
) -> Need:
    """The body outside answered: the office has until `due`, what was left when the clock began to rest.

    Raises:
        NotAllowedError: this seat's office was not asked.
        StateError: `need_state`, or `not_resting`.
    """
    row = lock_need(need)
    check_can_answer(by, row)
    if row.resting_since is None:
        raise StateError("not_resting")
    changes = NOT_RESTING | {"due_at": due}
    move(row, MovementKind.RESUMED, by=by, at=at, changes=changes, from_office=office_name, note=note)
    return row
