"""Persons and the families they belong to today."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Case, When

from simpul.ground.actor import Actor, seeing
from simpul.ground.errors import NotVisibleError
from simpul.ground.remembered import remembered
from simpul.places.queries import district
from simpul.registry.models import Family, Membership, Person, Proposal, RegistryCheck
from simpul.registry.rules import closes_on

HEAD_FIRST = Case(When(relation="head", then=0), default=1)
REVIEW = "review"
REVIEWED = "reviewed"
OPEN = "open"


@remembered
def person(person_id: UUID, *, by: Actor) -> Person:
    """A person the actor sees.

    Raises:
        NotVisibleError: there is none, or outside the actor's sight.
    """
    with seeing(by):
        found = Person.objects.filter(pk=person_id).first()
    if found is None:
        raise NotVisibleError("no_such_person")
    return found


@remembered
def family_of(person_id: UUID) -> Family | None:
    """The family the person belongs to now, if the current actor sees it."""
    found = Family.objects.filter(memberships__person_id=person_id, memberships__until=None)
    return found.select_related("house").first()


@remembered
def members_of(family_id: UUID) -> list[Membership]:
    """Who belongs to a family now, head first, then by birth; only persons the current actor sees."""
    return list(
        Membership.objects.filter(family_id=family_id, until=None)
        .select_related("person")
        .order_by(HEAD_FIRST, "person__birth_year", "id")
    )


def office_sees(person_id: UUID, office: UUID) -> bool:
    """Whether a person the current actor sees was opened to an office."""
    return Person.objects.filter(pk=person_id, shared_with__contains=[office]).exists()


def open_proposal(person_id: UUID) -> Proposal | None:
    """The proposal that the person enter the registry, while it waits for a decision."""
    return Proposal.objects.filter(person=person_id, state=OPEN).first()


def unlisted(person_id: UUID) -> bool:
    """Whether the latest check found the person nowhere: today's look-up by hand before the dated copy.

    Ask as somebody who reads checks. Where neither was looked at nothing is said.
    """
    check = RegistryCheck.objects.filter(person=person_id).order_by("-at", "-id").first()
    if check is None:
        return False
    if check.siks_found is not None:
        return not check.siks_found
    return check.edition_id is not None and not check.found


def entered_before(district_code: str, made_on: date) -> date | None:
    """Until when a proposal of this day is entered, for its month; None where the pack names no day."""
    limits = district(district_code).settings.get("limits", {})
    day = limits.get("proposal_closes_on_day")
    return closes_on(made_on, int(day)) if day else None


def steward_tasks(*, by: Actor) -> list[Proposal]:
    """Proposals that wait for a decision among the people the actor sees, oldest first."""
    with seeing(by):
        return list(
            Proposal.objects.filter(state__in=[OPEN, REVIEW]).select_related("person").order_by("at", "id")
        )
