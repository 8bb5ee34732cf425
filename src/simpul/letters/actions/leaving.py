"""Bring the signed paper back as a scan, let the letter go, or withdraw it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit, files
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import InputError, StateError
from simpul.ground.events import publish
from simpul.ground.free_text import refuse_number
from simpul.ground.models import StoredFile
from simpul.letters.actions.keeping import keep, taken
from simpul.letters.events import LetterSent
from simpul.letters.models import Letter
from simpul.letters.permissions import check_can_keep, check_can_withdraw
from simpul.letters.states import LetterState, Move, after

SHORTEST_REASON = 10


def scan_back(
    *, by: Actor, letter: UUID, upload: files.Upload, at: datetime, version: int | None = None
) -> Letter:
    """Attach the scan of the signed paper; a better scan replaces an earlier one until the letter is sent.

    Raises:
        StateError: `letter_state`: it is not signed, or sent already.
        InputError: as `ground.files.store`, field `file`.
    """
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        check_can_keep(by, found)
        found.state = after(found.state, Move.SCAN)
        stored = files.store(
            by=by,
            upload=upload,
            kind="letter_scan",
            name="pindaian",
            scope_code=found.scope_code,
            shared_with=found.shared_with,
        )
        found.scan = stored.pk
        keep(found, "scan")
        audit.record(
            "letters.scan_back", by=by, kind="letter", key=found.pk, label=found.number, fields=["scan"]
        )
        return found


def send(*, by: Actor, letter: UUID, at: datetime, version: int | None = None) -> Letter:
    """Let the letter go: from now on the office it is for sees it, with its scan.

    Raises:
        StateError: `letter_scan_missing`, or `letter_state`.
    """
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        check_can_keep(by, found)
        found.state = after(found.state, Move.SEND)
        if found.scan is None:
            raise StateError("letter_scan_missing")
        _open_to_receiver(found, by=by)
        keep(found, "state", "shared_with")
        audit.record(
            "letters.send",
            by=by,
            kind="letter",
            key=found.pk,
            label=found.number,
            fields=["state", "shared_with"],
        )
        publish(LetterSent(letter=found.pk, about_kind=found.about_kind, about=found.about))
        return found


def withdraw(*, by: Actor, letter: UUID, reason: str, at: datetime, version: int | None = None) -> Letter:
    """Withdraw a letter, with a reason; its number stays used and the verification page says so.

    Raises:
        InputError: `reason_short`, `number_in_text`.
        StateError: it is withdrawn already.
    """
    refuse_number(reason, field="reason")
    with acting(by):
        found = taken(letter, by=by, at=at, version=version)
        check_can_withdraw(by, found)
        found.state = after(found.state, Move.WITHDRAW)
        if len(reason.strip()) < SHORTEST_REASON:
            raise InputError("reason_short", field="reason")
        keep(found, "state")
        audit.record(
            "letters.withdraw",
            by=by,
            kind="letter",
            key=found.pk,
            label=found.number,
            fields=["state"],
            reason=reason.strip(),
        )
        return found


def withdraw_about(*, about_kind: str, about: UUID, by: Actor, reason: str) -> None:
    """Withdraw what is still being written about something that ended (no letter goes to the dead).

    Called by the floor that knows the thing, inside its own act; letters that left stay as they are.
    """
    going = [state for state in LetterState if state not in {LetterState.SENT, LetterState.WITHDRAWN}]
    with elevated(by):
        for found in Letter.objects.select_for_update().filter(
            about_kind=about_kind, about=about, state__in=going
        ):
            found.state = after(found.state, Move.WITHDRAW)
            keep(found, "state")
            audit.record(
                "letters.withdraw",
                by=by,
                kind="letter",
                key=found.pk,
                label=found.number,
                fields=["state"],
                reason=reason,
            )


def _open_to_receiver(letter: Letter, *, by: Actor) -> None:
    receiver = letter.values.get("receiver")
    if not receiver:
        return
    letter.shared_with = sorted({*letter.shared_with, UUID(receiver)})
    with elevated(by):
        StoredFile.objects.filter(pk__in=[key for key in (letter.pdf, letter.scan) if key]).update(
            shared_with=letter.shared_with
        )
