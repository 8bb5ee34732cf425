"""What every verb on a referral does: take it, write it down, add a step to its history."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from simpul.cases import actions as cases
from simpul.ground import audit
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError, StaleError
from simpul.offices.queries import calendar_of, check_still_seated
from simpul.programmes.models import Programme
from simpul.programmes.queries import programme_by_code
from simpul.referrals.errors import AnsweredError
from simpul.referrals.models import Referral, ReferralStep
from simpul.referrals.queries import find
from simpul.referrals.states import Move, ReferralState, after, allowed
from simpul.registry.rules import check_text


def taken(referral: UUID, *, by: Actor, at: datetime) -> Referral:
    """The referral and before it its need, locked until the transaction ends, read after the locks were got.

    Raises:
        NotAllowedError: `seat_ended`.
        NotVisibleError: not in the actor's sight.
    """
    check_still_seated(by, at=at)
    need = cases.hold(by=by, need=find(referral).need_id)
    Referral.objects.select_for_update().only("pk").get(pk=referral)
    found = find(referral)
    found.need = need
    return found


def check_move(referral: Referral, move: Move, *, version: int | None) -> None:
    """Raise unless this may be done now, saying who was quicker where somebody was.

    Raises:
        AnsweredError: `referral_answered`: a colleague answered since the form was opened.
        StateError: `referral_state`.
        StaleError: `stale`.
    """
    if not allowed(referral.state, move):
        if move in {Move.ACCEPT, Move.DECLINE} and referral.answered_by:
            raise AnsweredError("referral_answered", by=referral.answered_by)
        after(referral.state, move)
    if version is not None and version != referral.version:
        raise StaleError("stale")


def moved(referral: Referral, move: Move, *, by: Actor, at: datetime, note: str = "", **changes: Any) -> None:
    """Take a move: change the referral, write the step and the trail."""
    changes = {"state": after(referral.state, move), "version": referral.version + 1} | changes
    for column, value in changes.items():
        setattr(referral, column, value)
    referral.save(update_fields=list(changes))
    add_step(referral, move, by=by, at=at, note=note)
    audit.record(
        f"referrals.{move}",
        by=by,
        kind="referral",
        key=referral.pk,
        label=referral.number,
        fields=sorted(changes),
    )


def add_step(referral: Referral, move: Move, *, by: Actor, at: datetime, note: str = "") -> None:
    """Add to the history of a referral."""
    ReferralStep.objects.bulk_create(
        [ReferralStep(referral=referral, kind=move, at=at, by=by.label, seat=by.seat, note=note[:500])]
    )


def programme_of(referral: Referral, *, at: datetime) -> tuple[Programme | None, date]:
    """The programme that was asked for, None where none was named, and the day it is at the office."""
    today = calendar_of(referral.to_office).day_of(at)
    code = referral.programme_code
    return programme_by_code(referral.district_code, code) if code else None, today


def written(text: str, *, field: str, most: int) -> str:
    """What was typed, within bounds and without an identity number in it.

    Raises:
        InputError: `text_missing`, `text_long` or `number_in_text`.
    """
    words = check_text(text, field=field)
    if not words:
        raise InputError("text_missing", field=field)
    if len(words) > most:
        raise InputError("text_long", field=field, longest=most)
    return words


def answer(by: Actor, at: datetime, state: ReferralState) -> dict[str, Any]:
    """The columns that say who answered for the office, and when."""
    return {"answered_by": by.label, "answered_at": at, "state": state}
