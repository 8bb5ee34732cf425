"""A district's people: an edition is opened, filled block by block, and published with what was known."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import psycopg
from django.db import connection
from psycopg import sql

from simpul.demo.casting import is_invented
from simpul.demo.entering import alone, demonstration
from simpul.demo.making import received_programmes
from simpul.demo.population.crowd import Crowd
from simpul.demo.population.rows import AS_OF, SOURCE
from simpul.demo.population.sending import send, there
from simpul.demo.population.writing import EDITION, FILLED
from simpul.ground.actor import Actor, acting, system
from simpul.ground.errors import DomainError
from simpul.ground.locks import CROWD
from simpul.places.models import District
from simpul.places.queries import villages_of
from simpul.registry import actions as registry
from simpul.registry.models import (
    Edition,
    FamilyFacts,
    PersonFacts,
)

_CODE = "penduduk-"


class CrowdError(DomainError):
    """`crowd_before_demo`, `another_crowd` or `crowd_under_way`: no crowd can be made here now."""


@dataclass(frozen=True)
class Wish:
    """What was asked for.

    Attributes:
        district: its code; loaded as a demonstration, and its small demonstration made.
        families: how many.
        seed: another seed draws other people.
        processes: how many write at once; changes nothing in who is drawn.
    """

    district: str
    families: int
    seed: int = 1
    processes: int = 2


@dataclass(frozen=True)
class Progress:
    """How far a crowd has come: families that are in, of how many, and those that were in before."""

    families: int
    wanted: int
    before: int
    rows: int = 0


def make_crowd(wish: Wish, *, owner: str, now: dt.datetime, tell: Callable[[Progress], None]) -> bool:
    """Fill a demonstration's villages with people; False when they are all there already.

    Args:
        wish: who.
        owner: URL of the owner role (see `population.sending`).
        now: when it is published.
        tell: called at the beginning and with every block.

    Raises:
        NotVisibleError: no such district is loaded.
        NoDemoError: the district is a real one.
        CrowdError: see there.
        SendingError: a writing process ended; begin again, and what is in stays.
    """
    district = demonstration(wish.district)
    with alone(owner, CROWD, busy=CrowdError("crowd_under_way")) as guard:
        by = system(district.code)
        edition = _edition(district, wish, by)
        if edition.published_at is not None:
            return False
        _fill(wish, edition, guard, owner=owner, now=now, tell=tell)
        _publish(edition, by, now)
        tables = {model._meta.db_table for model in FILLED}
        guard.execute(
            sql.SQL("VACUUM (ANALYZE) {}").format(sql.SQL(", ").join(map(sql.Identifier, sorted(tables))))
        )
    return True


def _edition(district: District, wish: Wish, by: Actor) -> Edition:
    """The edition of this very crowd, opened now or by a run before."""
    code = f"{_CODE}{wish.families}-{wish.seed}"
    with acting(by):
        if not Edition.objects.filter(district=district, code=EDITION, published_at__isnull=False).exists():
            raise CrowdError("crowd_before_demo")
        found = Edition.objects.filter(district=district, code__startswith=_CODE).first()
        if found is not None and found.code != code:
            raise CrowdError("another_crowd", there=found.code.removeprefix(_CODE))
        return found or registry.open_edition(
            by=by, code=code, name="DTSEN 3/2026 (contoh, semua keluarga)", source=SOURCE, as_of=AS_OF
        )


def _fill(
    wish: Wish,
    edition: Edition,
    guard: psycopg.Connection[Any],
    *,
    owner: str,
    now: dt.datetime,
    tell: Callable[[Progress], None],
) -> None:
    with acting(system(wish.district)) as by:
        codes = (village.code for village in villages_of(wish.district))
        villages = [code for code in codes if not is_invented(code)]
        programmes = received_programmes(wish.district)
    crowd = Crowd(wish.district, villages, wish.families, str(wish.seed), by.label, programmes)
    in_before = there(crowd, guard)
    blocks = crowd.blocks()
    before = families = sum(block.families for block in blocks if block.number in in_before)
    tell(Progress(families, wish.families, before))
    rows = 0

    def count(more: int, more_rows: int) -> None:
        nonlocal families, rows
        families, rows = families + more, rows + more_rows
        tell(Progress(families, wish.families, before, rows))

    send(
        crowd,
        [block for block in blocks if block.number not in in_before],
        url=owner,
        given={"created_at": now, "added_at": now, "edition_id": edition.pk},
        processes=wish.processes,
        tell=count,
    )


def _publish(edition: Edition, by: Actor, now: dt.datetime) -> None:
    """Publish; what editions before said of people outside the crowd is said by this one too."""
    with acting(by), connection.cursor() as cursor:
        for model, key in ((FamilyFacts, "family_id"), (PersonFacts, "person_id")):
            table, columns = model._meta.db_table, _said(model)
            cursor.execute(
                f"INSERT INTO {table} (edition_id, {columns})"  # noqa: S608  # nosec B608 - our own columns
                f" SELECT DISTINCT ON ({key}) %s::uuid, {columns}"
                f" FROM {table} JOIN registry_edition said ON said.id = edition_id"
                " WHERE said.district_id = %s AND said.published_at IS NOT NULL"
                f" ORDER BY {key}, said.as_of DESC, said.published_at DESC",
                [edition.pk, edition.district_id],
            )
        registry.publish_edition(by=by, edition=edition, at=now)


def _said(model: type[FamilyFacts | PersonFacts]) -> str:
    """The columns of a table of facts, but for the edition."""
    columns = [field.column for field in model._meta.concrete_fields]
    return ", ".join(column for column in columns if column not in {None, "edition_id"})
