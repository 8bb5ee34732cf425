"""Reading that leaves a trace: a letter names a person, so whoever opens one is recorded."""

from __future__ import annotations

import hmac
from datetime import datetime
from uuid import UUID

from simpul.ground import audit, files
from simpul.ground.actor import Actor, acting, system
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.models import StoredFile
from simpul.letters import rules
from simpul.letters.actions.keeping import digits_index, seen
from simpul.letters.models import Letter
from simpul.letters.queries import LetterPage, district_of_key, letter_page, sheet_of
from simpul.letters.states import SIGNED
from simpul.letters.types import Verdict

#: Compared with when there is nothing to compare with, so that it takes as long.
NO_LETTER = UUID(int=0)


def open_page(*, by: Actor, letter: UUID) -> LetterPage:
    """The page of a letter; that it was opened is recorded.

    Raises:
        NotVisibleError: the actor sees no such letter.
    """
    with acting(by):
        found = seen(letter)
        audit.record("letters.view", by=by, kind="letter", key=found.pk, label=found.number)
        return letter_page(found, by=by)


def read_sheet(*, by: Actor, letter: UUID) -> bytes:
    """The letter as PDF: the sheet that was set down, or as it stands now while it is being written.

    Raises:
        NotVisibleError: the actor sees no such letter.
        TypesettingError: the template cannot be set.
    """
    with acting(by):
        found = seen(letter)
        audit.record("letters.read_sheet", by=by, kind="letter", key=found.pk, label=found.number)
        if found.pdf is None:
            return sheet_of(found)
        return files.read(StoredFile.objects.get(pk=found.pdf))


def read_picture(*, by: Actor, letter: UUID) -> bytes:
    """The first page as a picture (PNG), as the letter stands now.

    Raises:
        NotVisibleError, TypesettingError: as `read_sheet`.
    """
    with acting(by):
        return sheet_of(seen(letter), form="png")


def read_scan(*, by: Actor, letter: UUID) -> tuple[bytes, str]:
    """The scan of the signed paper and its media type.

    Raises:
        NotVisibleError: no such letter, or no scan yet.
    """
    with acting(by):
        found = seen(letter)
        if found.scan is None:
            raise NotVisibleError("no_scan")
        stored = StoredFile.objects.get(pk=found.scan)
        audit.record("letters.read_scan", by=by, kind="letter", key=found.pk, label=found.number)
        return files.read(stored), stored.media_type


def confirm_digits(*, key: str, digits: str, at: datetime) -> Verdict:
    """Say whether four typed digits are the last of the NIK the letter is about.

    Open to anybody who holds the letter, so ten wrong tries a day and letter are the most; after them the
    right digits are answered like wrong ones too. Right and wrong take the same way through the database.

    Raises:
        InputError: `four_digits`.
    """
    if not rules.is_last4(digits):
        raise InputError("four_digits", field="digits")
    district = district_of_key(key)
    if district is None:
        return _compared(None, digits)
    with acting(system(district, "Pemeriksa surat")) as checker:
        letter = Letter.objects.select_for_update().filter(verify_key=key, state__in=SIGNED).first()
        if letter is None:
            return _compared(None, digits)
        audit.record("letters.confirm_digits", by=checker, kind="letter", key=letter.pk, label=letter.number)
        verdict = _compared(letter, digits)
        if not rules.may_try(letter.digit_tries, letter.tries_since, at):
            return Verdict.LIMITED
        if verdict == Verdict.NO_MATCH:
            letter.digit_tries, letter.tries_since = rules.tries_after(
                letter.digit_tries, letter.tries_since, at
            )
        letter.save(update_fields=["digit_tries", "tries_since"])
        return verdict


def _compared(letter: Letter | None, digits: str) -> Verdict:
    kept = str(letter.values.get("digits", "")) if letter else ""
    typed = digits_index(letter.pk if letter else NO_LETTER, digits)
    return Verdict.MATCH if hmac.compare_digest(typed, kept) else Verdict.NO_MATCH
