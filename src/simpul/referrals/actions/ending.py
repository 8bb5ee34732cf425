"""How a referral ends: the family confirms, it is taken back, or its need was closed without it."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.events import NeedClosed, NeedMoved
from simpul.cases.models import Need
from simpul.cases.states import MovementKind, NeedState
from simpul.ground.actor import Actor, acting, current, elevated
from simpul.ground.errors import InputError
from simpul.ground.events import publish
from simpul.letters.actions import withdraw_about
from simpul.programmes.actions import give_back
from simpul.referrals.actions.keeping import check_move, moved, programme_of, taken, written
from simpul.referrals.events import ReferralAnswered, ReferralArrived
from simpul.referrals.models import Referral
from simpul.referrals.permissions import check_can_cancel, check_can_confirm
from simpul.referrals.queries import other_is_open
from simpul.referrals.states import OPEN, Move, ReferralState
from simpul.registry.rules import check_text

LONGEST_NOTE = 300
SAID: dict[str, Move] = {MovementKind.CONFIRMED: Move.ARRIVE, MovementKind.RETURNED: Move.RETURN}


def confirm_arrival(
    *, by: Actor, referral: UUID, arrived: bool, note: str = "", at: datetime, version: int | None = None
) -> Referral:
    """Say what the family said about help an office says it gave.

    Arrived: the need closes as met. Not arrived: the need goes back to its owner, late from now on.

    Raises:
        InputError: `note_missing` when it did not arrive and nothing says why; `number_in_text`; when it did,
            `evidence_missing`, a proof the pack asks for was not recorded.
        NotAllowedError: the actor does not look after the family, or sits in the office that delivered.
        StateError, StaleError: nothing was delivered, or somebody confirmed before.
    """
    with acting(by):
        found = taken(referral, by=by, at=at)
        check_can_confirm(by, found)
        move = Move.ARRIVE if arrived else Move.RETURN
        check_move(found, move, version=version)
        words = check_text(note, field="note")[:LONGEST_NOTE]
        if not arrived and not words:
            raise InputError("note_missing", field="note")
        said = {"arrived": arrived, "arrived_note": words, "arrived_by": by.label, "arrived_at": at}
        moved(found, move, by=by, at=at, note=words, **said)
        if not arrived:
            _give_place_back(found, by=by, at=at)
        # What the need no longer asks (help of another office was confirmed, or went back to its owner) ends
        # the request alone; while help of another office is still to be asked about, the need waits for that.
        if _still_asked(found) and (arrived or not _other_delivered(found, by)):
            cases.confirm(by=by, need=found.need_id, arrived=arrived, note=words, at=at)
        publish(ReferralArrived(found.pk, found.need_id, arrived))
        return found


def cancel(*, by: Actor, referral: UUID, note: str, at: datetime, version: int | None = None) -> Referral:
    """Take a request back, saying why; a letter about it that has not left is withdrawn.

    Raises:
        InputError: `text_missing`, `number_in_text`.
        NotAllowedError: the need is not in the actor's hand.
        StateError, StaleError: help was given already, or somebody changed it.
    """
    with acting(by):
        found = taken(referral, by=by, at=at)
        check_can_cancel(by, found)
        check_move(found, Move.CANCEL, version=version)
        words = written(note, field="note", most=LONGEST_NOTE)
        _stop(found, by=by, at=at, note=words)
        with elevated(by):
            still_out = other_is_open(found)
        cases.mark_declined(
            by=by,
            need=found.need_id,
            office_name=found.to_name,
            reason=None,
            still_out=still_out,
            at=at,
            note=words,
        )
        return found


def follow_need_closed(event: NeedClosed) -> None:
    """A need was closed (met elsewhere, withdrawn, death): what still lies with offices is taken back."""
    by = current()
    if by is None:
        return
    with elevated(by) as wide:
        for found in Referral.objects.select_for_update().filter(need=event.need_id, state__in=OPEN):
            _stop(found, by=wide, at=event.at, note="")


def follow_need_moved(event: NeedMoved) -> None:
    """The family was asked on the need's own page: what an office delivered has arrived, or is returned."""
    by, move = current(), SAID.get(event.kind)
    if by is None or move is None:
        return
    with elevated(by) as wide:
        _follow_family(event.need_id, move, by=wide)


def _follow_family(need: UUID, move: Move, *, by: Actor) -> None:
    """What the family said about a need counts for its deliveries, unless it was said about one of them."""
    row, of_need = Need.objects.get(pk=need), Referral.objects.filter(need=need)
    at = row.confirmed_at
    if at is None or of_need.filter(arrived_at=at).exists():
        return
    said: dict[str, Any] = {"arrived": row.confirmed, "arrived_by": row.confirmed_by, "arrived_at": at}
    for found in of_need.select_for_update().filter(state=ReferralState.DELIVERED):
        moved(found, move, by=by, at=at, **said)
        if move == Move.RETURN:
            _give_place_back(found, by=by, at=at)
        publish(ReferralArrived(found.pk, need, bool(row.confirmed)))


def _give_place_back(referral: Referral, *, by: Actor, at: datetime) -> None:
    """Help that did not arrive holds no place of its programme's quota."""
    programme, today = programme_of(referral, at=at)
    if programme is not None:
        person = referral.need.case.person
        give_back(by=by, programme=programme, person=person, source=referral.number, today=today)


def _still_asked(referral: Referral) -> bool:
    """Whether the need waits for what the family says, or was closed as met without asking it."""
    need = Need.objects.select_related("result").get(pk=referral.need_id)
    unasked = need.confirmed is None and need.result is not None and need.result.met
    return need.state == NeedState.TO_CONFIRM or bool(unasked)


def _other_delivered(referral: Referral, by: Actor) -> bool:
    with elevated(by):
        delivered = Referral.objects.filter(need=referral.need_id, state=ReferralState.DELIVERED)
        return delivered.exclude(pk=referral.pk).exists()


def _stop(referral: Referral, *, by: Actor, at: datetime, note: str) -> None:
    moved(referral, Move.CANCEL, by=by, at=at, note=note, resting_since=None, resting_for="")
    withdraw_about(about_kind="referral", about=referral.pk, by=by, reason=referral.number)
    publish(ReferralAnswered(referral.pk, referral.need_id, referral.state))
