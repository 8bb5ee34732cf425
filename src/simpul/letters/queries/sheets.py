"""What stands on the sheet of a letter, and the sheet itself."""

from __future__ import annotations

import base64
import json
from typing import Any, Literal
from zoneinfo import ZoneInfo

from django.conf import settings

from simpul.ground.clock import day_in
from simpul.ground.keys import keyring
from simpul.letters.adapters import set_sheet
from simpul.letters.models import WORDS, Letter, LetterStep
from simpul.letters.rules import long_date, sheet_data, signature_lines, title_in, verify_path
from simpul.letters.types import Hand, OnBehalf, Sheet


def words_of(letter: Letter) -> dict[str, Any]:
    """The words of a letter (`body`, `person`, `need`, `copies`, `on_behalf`), opened with the keyring."""
    sealed = base64.b64decode(letter.values["sealed"])
    words: dict[str, Any] = json.loads(WORDS.open(keyring(), letter.pk, sealed))
    return words


def sheet_of(letter: Letter, *, form: Literal["pdf", "png"] = "pdf") -> bytes:
    """The sheet of a letter as its values and its chain are now: a PDF, or its first page as a picture.

    Raises:
        TypesettingError: the district's template cannot be set.
    """
    return set_sheet(letter.template.source, sheet_data(_sheet(letter)), form=form)


def _sheet(letter: Letter) -> Sheet:
    words = words_of(letter)
    office, district = letter.office, letter.office.district
    zone = ZoneInfo(district.timezone)
    return Sheet(
        office={
            "name": office.name,
            "lines": list(district.settings.get("letterhead", [])),
            "address": office.address,
            "phone": office.phone,
            "head_title": district.head_title,
            "district_name": district.name,
            "place": district.name,
        },
        number=letter.number,
        dated=letter.dated,
        classification=letter.template.classification,
        subject=letter.subject,
        recipient=letter.recipient,
        words={part: words[part] for part in ("body", "person", "need")},
        chain=tuple(_hand(step, OnBehalf(**words["on_behalf"]), zone) for step in _steps(letter)),
        copies=tuple(words["copies"]),
        verify_url=f"{settings.SITE_ADDRESS}{verify_path(letter.verify_key)}",
        demo=settings.DEMO or district.is_demo,
    )


def _steps(letter: Letter) -> list[LetterStep]:
    return list(letter.steps.select_related("seat__officer").order_by("position"))


def _hand(step: LetterStep, on_behalf: OnBehalf, zone: ZoneInfo) -> Hand:
    """The hand as it was given, or as it is expected from the seat named for it."""
    officer = step.seat.officer if step.seat else None
    if step.kind == "sign":
        lines = signature_lines(step.title, step.capacity, on_behalf)
    else:
        lines = (title_in(step.capacity, step.title),)
    return Hand(
        kind="sign" if step.kind == "sign" else "initial",
        title=step.title,
        name=step.done_by or (officer.name if officer else ""),
        nip=step.nip if step.done_at else (officer.nip if officer else ""),
        capacity=step.capacity,
        lines=lines,
        done=long_date(day_in(zone, step.done_at)) if step.done_at else "",
    )
