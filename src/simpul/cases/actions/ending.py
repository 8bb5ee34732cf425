"""How needs end: closed with a result, confirmed by the family, by death, by a number that was missing."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from simpul.cases.actions.steps import NOT_RESTING, acts, lock_case, lock_need, move
from simpul.cases.events import NeedClosed
from simpul.cases.models import Need
from simpul.cases.permissions import can_settle, check_can
from simpul.cases.queries.evidence import missing_proofs
from simpul.cases.queries.needs import coded
from simpul.cases.queries.papers import missing_numbers, papers_category, people_of
from simpul.cases.states import MovementKind, NeedState
from simpul.ground.actor import Actor, current, elevated
from simpul.ground.errors import InputError, StateError
from simpul.ground.events import publish
from simpul.offices import queries as offices
from simpul.offices.models import Reason, ReasonKind
from simpul.registry.events import NumberRecorded, PersonDied


@acts
def close(
    *, by: Actor, need: Need | UUID, result: str, note: str = "", at: datetime, version: int | None = None
) -> Need:
    """Close a need with a result; the last of a service closes the service.

    Args:
        by: who; a village only what stands in the village.
        need: the need or its key.
        result: code of a reason of kind `result`.
        note: more words; asked where the result wants them.
        at: when.
        version: of the need as it was seen.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `reason_unknown`, `note_missing`; said to be met, `village_may_not_settle` (a village
            closes as met only what the pack lets it settle), or `evidence_missing`, a proof the pack asks for
            was not recorded.
        StateError: `need_state`; a need with an unanswered request is not closed before that is taken back.
    """
    row = lock_need(need, version=version)
    check_can("close", by, row)
    why = coded(by.district, ReasonKind.RESULT, result, note=note, field="result")
    if why.met and not can_settle(row):
        raise InputError("village_may_not_settle", field="result")
    if why.met:
        _check_proven(row, field="result")
    _finish(row, MovementKind.CLOSED, by=by, at=at, result=why, note=note.strip())
    return row


@acts
def confirm(
    *,
    by: Actor,
    need: Need | UUID,
    arrived: bool,
    note: str = "",
    at: datetime,
    version: int | None = None,
) -> Need:
    """Say what the family said: it arrived, or it did not. What did not arrive goes back to its owner, late.

    May also be asked of a need that was closed as met without asking.

    Raises:
        NotAllowedError: this seat may not confirm.
        InputError: `note_missing` when it did not arrive and nothing says why; `evidence_missing` when it did
            and that would close the need without a proof.
        StateError: `need_state`, or `result_missing` (the pack has no result that says met).
    """
    row = lock_need(need, version=version)
    check_can("confirm", by, row)
    closed = row.state == NeedState.CLOSED
    if closed and (row.confirmed is not None or row.result is None or not row.result.met):
        raise StateError("need_state", state=row.state, kind="confirmed")
    answer = {"confirmed": arrived, "confirmed_at": at, "confirmed_by": by.label}
    if not arrived:
        if not note.strip():
            raise InputError("note_missing", field="note")
        _reopen(row, by=by, at=at, answer=answer, note=note.strip())
    elif closed:
        move(row, MovementKind.CONFIRMED, by=by, at=at, changes=answer, note=note.strip())
    else:
        _check_proven(row, field="arrived")
        met = _result(row.district_code, met=True)
        _finish(row, MovementKind.CONFIRMED, by=by, at=at, result=met, note=note.strip(), **answer)
    return row


def _check_proven(need: Need, *, field: str) -> None:
    """Nothing is met before the proofs that the pack asks for are recorded."""
    if missing := missing_proofs(need):
        raise InputError("evidence_missing", field=field, names="; ".join(missing))


def follow_death(event: PersonDied) -> None:
    """Death is an end of its own: every open need of the person closes with the result `died`."""
    with elevated(_recorder()) as by:
        for row in _open_needs(event.person_id):
            died = _result(row.district_code, code="died")
            _finish(row, MovementKind.DIED, by=by, at=event.at, result=died, note="")


def follow_number(event: NumberRecorded) -> None:
    """The number that was missing is there: the need that waited for it closes as met."""
    with elevated(_recorder()) as by:
        category = papers_category(by.district)
        if category is None:
            return
        for person in people_of(event.person_id, event.family_id):
            if missing_numbers(person):
                continue
            for row in _open_needs(person):
                if row.category_id == category.pk and row.state != NeedState.REFERRED:
                    met = _result(row.district_code, met=True)
                    _finish(row, MovementKind.CLOSED, by=by, at=event.at, result=met, note="")


def _recorder() -> Actor:
    """Whoever recorded what the event tells of: events are heard inside their act."""
    by = current()
    if by is None:
        raise StateError("nobody_acts")
    return by


def _open_needs(person: UUID) -> list[Need]:
    keys = Need.objects.filter(case__person=person).exclude(state=NeedState.CLOSED).order_by("id")
    return [lock_need(key) for key in keys.values_list("pk", flat=True)]


def _result(district: str, *, code: str = "", met: bool | None = None) -> Reason:
    results = offices.reasons(district, ReasonKind.RESULT)
    found = next((each for each in results if (each.code == code if code else each.met == met)), None)
    if found is None:
        raise StateError("result_missing")
    return found


def _finish(
    need: Need, kind: MovementKind, *, by: Actor, at: datetime, result: Reason, note: str, **answer: Any
) -> None:
    changes = {
        "result": result,
        "result_note": note[:500],
        "closed_at": at,
        "settled_rung": need.rung.code,
        "settled_kind": need.rung.kind,
        "confirmed": None,
        "confirmed_at": None,
        "confirmed_by": "",
    }
    move(need, kind, by=by, at=at, changes=changes | NOT_RESTING | answer, reason=result, note=note)
    case = lock_case(need.case_id)
    with elevated(by):  # an office sees its own needs of a service alone; the others keep it open
        others = case.needs.exclude(state=NeedState.CLOSED).exists()
    if not others:
        case.state, case.closed_at, case.version = "closed", at, case.version + 1
        case.save(update_fields=["state", "closed_at", "version"])
    publish(NeedClosed(need.pk, need.case_id, at, died=kind == MovementKind.DIED))


def _reopen(need: Need, *, by: Actor, at: datetime, answer: dict[str, Any], note: str) -> None:
    """Back to its owner with no time left: what did not arrive is late from this moment."""
    changes = {
        "result": None,
        "result_note": "",
        "closed_at": None,
        "settled_rung": "",
        "settled_kind": "",
        "due_at": at,
    }
    move(need, MovementKind.RETURNED, by=by, at=at, changes=changes | answer, note=note)
    case = lock_case(need.case_id)
    if case.state == "closed":
        case.state, case.closed_at, case.version = "open", None, case.version + 1
        case.save(update_fields=["state", "closed_at", "version"])
