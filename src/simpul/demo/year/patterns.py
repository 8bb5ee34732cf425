"""A played service as a pattern: its rows as text for COPY, with the places where copies differ.

Everything is worked out once: a copy only fills in its own keys, numbers, names and times.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.db import models

from simpul.demo.population.copying import text_of
from simpul.demo.year.graphs import Columns, Graph
from simpul.demo.year.spots import Symbol
from simpul.funds.models import Commitment
from simpul.ground import chain
from simpul.referrals.models import Referral

#: Columns a copy leaves empty: files are not copied, nor what was linked to before.
_EMPTY = {"file", "proof", "letter", "parent_id", "reporter_phone"}
CODE: Symbol = ("code of the slip",)
PERSON: Symbol = ("person",)
NAME: Symbol = ("name",)
LINE: Symbol = ("line",)
SUFFIX = "ticket and"

Known = Mapping[Symbol, str]
"""What a copy says, as COPY reads it, by what it stands for."""


@dataclass(frozen=True)
class RowPattern:
    """A row of a table: its cells, and which of them a copy fills in."""

    table: type[models.Model]
    cells: tuple[str, ...]
    slots: tuple[tuple[int, Symbol], ...]
    times: tuple[tuple[int, dt.datetime | dt.date], ...]
    lists: tuple[tuple[int, tuple[str | Symbol, ...]], ...]

    def line(self, known: Known, shift: dt.timedelta) -> str:
        """The row of a copy, that happened so much later."""
        cells = list(self.cells)
        for place, symbol in self.slots:
            cells[place] = known[symbol]
        for place, time in self.times:
            cells[place] = str(_later(time, shift))
        for place, members in self.lists:
            said = (each if isinstance(each, str) else known[each] for each in members)
            cells[place] = "{" + ",".join(said) + "}"
        return "\t".join(cells) + "\n"


def _later(time: dt.datetime | dt.date, shift: dt.timedelta) -> dt.datetime | dt.date:
    """A time of a copy. A date moves by whole days alone: some minutes earlier it is the same day still.

    >>> shift = dt.timedelta(weeks=-1, minutes=-3)
    >>> str(_later(dt.date(2026, 3, 9), shift)), str(_later(dt.datetime(2026, 3, 9, 10, 0), shift))
    ('2026-03-02', '2026-03-02 09:57:00')
    """
    if isinstance(time, dt.datetime):
        return time + shift
    return time + dt.timedelta(days=int(shift / dt.timedelta(days=1)))


@dataclass(frozen=True)
class TrailPattern:
    """A line of the trail; a copy seals its own."""

    at: dt.datetime
    values: Mapping[str, Any]
    slots: Mapping[str, Symbol]

    def line(self, known: Known, shift: dt.timedelta, *, key: bytes, nonce: bytes) -> str:
        """The line of a copy, sealed under the key of the audit chain."""
        said = SimpleNamespace(at=self.at + shift, **self.values)
        for name, symbol in self.slots.items():
            setattr(said, name, known[symbol])
        seal = chain.seal(said, key, nonce)
        cells = [text_of(getattr(said, name)) for name in ("at", *chain.FIELDS)]
        return "\t".join((*cells, text_of(seal))) + "\n"


@dataclass(frozen=True)
class Pattern:
    """A service to be copied.

    Attributes:
        rows, trail: what there is of it.
        keys: how many rows have a key of their own.
        opened: when it began; its ticket is of that month.
        sent: when each of its requests to offices was sent.
        ended: every need has its result; such services lie anywhere in the year.
        needs: what a village must have for a copy of it.
        money: the code and year of the budget line and the rupiah that were committed and paid, if any.
        shared: offices that saw the person; and whether its family too.
    """

    rows: tuple[RowPattern, ...]
    trail: tuple[TrailPattern, ...]
    keys: int
    opened: dt.datetime
    sent: tuple[dt.datetime, ...]
    ended: bool
    needs: frozenset[Symbol]
    money: tuple[UUID, int, int] | None
    shared: tuple[UUID | Symbol, ...]


def pattern_of(graph: Graph, meanings: Mapping[Any, Symbol]) -> Pattern:
    """Work out the pattern of a played service.

    Args:
        graph: the service.
        meanings: what the things of its village stand for, as `Spots.meanings`.
    """
    maker = _Maker(graph, meanings)
    rows = tuple(maker.row(model, row) for model, row in graph.rows)
    trail = tuple(maker.trail(row) for row in graph.trail)
    return Pattern(
        rows=rows,
        trail=trail,
        keys=maker.keys,
        opened=graph.case["opened_at"],
        sent=tuple(row["sent_at"] for model, row in graph.rows if model is Referral),
        ended=graph.case["state"] == "closed",
        needs=frozenset(maker.of_village),
        money=_money(graph),
        shared=tuple(meanings.get(each, each) for each in graph.person["shared_with"]),
    )


class _Maker:
    def __init__(self, graph: Graph, meanings: Mapping[Any, Symbol]) -> None:
        self._of_village = meanings
        self.ticket = graph.case["ticket"]
        own = [row["id"] for _, row in graph.rows]
        referrals = [row["number"] for model, row in graph.rows if model is Referral]
        lines = [row["line_id"] for model, row in graph.rows if model is Commitment]
        self._own: dict[Any, Symbol] = {
            **{key: ("key", place) for place, key in enumerate(own)},
            **{number: ("referral", place) for place, number in enumerate(referrals)},
            **dict.fromkeys(lines, LINE),
            graph.person["id"]: PERSON,
            graph.person["name"]: NAME,
            graph.case["code_index"]: CODE,
        }
        # The trail names keys as text.
        self._own |= {str(key): symbol for key, symbol in self._own.items() if isinstance(key, UUID)}
        self.keys = len(own)
        self.of_village: set[Symbol] = set()

    def row(self, model: type[models.Model], row: Columns) -> RowPattern:
        cells, slots, times, lists = [], [], [], []
        for place, field in enumerate(model._meta.concrete_fields):
            value = None if field.column in _EMPTY else row[str(field.column)]
            value = json.dumps(value) if isinstance(field, models.JSONField) else value
            symbol = self._symbol(value)
            cells.append(text_of(value))
            if symbol is not None:
                slots.append((place, symbol))
            elif isinstance(value, dt.date):
                times.append((place, value))
            elif isinstance(value, list) and value:
                lists.append((place, tuple(self._symbol(each) or str(each) for each in value)))
        return RowPattern(model, tuple(cells), tuple(slots), tuple(times), tuple(lists))

    def trail(self, row: Columns) -> TrailPattern:
        values = {name: row[name] for name in chain.FIELDS}
        slots = {
            name: symbol for name, value in values.items() if (symbol := self._symbol(value)) is not None
        }
        return TrailPattern(row["at"], values, slots)

    def _symbol(self, value: Any) -> Symbol | None:
        """What a value stands for that is another in a copy; None when it is the same in all."""
        if not isinstance(value, UUID | str | bytes) or not value:
            return None
        if value in self._own:
            return self._own[value]
        if isinstance(value, str) and value.startswith(self.ticket):
            return (SUFFIX, value[len(self.ticket) :])
        symbol = self._of_village.get(value)
        if symbol is not None:
            self.of_village.add(symbol)
        return symbol


def _money(graph: Graph) -> tuple[UUID, int, int] | None:
    """The line a service is paid from, and what was committed and paid of it."""
    held = [row for model, row in graph.rows if model is Commitment]
    if not held:
        return None
    committed = sum(row["amount"] for row in held if row["state"] == "agreed")
    paid = sum(row["amount"] for row in held if row["state"] == "paid")
    return held[0]["line_id"], committed, paid
