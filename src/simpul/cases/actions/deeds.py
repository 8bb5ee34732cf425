"""What is done about a need: assigned, noted, visited, a paper kept, an attempt, an errand, a certificate."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile

from simpul.cases.actions.steps import acts, lock_need, move, paper_offices, said, written
from simpul.cases.models import Certificate, Deed, Errand, Need
from simpul.cases.permissions import check_can, in_hand
from simpul.cases.states import MovementKind, NeedState
from simpul.ground import audit, files
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.offices import queries as offices


@acts
def assign(*, by: Actor, need: Need | UUID, seat: UUID, at: datetime, version: int | None = None) -> Need:
    """Name the seat that works on a need.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `seat_unknown`, nobody of the need's office sits there today.
        StateError: `need_state`.
    """
    row = lock_need(need, version=version)
    check_can("assign", by, row)
    today = offices.calendar_of(row.office).day_of(at)
    sitting = {each.pk: each for each in offices.colleagues(row.office_id, today=today)}
    chosen = sitting.get(seat)
    if chosen is None or chosen.officer is None:
        raise InputError("seat_unknown", field="seat")
    changes = {"assigned_to": chosen.pk, "assigned_name": f"{chosen.officer.name} ({chosen.title})"[:200]}
    move(row, MovementKind.ASSIGNED, by=by, at=at, changes=changes, note=chosen.title)
    return row


@acts
def note(*, by: Actor, need: Need | UUID, text: str, at: datetime) -> Deed:
    """Write down something about a need.

    Raises:
        NotAllowedError: this seat only looks on.
        InputError: `text_missing`.
        StateError: `need_closed`.
    """
    return _do(by, need, "note", at=at, text=text)


@acts
def visit(*, by: Actor, need: Need | UUID, text: str, result: str, at: datetime) -> Deed:
    """Record a visit: what was seen, and what follows from it.

    Raises:
        NotAllowedError, InputError, StateError: as `note`.
    """
    return _do(by, need, "visit", at=at, text=text, result=written(result, "result"))


@acts
def attempt(*, by: Actor, need: Need | UUID, text: str, result: str, at: datetime) -> Deed:
    """Record what this rung tried, and what came of it.

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `text_missing`.
        StateError: `need_closed`.
    """
    return _do(by, need, "attempt", at=at, text=text, result=written(result, "result"))


@acts
def attach(
    *,
    by: Actor,
    need: Need | UUID,
    kind: Literal["document", "photo"],
    text: str,
    upload: UploadedFile[Any],
    at: datetime,
) -> Deed:
    """Keep a document or a photo with a need; whoever sees the need sees it, a partner excepted.

    Raises:
        NotAllowedError, InputError, StateError: as `note`; what `ground.files.store` refuses.
    """
    row = _begin(by, need, "act", at)  # asked before anything of the file is read or kept
    stored = files.store(
        by=by,
        upload=upload,
        kind=kind,
        name=written(text, "text"),
        scope_code=row.scope_code,
        shared_with=paper_offices(row),
    )
    return _write(by, row, kind, at=at, text=text, file=stored.pk)


@acts
def prove(
    *, by: Actor, need: Need | UUID, kind: Literal["number", "statement"], text: str, at: datetime
) -> Deed:
    """Record a proof that is no picture or paper: a number of somebody else's book, or what was stated.

    Raises:
        NotAllowedError, InputError, StateError: as `note`.
    """
    return _do(by, need, kind, at=at, text=text)


@acts
def start_errand(
    *,
    by: Actor,
    need: Need | UUID,
    task: str,
    goes: str,
    power_of_attorney: str,
    transport: str = "",
    at: datetime,
) -> Errand:
    """Send somebody of the team in the family's place (practice 12).

    Args:
        by: who sends.
        need: the need or its key.
        task: what is to be fetched or settled, and where.
        goes: who goes.
        power_of_attorney: with which power of attorney: number, or the day the family signed it.
        transport: who pays the way.
        at: when.

    Raises:
        NotAllowedError, InputError, StateError: as `note`.
    """
    row = _begin(by, need, "errand", at)
    errand = Errand.objects.create(
        need=row,
        task=written(task, "task"),
        goes=written(goes, "goes"),
        power_of_attorney=written(power_of_attorney, "power_of_attorney"),
        transport=said(transport, "transport"),
        by=by.label,
        at=at,
    )
    _trail(by, "start_errand", row)
    return errand


@acts
def finish_errand(*, by: Actor, errand: Errand | UUID, result: str, at: datetime) -> Errand:
    """Say what came of an errand.

    Raises:
        NotVisibleError: no such errand in sight.
        NotAllowedError: this seat only looks on.
        InputError: `text_missing`.
        StateError: `errand_done`.
    """
    key = errand.pk if isinstance(errand, Errand) else errand
    asked_for = Errand.objects.filter(pk=key).values_list("need", flat=True).first()
    if asked_for is None:
        raise NotVisibleError("no_such_errand")
    need = lock_need(asked_for)  # before anything that hangs on it, as everywhere
    row = Errand.objects.select_for_update().get(pk=key)
    check_can("errand", by, need)
    if row.state == "done":
        raise StateError("errand_done")
    row.state, row.result = "done", written(result, "result")
    row.done_by, row.done_at = by.label, at
    row.save(update_fields=["state", "result", "done_by", "done_at"])
    _trail(by, "finish_errand", need)
    return row


@acts
def record_certificate(
    *,
    by: Actor,
    need: Need | UUID,
    number: str,
    purpose: str,
    dated: date,
    valid_until: date,
    witnesses: str,
    signed_by: str,
    kind: str = "sktm",
    at: datetime,
) -> Certificate:
    """Record a paper of the village (SKTM); its number stands in the village's own book (practice 16).

    Raises:
        NotAllowedError: the need is not in this seat's hand.
        InputError: `text_missing`, or `ends_before_start` (valid until before its date).
        StateError: `need_closed`.
    """
    if valid_until < dated:
        raise InputError("ends_before_start", field="valid_until")
    row = _begin(by, need, "certificate", at)
    paper = Certificate.objects.create(
        need=row,
        kind=kind,
        number=written(number, "number"),
        purpose=written(purpose, "purpose"),
        dated=dated,
        valid_until=valid_until,
        witnesses=written(witnesses, "witnesses"),
        signed_by=written(signed_by, "signed_by"),
        by=by.label,
    )
    _trail(by, "record_certificate", row)
    return paper


def _do(by: Actor, need: Need | UUID, kind: str, *, at: datetime, text: str, **more: Any) -> Deed:
    row = _begin(by, need, "attempt" if kind == "attempt" else "act", at)
    return _write(by, row, kind, at=at, text=text, **more)


def _write(by: Actor, row: Need, kind: str, *, at: datetime, text: str, **more: Any) -> Deed:
    deed = Deed.objects.create(
        need=row, kind=kind, text=written(text, "text"), by=by.label, seat=by.seat, at=at, **more
    )
    _trail(by, kind, row)
    return deed


def _begin(by: Actor, need: Need | UUID, verb: str, at: datetime) -> Need:
    """Lock the need for a deed; the first deed of whoever has it in hand begins the work."""
    row = lock_need(need)
    check_can(verb, by, row)
    if row.state == NeedState.CLOSED:
        raise StateError("need_closed")
    if row.state == NeedState.OPEN and in_hand(by, row):
        move(row, MovementKind.STARTED, by=by, at=at, changes={})
    return row


def _trail(by: Actor, verb: str, need: Need) -> None:
    audit.record(f"cases.{verb}", by=by, kind="need", key=need.pk, label=need.case.ticket)
