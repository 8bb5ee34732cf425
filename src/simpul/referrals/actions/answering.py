"""The office answers: yes, not now, waiting for somebody outside, delivered."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.states import NeedState
from simpul.ground import files
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.clock import Kind, due_after_rest
from simpul.ground.errors import InputError, StateError
from simpul.ground.events import publish
from simpul.offices.models import Reason, ReasonKind
from simpul.offices.queries import calendar_of
from simpul.offices.queries import reason as coded_reason
from simpul.programmes.actions import enrol
from simpul.referrals.actions.keeping import answer, check_move, moved, programme_of, taken, written
from simpul.referrals.events import ReferralAnswered, ReferralDelivered
from simpul.referrals.models import Referral
from simpul.referrals.permissions import check_can_answer
from simpul.referrals.queries import other_is_open
from simpul.referrals.states import Move, ReferralState
from simpul.registry.rules import check_text

LONGEST_NOTE = 500
LONGEST_WHAT = 300
NOT_RESTING: dict[str, Any] = {"resting_since": None, "resting_for": ""}


def accept(*, by: Actor, referral: UUID, at: datetime, version: int | None = None) -> Referral:
    """Say yes for the office. The clock goes on to the delivery.

    Raises:
        NotAllowedError: the actor does not answer for this office, or the seat has ended.
        AnsweredError: a colleague answered first.
        StateError, StaleError: it is no longer waiting for an answer, or was changed.
    """
    with acting(by):
        found = _to_answer(referral, Move.ACCEPT, by=by, at=at, version=version)
        moved(found, Move.ACCEPT, by=by, at=at, **answer(by, at, ReferralState.ACCEPTED))
        cases.mark_accepted(by=by, need=found.need_id, office_name=found.to_name, at=at)
        publish(ReferralAnswered(found.pk, found.need_id, found.state))
        return found


def decline(
    *, by: Actor, referral: UUID, reason: str, note: str = "", at: datetime, version: int | None = None
) -> Referral:
    """Say that it cannot be met now, with a coded reason.

    Who is responsible instead and what the family can do are copied from the reason as they read today.

    Raises:
        InputError: `reason_unknown`, `note_missing`, `number_in_text`.
        NotAllowedError, AnsweredError, StateError, StaleError: as `accept`.
    """
    with acting(by):
        found = _to_answer(referral, Move.DECLINE, by=by, at=at, version=version)
        why = _reason(by, ReasonKind.REFUSE, reason)
        words = check_text(note, field="note")[:LONGEST_NOTE]
        if why.needs_note and not words:
            raise InputError("note_missing", field="note")
        changes = {
            "refusal": why,
            "refusal_note": words,
            "instead": why.instead,
            "can_do": why.can_do,
        }
        changes |= answer(by, at, ReferralState.DECLINED) | NOT_RESTING
        moved(found, Move.DECLINE, by=by, at=at, note=why.text, **changes)
        with elevated(by):
            still_out = other_is_open(found)
        cases.mark_declined(
            by=by,
            need=found.need_id,
            office_name=found.to_name,
            reason=why,
            still_out=still_out,
            at=at,
            note=words,
        )
        publish(ReferralAnswered(found.pk, found.need_id, found.state))
        return found


def rest(*, by: Actor, referral: UUID, body: str, at: datetime, version: int | None = None) -> Referral:
    """Let the clock rest while a body outside the district has the matter.

    Args:
        by: a seat of the office that accepted.
        referral: its key.
        body: code of a reason of kind `rest`, which names the body.
        at: now.
        version: as the actor saw it.

    Raises:
        InputError: `reason_unknown`.
        StateError: `already_resting`, or it was not accepted.
    """
    with acting(by):
        found = _to_answer(referral, Move.REST, by=by, at=at, version=version)
        if found.resting_since is not None:
            raise StateError("already_resting")
        why = _reason(by, ReasonKind.REST, body)
        moved(found, Move.REST, by=by, at=at, note=why.text, resting_since=at, resting_for=why.text[:120])
        # Another office may have delivered, or wait outside too: then the need's own clock stays as it is.
        if found.need.state == NeedState.REFERRED and found.need.resting_since is None:
            cases.mark_rested(by=by, need=found.need_id, office_name=found.to_name, reason=why, at=at)
        return found


def resume(*, by: Actor, referral: UUID, at: datetime, version: int | None = None) -> Referral:
    """Let the clock go on: the time that was left when it began to rest is left now.

    Raises:
        StateError: `not_resting`.
    """
    with acting(by):
        found = _to_answer(referral, Move.RESUME, by=by, at=at, version=version)
        if found.resting_since is None:
            raise StateError("not_resting")
        kind: Kind = "calendar" if found.clock == "calendar" else "working"
        due = due_after_rest(found.due_at, found.resting_since, at, calendar_of(found.to_office), kind)
        moved(found, Move.RESUME, by=by, at=at, note=found.resting_for, due_at=due, **NOT_RESTING)
        if found.need.state == NeedState.REFERRED and found.need.resting_since is not None:
            cases.mark_resumed(by=by, need=found.need_id, office_name=found.to_name, due=due, at=at)
        return found


def deliver(
    *,
    by: Actor,
    referral: UUID,
    what: str,
    proof: files.Upload,
    at: datetime,
    version: int | None = None,
) -> Referral:
    """Say what was given, with a picture or paper that shows it. The family is asked next.

    Where a programme was named, the person takes a place of its year's quota.

    Raises:
        InputError: `text_missing`, `number_in_text`, or what `ground.files.store` says of the file.
        StateError: it was not accepted, `quota_full`, or `handover_frozen`, as of a handover.
    """
    with acting(by):
        found = _to_answer(referral, Move.DELIVER, by=by, at=at, version=version)
        cases.check_not_frozen(found.need, at)
        words = written(what, field="what", most=LONGEST_WHAT)
        stored = files.store(
            by=by,
            upload=proof,
            kind="proof",
            name="bukti",
            scope_code=found.scope_code,
            shared_with=found.shared_with,
        )
        _enrol(found, by=by, at=at)
        changes = {"delivered_what": words, "delivered_by": by.label, "delivered_at": at, "proof": stored.pk}
        moved(found, Move.DELIVER, by=by, at=at, note=words, **changes, **NOT_RESTING)
        cases.mark_delivered(
            by=by, need=found.need_id, office_name=found.to_name, what=words, proof=stored.pk, at=at
        )
        publish(ReferralDelivered(found.pk, found.need_id))
        return found


def _to_answer(referral: UUID, move: Move, *, by: Actor, at: datetime, version: int | None) -> Referral:
    found = taken(referral, by=by, at=at)
    check_can_answer(by, found)
    check_move(found, move, version=version)
    return found


def _reason(by: Actor, kind: ReasonKind, code: str) -> Reason:
    found = coded_reason(by.district, kind, code)
    if found is None:
        raise InputError("reason_unknown", field="reason" if kind == ReasonKind.REFUSE else "body")
    return found


def _enrol(referral: Referral, *, by: Actor, at: datetime) -> None:
    programme, today = programme_of(referral, at=at)
    if programme is not None:
        person = referral.need.case.person
        enrol(by=by, programme=programme, person=person, source=referral.number, today=today)
