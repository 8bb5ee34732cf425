"""One at a time about a household: the first lock of every verb that writes about its persons or their needs.

A death is recorded on the person and ends needs below it; a need that goes on opens its person to an office.
Taken row by row in those two orders the database would have to refuse one of the two. So everybody takes this
lock before any row: (number,) household, then need, then request.
"""

from __future__ import annotations

from uuid import UUID

from simpul.ground import locks
from simpul.ground.actor import Actor, elevated
from simpul.registry.models import Membership


def lock_household(*, by: Actor, person: UUID | None = None, family: UUID | None = None) -> None:
    """Wait for whoever writes about the same household; held until the transaction ends.

    Args:
        by: who writes; neither person nor family need be in sight.
        person: somebody of the household; a person without a family is one alone.
        family: the family, where no person was named.
    """
    with elevated(by):
        if person is not None:
            members = Membership.objects.filter(person=person, until=None)
            family = members.values_list("family", flat=True).first()
        locks.hold(f"household {family or person}")
