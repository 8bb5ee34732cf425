"""Verbs that write of the catalogue: places taken and given back, and who is known to take part."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, elevated
from simpul.ground.errors import StateError
from simpul.programmes.models import Enrolment, Programme, Quota
from simpul.programmes.queries import taking_part_on
from simpul.programmes.rules import DEFAULT_VOCABULARY
from simpul.programmes.rules.places import held_until
from simpul.registry import actions as registry
from simpul.registry.models import Finding, Person

NOT_ARRIVED = "not_arrived"


def enrol(*, by: Actor, programme: Programme, person: Person, source: str, today: date) -> Enrolment:
    """Record that a person takes part in a programme from today, and take a place of the year's quota.

    Somebody already enrolled takes no second place. Where the quota is not known, none is counted. How often
    the programme helps says until when the place is held.

    Args:
        by: who gives the help.
        programme: which.
        person: who takes part.
        source: what shows it, as the number of a request; `give_back` finds the place by it.
        today: the day it is in the office that gives.

    Raises:
        StateError: `quota_full`.
    """
    with elevated(by) as wide:
        registry.lock_household(by=wide, person=person.pk)
        # The year's places are held first: of two offices giving the same, the second finds the first one's.
        quota = Quota.objects.select_for_update().filter(programme=programme, year=today.year).first()
        known = Enrolment.objects.filter(taking_part_on(today), programme=programme, person=person).first()
        if known is not None:
            return known
        _take_place(quota)
        enrolment = Enrolment(
            district_code=person.district_code,
            scope_code=person.scope_code,
            shared_with=person.shared_with,
            programme=programme,
            person=person,
            since=today,
            until=held_until(programme.period, today),
            source=source[:80],
            quota=quota if quota is not None and quota.places is not None else None,
        )
        enrolment.save(force_insert=True)
        audit.record("programmes.enrol", by=by, kind="person", key=person.pk, label=programme.code)
    return enrolment


def give_back(
    *, by: Actor, programme: Programme, person: Person, source: str, today: date
) -> Enrolment | None:
    """Give back the place that help took which did not arrive. A second time changes nothing.

    Args:
        by: who says what the family said.
        programme: which.
        person: who did not get it.
        source: as it was given to `enrol`; a place taken by other help stays taken.
        today: the day it is said.

    Returns:
        The enrolment that never was, or None where this help took no place.
    """
    with elevated(by) as wide:
        registry.lock_household(by=wide, person=person.pk)
        took = Enrolment.objects.filter(
            programme=programme, person=person, source=source[:80], given_back=False
        )
        enrolment = took.select_for_update().first()
        if enrolment is None:
            return None
        enrolment.given_back, enrolment.until, enrolment.ended_reason = True, today, NOT_ARRIVED
        enrolment.save(update_fields=["given_back", "until", "ended_reason"])
        if enrolment.quota_id is not None:
            _free_place(Quota.objects.select_for_update().get(pk=enrolment.quota_id))
        audit.record("programmes.give_back", by=by, kind="person", key=person.pk, label=programme.code)
    return enrolment


def record_facts(
    *, by: Actor, person: UUID, facts: Mapping[str, Any], source: str, seen_on: date, at: datetime
) -> list[Finding]:
    """Keep what was found out about a person, their family and house, fact by fact of the rules' vocabulary.

    Args:
        by: who found it out.
        person: key of who was asked about.
        facts: value by the fact's path.
        source: one of `registry.types.FOUND_BY`.
        seen_on: the day it was so.
        at: now.

    Raises:
        FactError: a fact is not of the vocabulary, or its value not of its kind.
        DomainError: as `registry.actions.record_findings`.
    """
    DEFAULT_VOCABULARY.check(facts)
    return registry.record_findings(by=by, person=person, facts=facts, source=source, seen_on=seen_on, at=at)


def _take_place(quota: Quota | None) -> None:
    if quota is None or quota.places is None:
        return
    if quota.taken >= quota.places:
        raise StateError("quota_full", programme=quota.programme.name)
    quota.taken += 1
    quota.save(update_fields=["taken"])


def _free_place(quota: Quota) -> None:
    quota.taken -= 1
    quota.save(update_fields=["taken"])
