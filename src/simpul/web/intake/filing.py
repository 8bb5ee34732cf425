"""The whole intake, carried out as one command: the person, the check, the proposal, the service."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from simpul.cases import actions as cases
from simpul.cases.actions import TakenIn
from simpul.cases.types import Collector, ConsentGiven, NeedInput, Opening, Reporter
from simpul.ground.actor import Actor
from simpul.ground.errors import StateError
from simpul.offices.types import RoleCode
from simpul.places.queries import local_day, villages_for, zone_of
from simpul.registry import actions as registry
from simpul.registry import queries
from simpul.registry.models import Person
from simpul.registry.types import ManualLook
from simpul.web.intake.draft import Draft


def file_intake(draft: Draft, *, by: Actor, at: datetime) -> TakenIn:
    """Write everything that was answered, or nothing.

    Raises:
        StateError: `draft_gone`, there is nothing complete to save (saved already, or thrown away).
        DomainError: what one of the actions refuses.
    """
    if not draft.complete:
        raise StateError("draft_gone")
    person = _person(draft, by=by, at=at)
    registry.record_check(by=by, person=person, manual=manual_look(draft.look, by=by, at=at), at=at)
    if draft.propose and queries.open_proposal(person.pk) is None:
        registry.propose(by=by, person=person, **draft.propose, at=at)
    return cases.take_in(by=by, opening=_opening(draft, person, by), at=at)


def _person(draft: Draft, *, by: Actor, at: datetime) -> Person:
    if draft.person:
        return queries.person(UUID(draft.person), by=by)
    return registry.add_person(by=by, new=draft.new_person(), at=at)


def left_out(draft: Draft, person: UUID) -> bool:
    """Whether a number that was typed could not be recorded, because somebody out of sight holds it."""
    told = draft.new
    if told.get("nik") and not queries.has_number(person, "nik"):
        return True
    own_card = told.get("kk") and queries.family_of(person) is not None
    return bool(own_card) and not queries.has_number(person, "kk")


def manual_look(look: dict[str, Any], *, by: Actor, at: datetime) -> ManualLook | None:
    """The look-up by hand: its hour is of the district's day today."""
    if not look:
        return None
    zone = zone_of(by.district)
    since = look["jkn_inactive_since"]
    return ManualLook(
        looked_at=datetime.combine(
            local_day(by.district, at), time.fromisoformat(look["looked_at"]), tzinfo=zone
        ),
        siks_found={"yes": True, "no": False}.get(look["siks_found"]),
        siks_decile=look["siks_decile"],
        siks_note=look["siks_note"],
        jkn_state=look["jkn_state"],
        jkn_segment=look["jkn_segment"],
        jkn_inactive_since=date.fromisoformat(since) if since else None,
    )


def _served_in(person: Person, by: Actor) -> str:
    """Where somebody is served: at home; one from outside the seat's area where they came to."""
    if by.serves(person.village_code) and person.village_code:
        return person.village_code
    villages = villages_for(by)
    return villages[0].code if len(villages) == 1 else next(iter(by.comes_from), "")


def usual_source(by: Actor) -> dict[str, str]:
    """Whose request it is, unless said otherwise: the hospital's at its desk, elsewhere the citizen's own."""
    return {"source": "hospital" if by.role == RoleCode.HOSPITAL_DESK else "citizen", "channel": "desk"}


def _opening(draft: Draft, person: Person, by: Actor) -> Opening:
    source = draft.source or usual_source(by)
    return Opening(
        person=person.pk,
        village_code=_served_in(person, by),
        needs=tuple(NeedInput(**need) for need in draft.needs),
        consent=ConsentGiven(draft.basis, draft.read_aloud, draft.given_by),
        reporter=Reporter(**draft.reporter) if draft.reporter else None,
        collector=Collector(**draft.collector) if draft.collector else None,
        urgent=draft.danger == "life",
        **source,
    )
