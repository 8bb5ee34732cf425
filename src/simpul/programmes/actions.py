"""Verbs that write of the catalogue: places taken, and who is known to take part."""

from __future__ import annotations

from datetime import date

from simpul.ground import audit
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import StateError
from simpul.programmes.models import Enrolment, Programme, Quota
from simpul.registry.models import Person


def enrol(*, by: Actor, programme: Programme, person: Person, source: str, today: date) -> Enrolment:
    """Record that a person takes part in a programme from today, and take a place of the year's quota.

    Somebody already enrolled takes no second place. Where the quota is not known, none is counted.

    Raises:
        StateError: `quota_full`.
    """
    with elevated(by):
        known = Enrolment.objects.filter(programme=programme, person=person, until=None).first()
        if known is not None:
            return known
        _take_place(programme, today.year)
        enrolment = Enrolment.objects.create(
            district_code=person.district_code,
            scope_code=person.scope_code,
            shared_with=person.shared_with,
            programme=programme,
            person=person,
            since=today,
            source=source[:80],
        )
        audit.record("programmes.enrol", by=by, kind="person", key=person.pk, label=programme.code)
    return enrolment


def _take_place(programme: Programme, year: int) -> None:
    quota = Quota.objects.select_for_update().filter(programme=programme, year=year).first()
    if quota is None or quota.places is None:
        return
    if quota.taken >= quota.places:
        raise StateError("quota_full", programme=programme.name)
    quota.taken += 1
    quota.save(update_fields=["taken"])
