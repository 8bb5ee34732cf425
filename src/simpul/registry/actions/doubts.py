"""What a data steward is asked to look at: two rows that may be one person, a telephone of too many.

A number that somebody outside the sight of a seat holds says no more than that: neither who nor where. A seat
that meets many of them in a day is asked to leave numbers out, so that nobody finds people by typing numbers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import InputError
from simpul.registry.models import Proposal
from simpul.registry.queries.people import REVIEW

DOUBTS = {
    "other_desk": "Orang ini diterima di kantor lain dengan NIK yang sama. Periksa tempat tinggalnya.",
    "name_differs": "NIK orang ini dibawa ke kantor lain dengan nama lain. Periksa kartu siapa itu.",
    "number_elsewhere": "Nomor yang dibawa sudah tercatat pada orang lain. Periksa apakah datanya ganda.",
    "phone_shared": "Telepon ini dipakai lebih banyak keluarga daripada yang wajar. Periksa pemiliknya.",
}

MOST_ELSEWHERE = 5
A_DAY = timedelta(days=1)
_ELSEWHERE = "registry.number_elsewhere"


def check_may_try_numbers(*, by: Actor, field: str) -> None:
    """Refuse every further number of a seat that met too many held elsewhere within a day.

    Raises:
        InputError: `numbers_elsewhere`.
    """
    if by.seat is not None and audit.count_of(_ELSEWHERE, by=by, within=A_DAY) >= MOST_ELSEWHERE:
        raise InputError("numbers_elsewhere", field=field)


def note_elsewhere(*, by: Actor, person_id: UUID, kind: str, at: datetime) -> None:
    """A person brought a number that somebody outside the actor's sight holds: a steward looks at both."""
    ask_steward(by=by, person_id=person_id, doubt="number_elsewhere", at=at)
    audit.record(_ELSEWHERE, by=by, kind="person", key=person_id, label=kind)


def ask_steward(*, by: Actor, person_id: UUID, doubt: str, at: datetime) -> None:
    """Open a doubt about a person for the data stewards, unless the same one is open already."""
    reason = DOUBTS[doubt]
    with elevated(by):
        if not Proposal.objects.filter(person_id=person_id, state=REVIEW, reason=reason).exists():
            Proposal.objects.create(
                person_id=person_id,
                basis="deliberation",
                state=REVIEW,
                reason=reason,
                made_by=by.label,
                at=at,
            )
    audit.record("registry.ask_steward", by=by, kind="person", key=person_id, label=doubt)
