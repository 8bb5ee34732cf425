"""One load at work: what the pack last wrote, the writing of columns, and what is counted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from uuid import UUID

from django.db import models

from simpul.adoption.load.plan import RETIRED, Plan, Values, Write, plan
from simpul.adoption.load.report import LoadReport
from simpul.adoption.models import PackRow
from simpul.adoption.pack.schema.pack import Pack
from simpul.ground.actor import Actor
from simpul.offices.models import Office

M = TypeVar("M", bound=models.Model)

BATCH = 500


@dataclass(slots=True)
class Loading:
    """A load of one pack, inside its transaction.

    `at` is the moment of the load and `today` the day it is in the district. `memory` holds what the pack
    last wrote, by kind and code. `refused` collects sentences that stop the load; `retimed` becomes True when
    hours, days off or the times of a route changed.
    """

    pack: Pack
    by: Actor
    at: datetime
    today: date
    report: LoadReport
    memory: dict[str, dict[str, PackRow]] = field(default_factory=dict)
    dirty: dict[tuple[str, str], PackRow] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    retimed: bool = False

    @property
    def district(self) -> str:
        """The code of the district."""
        return self.pack.district.code

    def recall(self) -> None:
        """Read what the pack last wrote."""
        for row in PackRow.objects.filter(district=self.district):
            self.memory.setdefault(row.kind, {})[row.code] = row

    def known(self, kind: str) -> dict[str, PackRow]:
        """What the pack last wrote of one kind, by code."""
        return self.memory.setdefault(kind, {})

    def settle(
        self, kind: str, *, wanted: Mapping[str, Values], current: Mapping[str, Values], lasting: bool = False
    ) -> Plan:
        """Plan the rows of one kind, count them, and remember what is about to be written.

        Args:
            kind: a key of `report.KINDS`.
            wanted: what the pack says, by code.
            current: what the table holds, by code.
            lasting: rows gone from the file stay in use (a decree does not end by being left out).
        """
        last = {code: row.values for code, row in self.known(kind).items() if not lasting or code in wanted}
        found = plan(wanted=wanted, current=current, last=last)
        self.report.count(kind, found)
        for code, values in found.remember.items():
            self._remember(kind, code, values)
        return found

    def point(self, kind: str, code: str, row: UUID) -> None:
        """Remember which row a code stands for, where the row does not know its code."""
        self.known(kind)[code].row = row

    def _remember(self, kind: str, code: str, values: Values) -> None:
        row = self.known(kind).setdefault(code, PackRow(district_id=self.district, kind=kind, code=code))
        row.values, row.loaded_at = dict(values), self.at
        self.dirty[kind, code] = row

    def keep_memory(self) -> None:
        """Write down what the pack wrote this time."""
        PackRow.objects.bulk_create(
            self.dirty.values(),
            batch_size=BATCH,
            update_conflicts=True,
            unique_fields=["district", "kind", "code"],
            update_fields=["values", "row", "loaded_at"],
        )


@dataclass(frozen=True, slots=True)
class Table:
    """How the rows of one kind are kept.

    `rows` is the way to the table. `columns` are what the pack decides, by attribute. `ended` is the column
    that says since when a row is out of use, and what to write there; None for a table that keeps every row.
    """

    kind: str
    rows: models.Manager[Any]
    columns: tuple[str, ...]
    ended: tuple[str, Any] | None


def plain(value: Any) -> Any:
    """A column's value as JSON holds it.

    >>> plain(date(2026, 1, 31))
    '2026-01-31'
    """
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value


def held(table: Table, row: models.Model, beside: Values | None = None) -> Values:
    """What a row holds of what the pack decides; `beside` are values that are no columns of it."""
    values = {name: plain(getattr(row, name)) for name in table.columns}
    ended = table.ended is not None and getattr(row, table.ended[0]) is not None
    return {**values, **(beside or {}), RETIRED: ended}


def write_rows(
    loading: Loading,
    table: Table,
    *,
    known: Mapping[str, M],
    wanted: Mapping[str, Values],
    make: Callable[[str], M],
    beside: Mapping[str, Values] | None = None,
) -> tuple[dict[str, M], Plan]:
    """Bring the rows of one kind to what the pack says.

    Args:
        loading: the load.
        table: how these rows are kept.
        known: the rows that are there, by code.
        wanted: what the pack says of each; more than the columns may stand in it.
        make: an unsaved row for a new code.
        beside: of the rows that are there, the current values that are no columns.

    Returns:
        Every row by code, the new ones too, and what was planned (for what stands beside the columns).
    """
    current = {code: held(table, row, (beside or {}).get(code)) for code, row in known.items()}
    found = loading.settle(table.kind, wanted=wanted, current=current, lasting=table.ended is None)
    rows = dict(known)
    for write in found.added:
        rows[write.code] = make(write.code)
    for write in [*found.added, *found.updates]:
        _fill(rows[write.code], table, write)
    table.rows.bulk_create([rows[write.code] for write in found.added], batch_size=BATCH)
    columns = _columns(table, found.updates)
    if columns:
        table.rows.bulk_update([rows[each.code] for each in found.updates], columns, batch_size=BATCH)
    return rows, found


def _fill(row: models.Model, table: Table, write: Write) -> None:
    for name in write.fields & set(table.columns):
        setattr(row, name, write.values[name])
    if table.ended is not None and RETIRED in write.fields:
        column, value = table.ended
        setattr(row, column, value if write.values[RETIRED] else None)


def _columns(table: Table, writes: Iterable[Write]) -> list[str]:
    changed = {name for write in writes for name in write.fields}
    names = [name.removesuffix("_id") for name in table.columns if name in changed]
    return names + ([table.ended[0]] if table.ended and RETIRED in changed else [])


def key_of(offices: Mapping[str, Office], code: str | None) -> str | None:
    """The key of an office by its code, as JSON holds it; None for no code."""
    return str(offices[code].pk) if code else None
