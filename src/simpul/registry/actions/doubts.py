"""What a data steward is asked to look at: two rows that may be one person, a telephone of too many."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, elevated
from simpul.registry.models import Proposal
from simpul.registry.queries.people import REVIEW

DOUBTS = {
    "other_desk": "Orang ini diterima di kantor lain dengan NIK yang sama. Periksa tempat tinggalnya.",
    "number_elsewhere": "Nomor yang dibawa sudah tercatat pada orang lain. Periksa apakah datanya ganda.",
    "phone_shared": "Telepon ini dipakai lebih banyak keluarga daripada yang wajar. Periksa pemiliknya.",
}


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
