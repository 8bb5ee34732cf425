"""Who acts: the seat an officer acts in, made known to the database for every transaction.

The row-level policies of `ground.rls` read these settings. They are set with `SET LOCAL`, so they end with
the transaction and cannot leak to the next user of a pooled connection.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from uuid import UUID

from django.db import connection, transaction

_current: ContextVar[Actor | None] = ContextVar("simpul_actor", default=None)


@dataclass(frozen=True, kw_only=True)
class Actor:
    """A seat at work, or the system for a district.

    `areas` are code prefixes in which persons may be seen (`73.03` the district, `73.03.01.2001` a village,
    empty for leaders and offices). `reach` is where people live whom an office takes in, of whom it sees
    nobody but those who came to it. `offices` are the offices to which rows may have been opened.
    `rights` are what the seat may do, `reads` which classes of data it may see
    (`names`, `casework`, `identity`, `health`, `money`, `audit`, `decrees`).
    """

    label: str
    district: str
    seat: UUID | None = None
    officer: UUID | None = None
    office: UUID | None = None
    role: str = "system"
    areas: tuple[str, ...] = ()
    reach: tuple[str, ...] = ()
    offices: tuple[UUID, ...] = ()
    reads: frozenset[str] = frozenset()
    rights: frozenset[str] = frozenset()

    def may(self, right: str) -> bool:
        """Whether the seat holds this right."""
        return right in self.rights

    def covers(self, code: str) -> bool:
        """Whether an area code lies in what this actor may see."""
        return any(code.startswith(area) for area in self.areas)

    @property
    def comes_from(self) -> tuple[str, ...]:
        """Where people live who come to this seat: those it sees by area, or those in its office's reach."""
        return self.areas or self.reach

    def serves(self, code: str) -> bool:
        """Whether people of an area come to this seat, whether it sees them before or not."""
        return any(code.startswith(area) for area in self.comes_from)


def system(district: str, label: str = "Sistem") -> Actor:
    """The system acting for one district: jobs, pack loading, listeners of events."""
    return Actor(
        label=label,
        district=district,
        areas=(district,),
        reads=frozenset({"names", "casework", "identity", "health", "money", "audit"}),
    )


def nobody(district: str = "") -> Actor:
    """A visitor without a seat: sees no row about a person."""
    return Actor(label="Pengunjung", district=district, role="visitor")


def current() -> Actor | None:
    """Who the open transaction acts for; None outside `acting`."""
    return _current.get()


def _tell_database(actor: Actor) -> None:
    values = {
        "simpul.district": actor.district,
        "simpul.areas": ",".join(f"{area}%" for area in actor.areas),
        "simpul.offices": ",".join(str(office) for office in actor.offices),
        "simpul.seat": str(actor.seat or ""),
        "simpul.reads": ",".join(sorted(actor.reads)),
    }
    calls = ", ".join("set_config(%s, %s, true)" for _ in values)
    flat = [part for pair in values.items() for part in pair]
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {calls}", flat)


@contextmanager
def acting(actor: Actor) -> Iterator[Actor]:
    """Open a transaction (or a savepoint) in which the database sees what `actor` may see."""
    before = _current.get()
    with transaction.atomic():
        if before is not actor:
            _tell_database(actor)
        token = _current.set(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
        if before is not None and before is not actor:
            _tell_database(before)


@contextmanager
def seeing(actor: Actor) -> Iterator[Actor]:
    """`acting` for what only reads: where the database sees as this actor already, nothing is opened.

    A savepoint costs two statements, and gives back only what was written.
    """
    if _current.get() is actor and connection.in_atomic_block:
        yield actor
        return
    with acting(actor):
        yield actor


@contextmanager
def elevated(by: Actor) -> Iterator[Actor]:
    """Act for a moment with the whole district in view.

    Only for actions that must write beyond the actor's own view: sending a complaint past the village it is
    about, giving an office sight of a family, a register's numbers. Never around something that returns rows.
    """
    with acting(replace(system(by.district, by.label), seat=by.seat, officer=by.officer)) as wide:
        yield wide
