"""Copies on their way into the database, block by block, each block a transaction of the owner role.

The owner writes because PostgreSQL copies into guarded tables for their owner alone. Constraints, foreign
keys, the triggers that keep history, balance entries and let lines of the trail wait for their link see every
row. Each line of the trail is sealed before it is written, as any other.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import Any
from uuid import UUID

import psycopg
from django.db import models
from psycopg import sql

from simpul.cases.models import Case, TicketSeries
from simpul.demo.population.copying import copy_lines
from simpul.demo.stage import Stage
from simpul.demo.year.budget import Budget
from simpul.demo.year.copies import Scribe, choose, texts
from simpul.demo.year.patterns import Pattern
from simpul.demo.year.shares import Share, keys_of
from simpul.demo.year.spots import Spots
from simpul.ground import chain
from simpul.ground.keys import keyring
from simpul.ground.models import AuditLine
from simpul.offices.models import Office
from simpul.referrals.models import ReferralSeries
from simpul.registry.models import Family, House, Membership, Person

#: Told of each block that is in: its copies and its rows.
Told = Callable[[int, int], None]

_PEOPLE = (
    "SELECT p.id, p.name FROM {person} p JOIN {member} m ON m.person_id = p.id AND m.until IS NULL"
    " WHERE p.village_code = %s AND p.died_on IS NULL AND m.relation IN ('head', 'spouse')"
    " AND p.id <> ALL(%s) ORDER BY p.id"
)
_ADVANCE = (
    "INSERT INTO {table} (district_code, month, last) VALUES (%s, %s, %s) ON CONFLICT (district_code, month)"
    " DO UPDATE SET last = {table}.last + EXCLUDED.last RETURNING last"
)
_SHARE = (
    "WITH asked AS (SELECT person, array_agg(DISTINCT office) AS offices"
    " FROM unnest(%s::uuid[], %s::uuid[]) AS pair(person, office) GROUP BY person),"
    " seen AS (SELECT {key} AS id, array_agg(DISTINCT office) AS offices"
    " FROM asked CROSS JOIN unnest(asked.offices) AS office{via}"
    " GROUP BY 1) UPDATE {table} t SET shared_with ="
    " ARRAY(SELECT unnest(t.shared_with) UNION SELECT unnest(seen.offices)) FROM seen WHERE t.id = seen.id"
)


@dataclass
class Filling:
    """What is needed to write any block.

    Attributes:
        stage, spots: the district.
        patterns: what is copied.
        seed: another seed copies others.
        served: persons who have a service that is no copy: none of them gets one.
    """

    stage: Stage
    spots: Spots
    patterns: Sequence[Pattern]
    seed: str
    served: Sequence[UUID]

    def write(self, shares: Sequence[Share], connection: psycopg.Connection[Any], tell: Told) -> None:
        """Write blocks that are not there yet."""
        district = self.stage.district
        scribe = Scribe(district.code, self.stage.calendar.zone, chain.secret(keyring()))
        budget = Budget(connection)
        outside = Office.objects.filter(district=district, outside_government=True)
        self._outside = {str(key) for key in outside.values_list("pk", flat=True)}
        for share in shares:
            with connection.transaction():
                tell(share.copies, self._block(share, connection, scribe, budget))

    def _block(
        self, share: Share, connection: psycopg.Connection[Any], scribe: Scribe, budget: Budget
    ) -> int:
        random = Random(f"{self.seed}:{share.number}:copies")
        spot = self.spots.of(share.village)
        people = self._people(share, connection)
        copies = choose(self.patterns, people, village=share.village, spot=spot, budget=budget, random=random)
        tickets, numbers = (
            _advance(connection, table, scribe.district, needed)
            for table, needed in zip((TicketSeries, ReferralSeries), scribe.months(copies), strict=True)
        )
        written = scribe.write(
            copies,
            spot=dict(texts(spot)),
            keys=keys_of(share, seed=self.seed),
            tickets=tickets,
            numbers=numbers,
            random=random,
        )
        rows = sum(_copy(connection, table, lines) for table, lines in written.lines.items())
        budget.write(connection)
        _share(connection, Person, "person", "", written.shared)
        whole = [(person, office) for person, office in written.shared if office not in self._outside]
        member = Membership._meta.db_table
        home = f" JOIN {member} m ON m.person_id = person AND m.until IS NULL"
        _share(connection, Family, "m.family_id", home, whole)
        others = f"{home} JOIN {member} o ON o.family_id = m.family_id AND o.until IS NULL"
        _share(connection, Person, "o.person_id", others, whole)
        house = f"{home} JOIN {Family._meta.db_table} f ON f.id = m.family_id"
        _share(connection, House, "f.house_id", house, whole)
        return rows

    def _people(self, share: Share, connection: psycopg.Connection[Any]) -> list[tuple[UUID, str]]:
        """Somebody for each copy; from the beginning again where a village has fewer people than copies."""
        query = _PEOPLE.format(person=Person._meta.db_table, member=Membership._meta.db_table)
        found = connection.execute(query.encode(), [share.village, list(self.served)]).fetchall()
        return list(itertools.islice(itertools.cycle(found), share.before, share.before + share.copies))


def there(shares: Sequence[Share], connection: psycopg.Connection[Any], *, seed: str) -> set[int]:
    """The numbers of the blocks that are in the database already."""
    first = {keys_of(share, seed=seed)(): share.number for share in shares}
    query = sql.SQL("SELECT id FROM {} WHERE id = ANY(%s)").format(sql.Identifier(Case._meta.db_table))
    return {first[key] for (key,) in connection.execute(query, [list(first)])}


def _advance(
    connection: psycopg.Connection[Any], table: type[models.Model], district: str, needed: Mapping[str, int]
) -> dict[str, int]:
    """Take so many serials of each month; answers the last that was given before, by month."""
    query = _ADVANCE.format(table=table._meta.db_table).encode()
    before: dict[str, int] = {}
    for month, many in sorted(needed.items()):
        row = connection.execute(query, [district, month, many]).fetchone()
        assert row is not None  # noqa: S101  RETURNING answers
        before[month] = row[0] - many
    return before


def _copy(connection: psycopg.Connection[Any], table: type[models.Model], lines: list[str]) -> int:
    if table is AuditLine:
        columns = ["at", *chain.FIELDS, "seal"]  # its key is the database's own counter
    else:
        columns = [str(field.column) for field in table._meta.concrete_fields]
    return copy_lines(connection, table._meta.db_table, columns, lines)


def _share(
    connection: psycopg.Connection[Any],
    table: type[models.Model],
    key: str,
    via: str,
    shared: Sequence[tuple[UUID, str]],
) -> None:
    """Let offices see rows: those of these persons, found by a join from them."""
    if shared:
        query = _SHARE.format(table=table._meta.db_table, key=key, via=via)
        connection.execute(query.encode(), [[each for each, _ in shared], [office for _, office in shared]])
