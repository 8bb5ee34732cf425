"""What anybody who holds a letter may read about it, without an account."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from simpul.ground.actor import acting, system
from simpul.ground.clock import day_in
from simpul.letters.models import Letter
from simpul.letters.rules import valid_until
from simpul.letters.states import SIGNED
from simpul.letters.types import Verified

_KEY = re.compile(r"(\d\d)(\d\d)-[\w-]{32}", re.ASCII)


def district_of_key(key: str) -> str | None:
    """The district a verification key was made in; None when it is no key at all."""
    found = _KEY.fullmatch(key)
    return f"{found.group(1)}.{found.group(2)}" if found else None


def verify(key: str, *, at: datetime) -> Verified | None:
    """What the verification page shows: never a name, a number of a person, or what the need is.

    Looked up as the system, because the reader has no seat; only these fields leave.
    """
    district = district_of_key(key)
    if district is None:
        return None
    with acting(system(district)):
        letter = Letter.objects.select_related("template", "office__district").filter(verify_key=key).first()
        if letter is None:
            return None
        today = day_in(ZoneInfo(letter.office.district.timezone), at)
        until = valid_until(letter.dated, letter.template.valid_days)
        signed = letter.steps.filter(kind="sign").values_list("done_at", flat=True).first()
        return Verified(
            key=key,
            state=letter.state,
            genuine=letter.state in SIGNED and (until is None or today <= until),
            office=letter.office.name,
            district=letter.office.district.name,
            number=letter.number,
            dated=letter.dated,
            valid_until=until,
            kind=letter.template.title,
            initials=letter.initials,
            birth_year=letter.birth_year,
            signed_at=signed,
            asks_digits=bool(letter.values.get("digits")) and letter.state in SIGNED,
        )
