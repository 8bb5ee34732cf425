"""A district's year of services: some played, the others copied, the trail linked, the counts made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import psycopg
from django.db import models
from django.db.models import Count
from psycopg import sql

from simpul.cases.models import Case
from simpul.demo.casting import is_invented
from simpul.demo.entering import alone, demonstration
from simpul.demo.population.writing import EDITION
from simpul.demo.stage import Stage, calendar_of
from simpul.demo.year.filling import Filling, there
from simpul.demo.year.graphs import TABLES, read_graphs
from simpul.demo.year.patterns import Pattern, pattern_of
from simpul.demo.year.playing import play_year, played_keys
from simpul.demo.year.shares import after, shares_of
from simpul.demo.year.spots import Spots
from simpul.ground import audit
from simpul.ground.actor import acting, system
from simpul.ground.chain import link_all
from simpul.ground.errors import DomainError
from simpul.ground.locks import YEAR
from simpul.ground.models import AuditLine, AuditLink, AuditWaiting
from simpul.insight.actions import refresh
from simpul.places.models import District
from simpul.registry.models import Edition, Family, House, Person

_BEGUN, _DONE = "demo.cases_begun", "demo.cases_done"
_LINKED_AT_ONCE = 20_000
_PATIENCE = 0.5
_BESIDE = (AuditLine, AuditLink, AuditWaiting, Person, Family, House)


class YearError(DomainError):
    """`year_before_demo`, `another_year` or `year_under_way`: no year of services can be made here now."""


@dataclass(frozen=True)
class Year:
    """What was asked for.

    Attributes:
        district: its code; loaded as a demonstration, and its small demonstration made.
        services: how many in all.
        played: how many of them by the real actions.
        seed: another seed makes others.
    """

    district: str
    services: int
    played: int = 3_000
    seed: int = 1

    @property
    def label(self) -> str:
        """By which a year that was begun is known again."""
        return f"{self.services}-{self.played}-{self.seed}"


@dataclass(frozen=True)
class Progress:
    """How far a year has come: `step` is `play`, `copy` or `link`; how many of how many, and rows written."""

    step: str
    done: int
    wanted: int
    rows: int = 0


Tell = Callable[[Progress], None]


def make_year(wish: Year, *, owner: str, now: dt.datetime, tell: Tell) -> bool:
    """Make a district's year of services; False when it is there already.

    Args:
        wish: what.
        owner: URL of the owner role (see `filling`).
        now: everything has happened before; a run that goes on keeps the moment it began with.
        tell: called as it goes on.

    Raises:
        NotVisibleError: no such district is loaded.
        NoDemoError: the district is a real one.
        YearError: see there.
    """
    district = demonstration(wish.district)
    with alone(owner, YEAR, busy=YearError("year_under_way")) as connection:
        began = _began(wish, district, now)
        if _said(district, _DONE) is not None:
            return False
        stage = Stage(district, began, calendar_of(district))
        stage.call_in()

        def played(done: int) -> None:
            tell(Progress("play", done, wish.played))

        play_year(stage, wish.played, seed=str(wish.seed), tell=played)
        _copy(wish, stage, connection, tell)
        _finish(wish, district, connection, now, tell)
    return True


def _began(wish: Year, district: District, now: dt.datetime) -> dt.datetime:
    """The moment the year of this wish began to be made: now, or by a run before."""
    by = system(district.code)
    with acting(by):
        if not Edition.objects.filter(district=district, code=EDITION, published_at__isnull=False).exists():
            raise YearError("year_before_demo")
        begun = _said(district, _BEGUN)
        if begun is None:
            audit.record(_BEGUN, by=by, kind="district", key=district.code, label=wish.label)
            return now
    if begun.label != wish.label:
        raise YearError("another_year", there=begun.label)
    return begun.at


def _said(district: District, verb: str) -> AuditLine | None:
    with acting(system(district.code)):
        lines = AuditLine.objects.filter(kind="district", key=district.code, verb=verb)
        return lines.order_by("id").first()


def _copy(wish: Year, stage: Stage, connection: psycopg.Connection[Any], tell: Tell) -> None:
    spots = Spots(stage)
    keys = played_keys(stage)
    patterns = _patterns(connection, keys, spots)
    seed = f"{wish.label}:{stage.district.code}"
    shares = shares_of(_people(stage), max(0, wish.services - len(keys))) if patterns else []
    in_before = there(shares, connection, seed=seed)
    done, rows = sum(share.copies for share in shares if share.number in in_before), 0

    def count(more: int, more_rows: int) -> None:
        nonlocal done, rows
        done, rows = done + more, rows + more_rows
        tell(Progress("copy", len(keys) + done, wish.services, rows))

    filling = Filling(stage, spots, patterns, seed, _served(connection, len(shares)))
    filling.write([share for share in shares if share.number not in in_before], connection, count)


def _patterns(connection: psycopg.Connection[Any], keys: list[str], spots: Spots) -> list[Pattern]:
    """What is copied: nothing that goes round a village, which few may see, nor what holds a proposal."""
    return [
        pattern_of(graph, spots.meanings(graph.case["village_code"]))
        for graph in read_graphs(connection, keys)
        if graph.case["scope_code"] == graph.case["village_code"]
        and not any(row.get("proposal_id") for _, row in graph.rows)
    ]


def _people(stage: Stage) -> dict[str, int]:
    """How many families live in each village, the invented one left out."""
    with acting(stage.by):
        counted = Family.objects.values_list("village_code").annotate(many=Count("id"))
        villages = list(counted.order_by("village_code"))
    return {code: many for code, many in villages if not is_invented(code)}


def _served(connection: psycopg.Connection[Any], shares: int) -> list[UUID]:
    """Persons with a service that is no copy."""
    query = sql.SQL("SELECT DISTINCT person_id FROM {} WHERE id > %s").format(
        sql.Identifier(Case._meta.db_table)
    )
    return [key for (key,) in connection.execute(query, [after(shares)])]


def _finish(
    wish: Year, district: District, connection: psycopg.Connection[Any], now: dt.datetime, tell: Tell
) -> None:
    """Link the trail, count, and let the database know how much there is."""
    link_all(
        at_once=_LINKED_AT_ONCE,
        patience=_PATIENCE,
        tell=lambda linked: tell(Progress("link", linked, linked)),
    )
    written: list[type[models.Model]] = [*(model for model, _ in TABLES), *_BESIDE]
    tables = {model._meta.db_table for model in written}
    connection.execute(
        sql.SQL("VACUUM (ANALYZE) {}").format(sql.SQL(", ").join(map(sql.Identifier, sorted(tables))))
    )
    refresh(district.code, timezone=district.timezone, now=now)
    by = system(district.code)
    with acting(by):
        audit.record(_DONE, by=by, kind="district", key=district.code, label=wish.label)
