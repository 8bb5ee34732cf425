"""What a load does to the rows of one kind: three ways are compared, the file, the table, and the last load.

A field that no longer holds what the pack last wrote was changed in the application: it is reported and left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

RETIRED = "retired"
"""The field that says whether a row is out of use; every row has it beside its columns."""

Values = Mapping[str, Any]
"""Fields of one row as JSON holds them, by name."""


@dataclass(frozen=True, slots=True)
class Write:
    """What a row is to hold after the load. `fields` are those that change; of a new row all."""

    code: str
    values: Values
    fields: frozenset[str]


@dataclass(frozen=True, slots=True)
class Kept:
    """Fields of a row that were changed in the application and stay as they are."""

    code: str
    fields: tuple[str, ...]


@dataclass(slots=True)
class Plan:
    """What is to be written. `remember` is what the pack last wrote of each row where that changes."""

    added: list[Write] = field(default_factory=list)
    changed: list[Write] = field(default_factory=list)
    retired: list[Write] = field(default_factory=list)
    kept: list[Kept] = field(default_factory=list)
    remember: dict[str, Values] = field(default_factory=dict)

    @property
    def updates(self) -> list[Write]:
        """The rows that are there and change, those that go out of use among them."""
        return [*self.changed, *self.retired]


def plan(*, wanted: Mapping[str, Values], current: Mapping[str, Values], last: Mapping[str, Values]) -> Plan:
    """Compare the file with the table.

    Args:
        wanted: what the pack says of each row, by code.
        current: what the table holds; with at least the same fields, and `RETIRED`.
        last: what the pack last wrote.

    Returns:
        The plan. A row gone from the file goes out of use, one that comes back is used again; a row the pack
        never wrote is left alone when the file does not name it.

    >>> found = plan(
    ...     wanted={"a": {"name": "Baru"}},
    ...     current={"a": {"name": "Lama", "retired": False}},
    ...     last={"a": {"name": "Lama", "retired": False}},
    ... )
    >>> found.changed
    [Write(code='a', values={'name': 'Baru', 'retired': False}, fields=frozenset({'name'}))]
    """
    found = Plan()
    for code, values in wanted.items():
        want = {**values, RETIRED: False}
        if code in current:
            _lay(found, code, want, have=current[code], last=last.get(code))
        else:
            found.added.append(Write(code, want, frozenset(want)))
            found.remember[code] = want
    for code in last.keys() - wanted.keys():
        if code in current:
            _lay(found, code, {RETIRED: True}, have=current[code], last=last[code])
    return found


def _lay(found: Plan, code: str, want: Values, *, have: Values, last: Values | None) -> None:
    differing = {name for name in want if want[name] != have[name]}
    theirs = {name for name in differing if last is None or (name in last and have[name] != last[name])}
    take = frozenset(differing - theirs)
    # Of a field that is kept the memory stays, so that it is still seen as theirs the next time.
    before = last or {}
    remember = dict(before) | {
        name: before.get(name, value) if name in theirs else value for name, value in want.items()
    }
    if remember != before:
        found.remember[code] = remember
    if take:
        goes = take == {RETIRED} and want[RETIRED]
        write = Write(code, {**have, **{name: want[name] for name in take}}, take)
        (found.retired if goes else found.changed).append(write)
    if theirs:
        found.kept.append(Kept(code, tuple(sorted(theirs))))
