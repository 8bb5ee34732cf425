"""The office an actor sits in."""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices.models import Office


def own_office(by: Actor) -> Office:
    """The office the actor sits in.

    Raises:
        NotVisibleError: `no_office`, the actor sits in none.
    """
    found = by.office and Office.objects.select_related("district").filter(pk=by.office).first()
    if not found:
        raise NotVisibleError("no_office")
    return found
