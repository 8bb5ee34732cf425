"""Writes drawn families into the registry, sealed and guarded as everybody's, in few statements."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from simpul.demo.population.people import FamilyDraft, Member
from simpul.ground.actor import Actor, acting
from simpul.ground.names import normalise
from simpul.programmes.models import Enrolment, Programme
from simpul.registry import actions as registry
from simpul.registry.adapters import seal_number
from simpul.registry.models import (
    Edition,
    Family,
    FamilyFacts,
    House,
    IdentityNumber,
    Membership,
    NumberKind,
    Person,
    PersonFacts,
)

SOURCE = "contoh"
BATCH = 1000
EDITION = "2026-3-contoh"
EDITION_NAME = "DTSEN 3/2026 (contoh)"
AS_OF = dt.date(2026, 8, 12)
#: The receivers of a centre's family programmes are found up to this decile; and how many of a hundred are.
RECEIVES_UP_TO, SHARE = 4, 0.6


@dataclass
class Rows:
    """What is to be written, table by table."""

    houses: list[House] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    persons: list[Person] = field(default_factory=list)
    memberships: list[Membership] = field(default_factory=list)
    numbers: list[IdentityNumber] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    family_facts: list[FamilyFacts] = field(default_factory=list)
    person_facts: list[PersonFacts] = field(default_factory=list)


class Writer:
    """Collects families as rows of one district.

    Args:
        by: the system of the district.
        programmes: family programmes of the centre; a family's `receives` names them by their codes.

    Attributes:
        parts: persons who play a part in a story, by `story.part`.
    """

    def __init__(self, by: Actor, programmes: Sequence[Programme]) -> None:
        self.by = by
        self.programmes = programmes
        self.rows = Rows()
        self.parts: dict[str, Person] = {}

    def add(self, family: FamilyDraft, village: str, *, chance: float) -> Family:
        """Make the rows of one family.

        Args:
            family: as drawn.
            village: code of the village it lives in.
            chance: from 0 to 1, decides whether it receives what its decile lets it receive.
        """
        guard = {"district_code": self.by.district, "scope_code": village, "village_code": village}
        if family.shares and self.rows.houses:
            house = self.rows.houses[-1]
        else:
            house = House(**guard, hamlet=family.hamlet, rw=family.rw, rt=family.rt)
            self.rows.houses.append(house)
        row = Family(**guard, house=house, local_card=True if family.kk else None)
        self.rows.families.append(row)
        if family.kk:
            self._seal(row, NumberKind.KK, family.kk)
        for member in family.members:
            self._person(member, row, guard, listed=family.listed)
        if family.listed:
            receives = self._enrol(row, family, chance)
            self.rows.family_facts.append(FamilyFacts(family=row, **family.facts, receives=receives))
        return row

    def _person(self, member: Member, family: Family, guard: dict[str, str], *, listed: bool) -> None:
        exact = member.birth_precision == "day"
        person = Person(
            **guard,
            name=member.name,
            name_key=normalise(member.name),
            sex=member.sex,
            birth_date=member.born if exact else None,
            birth_year=None if exact else member.born.year,
            birth_precision=member.birth_precision,
        )
        self.rows.persons.append(person)
        if member.part:
            self.parts[member.part] = person
        self.rows.memberships.append(Membership(person=person, family=family, relation=member.relation))
        if member.nik:
            self._seal(person, NumberKind.NIK, member.nik)
        if member.phone:
            self._seal(person, NumberKind.PHONE, member.phone)
        if listed:
            self.rows.person_facts.append(PersonFacts(person=person, **member.facts))

    def _enrol(self, row: Family, family: FamilyDraft, chance: float) -> list[str]:
        decile = family.facts["decile"]
        if not isinstance(decile, int) or decile > RECEIVES_UP_TO or chance > SHARE:
            return []
        # The poorer receive all of them, the others the first alone.
        given = self.programmes if decile <= RECEIVES_UP_TO / 2 else self.programmes[:1]
        self.rows.enrolments += [
            Enrolment(
                district_code=row.district_code,
                scope_code=row.scope_code,
                programme=programme,
                family=row,
                since=dt.date(AS_OF.year, 1, 1),
                source=SOURCE,
            )
            for programme in given
        ]
        return [programme.code for programme in given]

    def _seal(self, holder: Person | Family, kind: NumberKind, number: str) -> None:
        row = IdentityNumber(
            district_code=holder.district_code, kind=kind, source=SOURCE, added_by=self.by.label
        )
        setattr(row, "person" if isinstance(holder, Person) else "family", holder)
        sealed = seal_number(row.pk, number)
        row.cipher, row.key_id, row.index = sealed.cipher, sealed.key_id, sealed.index
        self.rows.numbers.append(row)

    def write(self, at: dt.datetime) -> Edition:
        """Write everything and publish the edition that speaks of it."""
        rows = self.rows
        with acting(self.by):
            for made in (
                rows.houses,
                rows.families,
                rows.persons,
                rows.memberships,
                rows.numbers,
                rows.enrolments,
            ):
                _write(made)
            edition = registry.open_edition(
                by=self.by, code=EDITION, name=EDITION_NAME, source=SOURCE, as_of=AS_OF
            )
            registry.add_facts(
                by=self.by, edition=edition, families=rows.family_facts, persons=rows.person_facts
            )
            return registry.publish_edition(by=self.by, edition=edition, at=at)


def _write(rows: Iterable[House | Family | Person | Membership | IdentityNumber | Enrolment]) -> None:
    made = list(rows)
    if made:
        type(made[0])._default_manager.bulk_create(made, batch_size=BATCH)  # type: ignore[arg-type]  # noqa: SLF001  rows of one table
