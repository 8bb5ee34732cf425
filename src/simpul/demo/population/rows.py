"""What rows of the registry a drawn family is: told once, for the small demonstration and the crowd."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from typing import Any
from uuid import UUID

from django.db import models

from simpul.demo.population.people import FamilyDraft, Member
from simpul.ground.names import normalise
from simpul.programmes.models import Enrolment
from simpul.registry.adapters import seal_number
from simpul.registry.models import (
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
AS_OF = dt.date(2026, 8, 12)
#: The receivers of a centre's family programmes are found up to this decile; and how many of a hundred are.
RECEIVES_UP_TO, SHARE = 4, 0.6

#: A table and the columns of a row in it.
Row = tuple[type[models.Model], dict[str, Any]]


class RowMaker:
    """Makes the rows of families of one district. Parents come before their children.

    Args:
        district: code of the district.
        label: who adds the numbers.
        programmes: key and code of family programmes of the centre; a family's `receives` names the codes.
        key: gives a new key, in rising order.

    Attributes:
        parts: keys of persons who play a part in a story, by `story.part`.
    """

    def __init__(
        self, district: str, label: str, programmes: Sequence[tuple[UUID, str]], key: Callable[[], UUID]
    ) -> None:
        self.district = district
        self.label = label
        self.programmes = list(programmes)
        self.key = key
        self.parts: dict[str, UUID] = {}
        self._house: UUID | None = None

    def rows(self, family: FamilyDraft, village: str, *, chance: float) -> Iterator[Row]:
        """The rows of one family.

        Args:
            family: as drawn.
            village: code of the village it lives in.
            chance: from 0 to 1, decides whether it receives what its decile lets it receive.
        """
        guard = {"district_code": self.district, "scope_code": village, "village_code": village}
        if not family.shares or self._house is None:
            self._house = self.key()
            place = {"hamlet": family.hamlet, "rw": family.rw, "rt": family.rt}
            yield House, {"id": self._house, **guard, **place}
        key = self.key()
        yield Family, {"id": key, **guard, "house_id": self._house, "local_card": True if family.kk else None}
        if family.kk:
            yield self._number("family_id", key, NumberKind.KK, family.kk)
        for member in family.members:
            yield from self._member(member, key, guard, listed=family.listed)
        if family.listed:
            received = self._received(family, chance)
            yield from (self._enrolment(programme, key, village) for programme, _ in received)
            facts = family.facts | {"receives": [code for _, code in received]}
            yield FamilyFacts, {"family_id": key, **facts}

    def _member(self, member: Member, family: UUID, guard: dict[str, str], *, listed: bool) -> Iterator[Row]:
        key = self.key()
        exact = member.birth_precision == "day"
        if member.part:
            self.parts[member.part] = key
        yield (
            Person,
            {
                "id": key,
                **guard,
                "name": member.name,
                "name_key": normalise(member.name),
                "sex": member.sex,
                "birth_date": member.born if exact else None,
                "birth_year": None if exact else member.born.year,
                "birth_precision": member.birth_precision,
                "died_on": member.died,
            },
        )
        membership = {"person_id": key, "family_id": family, "relation": member.relation}
        yield Membership, {"id": self.key(), **membership}
        if member.nik:
            yield self._number("person_id", key, NumberKind.NIK, member.nik)
        for old in member.old_niks:
            yield self._number("person_id", key, NumberKind.NIK, old, valid_until=AS_OF)
        if member.phone:
            yield self._number("person_id", key, NumberKind.PHONE, member.phone)
        if listed:
            yield PersonFacts, {"person_id": key, **member.facts}

    def _number(
        self, holder: str, key: UUID, kind: str, number: str, *, valid_until: dt.date | None = None
    ) -> Row:
        row = self.key()
        sealed = seal_number(row, number)
        return (
            IdentityNumber,
            {
                "id": row,
                "district_code": self.district,
                holder: key,
                "kind": str(kind),
                "cipher": sealed.cipher,
                "key_id": sealed.key_id,
                "index": sealed.index,
                "valid_until": valid_until,
                "source": SOURCE,
                "added_by": self.label,
            },
        )

    def _received(self, family: FamilyDraft, chance: float) -> list[tuple[UUID, str]]:
        decile = family.facts["decile"]
        if not isinstance(decile, int) or decile > RECEIVES_UP_TO or chance > SHARE:
            return []
        # The poorer receive all of them, the others the first alone.
        return self.programmes if decile <= RECEIVES_UP_TO / 2 else self.programmes[:1]

    def _enrolment(self, programme: UUID, family: UUID, village: str) -> Row:
        return (
            Enrolment,
            {
                "id": self.key(),
                "district_code": self.district,
                "scope_code": village,
                "programme_id": programme,
                "family_id": family,
                "since": dt.date(AS_OF.year, 1, 1),
                "source": SOURCE,
            },
        )
