"""What a data steward is asked to look at: two rows that may be one person, a telephone of too many.

A number that somebody outside the sight of a seat holds says no more than that: neither who nor where. A seat
that meets many of them in a day is asked to leave numbers out, so that nobody finds people by typing numbers.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, elevated
from simpul.ground.errors import InputError, NotVisibleError, StateError
from simpul.offices.queries import check_still_seated
from simpul.registry.models import Proposal
from simpul.registry.permissions import check_can_decide_proposal
from simpul.registry.queries import doubt
from simpul.registry.queries.people import REVIEW, REVIEWED
from simpul.registry.rules import check_reason
from simpul.registry.types import DoubtPage

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


def open_doubt(*, by: Actor, key: UUID, at: datetime) -> DoubtPage:  # noqa: ARG001  the trail has its own clock
    """A doubt with everybody it concerns, and a line for each person that this seat looked.

    Raises:
        NotAllowedError, NotVisibleError: as `queries.doubt`.
    """
    with acting(by):
        page = doubt(key, by=by)
        for each in page.people:
            audit.record("registry.view", by=by, kind="person", key=each.person)
        return page


def settle_doubt(*, by: Actor, key: UUID, note: str, at: datetime) -> Proposal:
    """Close a doubt with what was found out and done.

    Raises:
        NotAllowedError: the seat tends no data.
        InputError: `reason_short`, `number_in_text`.
        NotVisibleError: no such doubt about somebody in sight.
        StateError: `doubt_settled`, somebody closed it before.
    """
    check_can_decide_proposal(by)
    note = check_reason(note, field="note")
    with acting(by):
        check_still_seated(by, at=at)
        held = Proposal.objects.select_for_update().filter(pk=key).first()
        if held is None:
            raise NotVisibleError("no_such_doubt")
        if held.state != REVIEW:
            raise StateError("doubt_settled")
        held.state, held.result, held.decided_by, held.decided_at = REVIEWED, note, by.label, at
        held.save(update_fields=["state", "result", "decided_by", "decided_at"])
        audit.record("registry.settle_doubt", by=by, kind="person", key=held.person_id)
        return held
