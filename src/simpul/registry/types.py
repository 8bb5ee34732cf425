"""What the registry is told and what it answers. No Django here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

BASES = ("consent", "legal_obligation", "vital_interest", "public_task")
"""Legal bases of UU 27/2022 art. 20(2) that an intake may rest on."""

FOUND_BY = ("visit", "told", "paper")
"""How an officer found a fact out: seen on a visit, told by the family, written on a paper."""

JKN_STATES = ("active", "inactive", "none", "unknown")


@dataclass(frozen=True, kw_only=True)
class NewPerson:
    """A person as told at the desk. All but a name (or a label and where they were met) may be missing.

    `birth_precision`: day (with `birth_date`), year or estimated (with `birth_year`), unknown.
    `village_code`: where they live, empty when nobody knows or it lies outside the district.
    """

    name: str
    is_label: bool = False
    met_at: str = ""
    sex: str = ""
    birth_date: date | None = None
    birth_year: int | None = None
    birth_precision: str = "unknown"
    village_code: str = ""
    hamlet: str = ""
    rt: str = ""
    rw: str = ""
    nik: str = ""
    kk: str = ""
    phone: str = ""
    relation: str = "head"
    local_card: bool | None = None


@dataclass(frozen=True, kw_only=True)
class ManualLook:
    """What an officer saw today by hand in SIKS-NG and JKN, with the hour. None or empty = not looked."""

    looked_at: datetime
    siks_found: bool | None = None
    siks_decile: int | None = None
    siks_note: str = ""
    jkn_state: str = ""
    jkn_segment: str = ""
    jkn_inactive_since: date | None = None


@dataclass(frozen=True, kw_only=True)
class Found:
    """One row of a search: enough to tell two people apart, no more."""

    person: UUID
    name: str
    village: str
    birth_year: int | None
    nik_last4: str
    is_label: bool = False
    died: bool = False


@dataclass(frozen=True, kw_only=True)
class SearchResult:
    """What a search answered. `by` says how it was looked for: `number` or `name`."""

    by: str
    rows: tuple[Found, ...] = ()
    village_code: str = ""
    needs_village: bool = False


@dataclass(frozen=True, kw_only=True)
class NumberLine:
    """A number as a card shows it: its kind and last four digits (a phone: first two and last three)."""

    kind: str
    label: str
    shown: str
    source: str
    added_at: datetime
    old: bool = False


@dataclass(frozen=True, kw_only=True)
class MemberLine:
    """A member of the person's family."""

    person: UUID
    name: str
    relation: str
    birth_year: int | None
    died: bool


@dataclass(frozen=True, kw_only=True)
class CheckLine:
    """A look at the registry, as it was recorded."""

    at: datetime
    looked_by: str
    found: bool
    decile: int | None
    edition_name: str
    as_of: date | None
    manual_at: datetime | None
    siks_found: bool | None
    siks_decile: int | None
    siks_note: str
    jkn_state: str
    jkn_segment: str
    jkn_inactive_since: date | None


@dataclass(frozen=True, kw_only=True)
class ProposalLine:
    """A proposal about a person and where it stands.

    `enter_before`: the day until which it is to be entered, while it is open.
    """

    id: UUID
    basis: str
    state: str
    reason: str
    made_by: str
    at: datetime
    result: str
    enter_before: date | None = None


@dataclass(frozen=True, kw_only=True)
class ConsentLine:
    """A notice that was read, and the basis."""

    basis: str
    read_aloud: bool
    given_by: str
    taken_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class PersonCard:
    """Everything a seat may see about a person, masked. Only a birth year stands beside last digits."""

    id: UUID
    name: str
    is_label: bool
    met_at: str
    sex: str
    birth_year: int | None
    birth_precision: str
    village_code: str
    village: str
    died_on: date | None
    version: int
    numbers: tuple[NumberLine, ...] = ()
    has_nik: bool = False
    has_kk: bool = False
    family: UUID | None = None
    local_card: bool | None = None
    address: str = ""
    members: tuple[MemberLine, ...] = ()
    decile: int | None = None
    edition_name: str = ""
    as_of: date | None = None
    checks: tuple[CheckLine, ...] = ()
    proposals: tuple[ProposalLine, ...] = ()
    consents: tuple[ConsentLine, ...] = ()
    phone_families: int = 0
    phone_shared: bool = False
    sees_numbers: bool = field(default=False)


@dataclass(frozen=True, kw_only=True)
class DoubtLine:
    """What a data steward is asked to look at, as a list shows it."""

    id: UUID
    name: str
    village: str
    reason: str
    asked_by: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Concerned:
    """Somebody whom a doubt concerns, with numbers as a card shows them."""

    person: UUID
    name: str
    village: str
    birth_year: int | None
    numbers: tuple[NumberLine, ...]


@dataclass(frozen=True, kw_only=True)
class DoubtPage:
    """One doubt: the person it is about first, then the others; who settled it, when and how."""

    line: DoubtLine
    people: tuple[Concerned, ...]
    settled_by: str
    settled_at: datetime | None
    note: str
