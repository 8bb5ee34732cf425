"""Looking is recorded too: who was found, whose page was opened."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting, seeing
from simpul.registry.queries import person_card, search
from simpul.registry.types import PersonCard, SearchResult


def look_up(
    *,
    by: Actor,
    text: str,
    at: datetime,  # noqa: ARG001  the trail has its own clock
    village_code: str | None = None,
) -> SearchResult:
    """Search, and record every person whose masked row was shown; never what was typed.

    Raises:
        InputError, NotAllowedError: as `queries.search`.
    """
    with acting(by):
        result = search(text, by=by, village_code=village_code)
        audit.record("registry.search", by=by, kind="village", key=result.village_code, label=result.by)
        for row in result.rows:
            audit.record("registry.found", by=by, kind="person", key=row.person)
        return result


def view_person(*, by: Actor, person_id: UUID, at: datetime) -> PersonCard:  # noqa: ARG001  the trail has its own clock
    """The person's card, and a line that this seat opened it.

    Raises:
        NotVisibleError: the actor does not see the person.
    """
    with seeing(by):  # one line is written, at the end
        card = person_card(person_id, by=by)
        audit.record("registry.view", by=by, kind="person", key=person_id)
        return card
