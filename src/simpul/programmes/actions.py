"""Verbs that write of the catalogue: places taken, and who is known to take part."""

from __future__ import annotations

from datetime import date

from django.db import IntegrityError, transaction

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
        # The year's places are held first: of two offices giving the same, the second finds the first one's.
        quota = Quota.objects.select_for_update().filter(programme=programme, year=today.year).first()
        taking_part = Enrolment.objects.filter(programme=programme, person=person, until=None)
        if (known := taking_part.first()) is not None:
            return known
        _take_place(quota)
        enrolment = Enrolment(
            district_code=person.district_code,
            scope_code=person.scope_code,
            shared_with=person.shared_with,
            programme=programme,
            person=person,
            since=today,
            source=source[:80],
        )
        try:
            with transaction.atomic():
                enrolment.save(force_insert=True)
        except IntegrityError:  # no quota to hold, and somebody was quicker
            return taking_part.get()
        audit.record("programmes.enrol", by=by, kind="person", key=person.pk, label=programme.code)
    return enrolment


def _take_place(quota: Quota | None) -> None:
    if quota is None or quota.places is None:
        return
    if quota.taken >= quota.places:
        raise StateError("quota_full", programme=quota.programme.name)
    quota.taken += 1
    quota.save(update_fields=["taken"])
