"""What is handed over, and what the office behind the wall reads."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, kw_only=True)
class Report:
    """A report of violence or neglect, as it was told once. Everything may be unknown but the words."""

    words: str
    person: str = ""
    age: str = ""
    whereabouts: str = ""
    in_danger_now: bool = False
    safe_contact: str = ""
    reporter: str = ""


@dataclass(frozen=True)
class ReportLine:
    """A report in its office's list: no word of its content."""

    id: UUID
    number: str
    state: str
    opened_at: datetime


@dataclass(frozen=True)
class Note:
    """What somebody behind the wall did or wrote."""

    at: datetime
    by: str
    verb: str
    text: str


@dataclass(frozen=True)
class OpenedReport:
    """A report opened by a seat assigned to it."""

    id: UUID
    state: str
    version: int
    opened_at: datetime
    report: Report
    notes: tuple[Note, ...]
