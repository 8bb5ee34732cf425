"""The villages' budget lines while copies spend from them: nothing beyond a ceiling."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import psycopg

from simpul.funds.models import BudgetLine, Fund

_LINES = (
    "SELECT l.id, l.area_code, l.fund_id, l.year, l.code, l.ceiling - l.committed - l.paid"
    " FROM {line} l JOIN {fund} f ON f.id = l.fund_id"
    " WHERE l.ceiling IS NOT NULL AND l.retired_at IS NULL AND f.retired_at IS NULL"
)
_SPEND = "UPDATE {table} SET committed = committed + %s, paid = paid + %s WHERE id = %s"


class Budget:
    """What is left on each line.

    Args:
        connection: of the owner role.
    """

    def __init__(self, connection: psycopg.Connection[Any]) -> None:
        query = _LINES.format(line=BudgetLine._meta.db_table, fund=Fund._meta.db_table)
        rows = connection.execute(query.encode()).fetchall()
        self._name = {key: (fund, year, code) for key, _, fund, year, code, _ in rows}
        self._line = {(area, *self._name[key]): key for key, area, *_ in rows}
        self._left = {key: left for key, *_, left in rows}
        self._spent: dict[UUID, tuple[int, int]] = {}

    def like(self, line: UUID, village: str, rupiah: int) -> UUID | None:
        """The same line of the same fund in another village, if so much is left on it."""
        found = self._line.get((village, *self._name[line])) if line in self._name else None
        return found if found is not None and self._left[found] >= rupiah else None

    def spend(self, line: UUID, committed: int, paid: int) -> None:
        """Take from a line; written with the next block."""
        before = self._spent.get(line, (0, 0))
        self._spent[line] = (before[0] + committed, before[1] + paid)
        self._left[line] -= committed + paid

    def write(self, connection: psycopg.Connection[Any]) -> None:
        """Bring the sums of the lines up to what was taken, in the caller's transaction."""
        query = _SPEND.format(table=BudgetLine._meta.db_table).encode()
        with connection.cursor() as cursor:
            cursor.executemany(query, [(*sums, line) for line, sums in sorted(self._spent.items())])
        self._spent.clear()
