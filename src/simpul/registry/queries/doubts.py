"""What a data steward is asked to look at: the oldest first, and one of them with everybody it concerns."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from simpul.ground.actor import Actor, acting
from simpul.ground.errors import NotVisibleError
from simpul.places.queries import names_of
from simpul.registry.models import IdentityNumber, NumberKind, Person, Proposal
from simpul.registry.permissions import check_can_decide_proposal
from simpul.registry.queries.card import number_lines
from simpul.registry.queries.people import REVIEW, REVIEWED
from simpul.registry.types import Concerned, DoubtLine, DoubtPage

MOST_CONCERNED = 20


def doubts(*, by: Actor) -> list[DoubtLine]:
    """Every open doubt about people in the actor's sight, the oldest first.

    Raises:
        NotAllowedError: the seat tends no data.
    """
    check_can_decide_proposal(by)
    with acting(by):
        rows = list(Proposal.objects.filter(state=REVIEW).select_related("person").order_by("at", "id"))
        villages = names_of(row.person.village_code for row in rows)
    return [_line(row, villages) for row in rows]


def doubt(key: UUID, *, by: Actor) -> DoubtPage:
    """One doubt, settled or not, with the numbers of everybody it concerns, masked.

    Those are the person, whoever got the same question at the same moment (the other holder of a number), and
    whoever gives the same telephone. Opening it is recorded: pages call `actions.open_doubt`.

    Raises:
        NotAllowedError: the seat tends no data.
        NotVisibleError: no such doubt about somebody in sight.
    """
    check_can_decide_proposal(by)
    with acting(by):
        row = Proposal.objects.select_related("person").filter(pk=key, state__in=(REVIEW, REVIEWED)).first()
        if row is None:
            raise NotVisibleError("no_such_doubt")
        people = [row.person, *_concerned(row)]
        villages = names_of(person.village_code for person in people)
        return DoubtPage(
            line=_line(row, villages),
            people=tuple(_shown(person, villages) for person in people),
            settled_by=row.decided_by,
            settled_at=row.decided_at,
            note=row.result,
        )


def _concerned(row: Proposal) -> Iterable[Person]:
    same = Proposal.objects.filter(at=row.at, made_by=row.made_by, state__in=(REVIEW, REVIEWED))
    phones = IdentityNumber.objects.filter(person=row.person_id, kind=NumberKind.PHONE, valid_until=None)
    shared = IdentityNumber.objects.filter(
        kind=NumberKind.PHONE, valid_until=None, index__in=list(phones.values_list("index", flat=True))
    )
    keys = {*same.values_list("person_id", flat=True), *shared.values_list("person_id", flat=True)}
    found = Person.objects.filter(pk__in=keys - {row.person_id, None}).order_by("name_key", "id")
    return found[:MOST_CONCERNED]


def _line(row: Proposal, villages: dict[str, str]) -> DoubtLine:
    return DoubtLine(
        id=row.pk,
        name=row.person.name,
        village=villages.get(row.person.village_code, ""),
        reason=row.reason,
        asked_by=row.made_by,
        at=row.at,
    )


def _shown(person: Person, villages: dict[str, str]) -> Concerned:
    return Concerned(
        person=person.pk,
        name=person.name,
        village=villages.get(person.village_code, ""),
        birth_year=person.birth_date.year if person.birth_date else person.birth_year,
        numbers=number_lines(person),
    )
