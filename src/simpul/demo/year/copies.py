"""Copies of played services: who in a village they are told of, when, and the lines they become."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db import models

from simpul.cases.queries.codes import index_of
from simpul.demo.population.copying import text_of
from simpul.demo.year.budget import Budget
from simpul.demo.year.patterns import CODE, LINE, NAME, PERSON, SUFFIX, Pattern
from simpul.demo.year.spots import Symbol
from simpul.ground.chain import NONCE
from simpul.ground.clock import day_in
from simpul.ground.models import AuditLine
from simpul.ground.tickets import Ticket, new_code
from simpul.referrals.rules import month_of, number_of

_WEEKS, _MINUTES, _TRIES = 4, 40, 12
_CENTURY = 2000


@dataclass(frozen=True)
class Copy:
    """One copy, decided but not yet written."""

    pattern: Pattern
    person: UUID
    name: str
    shift: dt.timedelta
    line: UUID | None


@dataclass
class Written:
    """Lines for COPY by table, and which offices see which person."""

    lines: dict[type[models.Model], list[str]] = field(default_factory=lambda: defaultdict(list))
    shared: list[tuple[UUID, str]] = field(default_factory=list)


def choose(
    patterns: Sequence[Pattern],
    people: Iterable[tuple[UUID, str]],
    *,
    village: str,
    spot: Mapping[Symbol, Any],
    budget: Budget,
    random: Random,
) -> list[Copy]:
    """Decide a copy for each of these people of a village: of what, when, and from which money.

    A service that needs a seat or money the village does not have is told of another village.
    """
    chosen: list[Copy] = []
    for person, name in people:
        for _ in range(_TRIES):
            pattern = random.choice(patterns)
            if not pattern.needs <= spot.keys():
                continue
            line = None
            if pattern.money is not None:
                like, committed, paid = pattern.money
                line = budget.like(like, village, committed + paid)
                if line is None:
                    continue
                budget.spend(line, committed, paid)
            chosen.append(Copy(pattern, person, name, _shift(pattern, random), line))
            break
    return chosen


def _shift(pattern: Pattern, random: Random) -> dt.timedelta:
    """How much later a copy happened: some minutes earlier the same day, what has ended weeks earlier."""
    weeks = random.randint(0, _WEEKS) if pattern.ended else 0
    return -dt.timedelta(weeks=weeks, minutes=random.randint(0, _MINUTES), seconds=random.randint(1, 59))


class Scribe:
    """Writes the lines of copies.

    Args:
        district: its code.
        zone: of its clock; months of tickets begin at its midnight.
        audit_key: the key of the audit chain.
    """

    def __init__(self, district: str, zone: ZoneInfo, audit_key: bytes) -> None:
        self.district, self.zone, self.audit_key = district, zone, audit_key

    def months(self, copies: Sequence[Copy]) -> tuple[dict[str, int], dict[str, int]]:
        """How many tickets, and how many numbers of requests, these copies need of each month."""
        tickets: dict[str, int] = defaultdict(int)
        numbers: dict[str, int] = defaultdict(int)
        for copy in copies:
            tickets[month_of(self._day(copy.pattern.opened, copy))] += 1
            for sent in copy.pattern.sent:
                numbers[month_of(self._day(sent, copy))] += 1
        return tickets, numbers

    def write(
        self,
        copies: Sequence[Copy],
        *,
        spot: Mapping[Symbol, str],
        keys: Callable[[], UUID],
        tickets: dict[str, int],
        numbers: dict[str, int],
        random: Random,
    ) -> Written:
        """The lines of copies in one village.

        Args:
            copies: decided.
            spot: what the village has, as COPY reads it.
            keys: gives a new key, in rising order.
            tickets: the last serial that was given out in each month.
            numbers: the same of requests to offices.
            random: where codes and the salt of seals come from.
        """
        written = Written()
        for copy in copies:
            known: dict[Symbol, str] = _Known(spot)
            known |= {("key", place): str(keys()) for place in range(copy.pattern.keys)}
            known |= {PERSON: str(copy.person), NAME: text_of(copy.name), LINE: str(copy.line)}
            opened = self._day(copy.pattern.opened, copy)
            serial = tickets[month_of(opened)] = tickets[month_of(opened)] + 1
            ticket = str(Ticket(self.district, opened.year, opened.month, serial))
            known[(SUFFIX, "")] = ticket
            known[CODE] = text_of(index_of(new_code(random.randrange), ticket=ticket))
            for place, sent in enumerate(copy.pattern.sent):
                day = self._day(sent, copy)
                serial = numbers[month_of(day)] = numbers[month_of(day)] + 1
                known[("referral", place)] = number_of(self.district, serial, day)
            self._lines(copy, known, written, random)
        return written

    def _lines(self, copy: Copy, known: Mapping[Symbol, str], written: Written, random: Random) -> None:
        for row in copy.pattern.rows:
            written.lines[row.table].append(row.line(known, copy.shift))
        for line in copy.pattern.trail:
            nonce = random.randbytes(NONCE)
            written.lines[AuditLine].append(line.line(known, copy.shift, key=self.audit_key, nonce=nonce))
        for office in copy.pattern.shared:
            written.shared.append((copy.person, known[office] if isinstance(office, tuple) else str(office)))

    def _day(self, moment: dt.datetime, copy: Copy) -> dt.date:
        return day_in(self.zone, moment + copy.shift)


class _Known(dict[Symbol, str]):
    """What a copy says; what begins with its ticket is made of it."""

    def __missing__(self, symbol: Symbol) -> str:
        kind, suffix = symbol
        if kind != SUFFIX:
            raise KeyError(symbol)
        return f"{self[(SUFFIX, '')]}{suffix}"


def texts(spot: Mapping[Symbol, Any]) -> Iterator[tuple[Symbol, str]]:
    """What a village has, as COPY reads it."""
    return ((symbol, text_of(value)) for symbol, value in spot.items())
