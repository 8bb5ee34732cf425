"""What an examination is made of: plain values, so that each state is judged without bringing it about."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path


class Level(IntEnum):
    """How grave a finding is; the gravest is the exit code of the command."""

    WELL = 0
    ATTENTION = 1
    BROKEN = 2


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: how it is, and what to do when it is not well."""

    level: Level
    what: str
    found: str
    todo: str = ""


@dataclass(frozen=True, kw_only=True)
class Database:
    """The database as the app role sees it.

    Attributes:
        version: as the server numbers it, 150004 for 15.4.
        embedded: it is the demo's own, without passwords.
        role_fault: why the policies do not bind the role, as a sentence; empty when they do.
        unguarded: tables about people without row-level security in force.
        unapplied: migrations of this code that the database does not have; None where the role kept us from
            looking.
        ahead: seconds its clock is ahead of this machine's; negative when behind.
    """

    version: int
    embedded: bool = False
    role_fault: str = ""
    unguarded: tuple[str, ...] = ()
    unapplied: tuple[str, ...] | None = ()
    ahead: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Keys:
    """The keys. `fault` is a sentence; `open_to_others` are files or folders others may enter or read."""

    path: Path
    fault: str = ""
    open_to_others: tuple[Path, ...] = ()
    made: int = 1


@dataclass(frozen=True, kw_only=True)
class Jobs:
    """The job worker: seconds since its last sign, failed jobs, seconds the oldest due one has waited."""

    silent: float | None
    failed: int = 0
    oldest: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Machine:
    """The machine: disk (bytes), uploads, clock; `synchronized` is None where nobody knows.

    `files_fault` says why uploads cannot be written.
    """

    free: int
    total: int
    files: Path
    files_fault: str = ""
    files_open: bool = False
    synchronized: bool | None = None


@dataclass(frozen=True, kw_only=True)
class Site:
    """How the site is reached. `certificate_ends` is None where none was seen; the fault says why.

    `certificate_refused`: one was seen, and no browser would take it.
    """

    address: str
    host: str
    hosts: tuple[str, ...]
    static: bool = True
    proxies: tuple[str, ...] = ()
    certificate_ends: dt.datetime | None = None
    certificate_fault: str = ""
    certificate_refused: bool = False


@dataclass(frozen=True, kw_only=True)
class DistrictState:
    """A district that was loaded: how it stands with pack, programmes and seats today."""

    code: str
    name: str
    demo: bool = False
    programmes: int = 1
    over: int = 0
    administrators: int = 1
    ending_seats: int = 0


@dataclass(frozen=True, kw_only=True)
class Facts:
    """Everything one examination saw. What could not be looked at is None.

    Attributes:
        demo: this is a demonstration.
        owner_given: `DATABASE_OWNER_URL` is set, as migrating and backing up need.
        backup_at: when the last backup was made; `backup_there` whether its folder is still in place.
    """

    now: dt.datetime
    demo: bool
    keys: Keys
    machine: Machine
    site: Site
    unreachable: str = ""
    owner_given: bool = True
    database: Database | None = None
    jobs: Jobs | None = None
    backup_at: dt.datetime | None = None
    backup_there: bool = True
    districts: tuple[DistrictState, ...] | None = None
