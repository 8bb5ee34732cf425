"""What is asked of an office, and the lists and pages referrals are read by."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from simpul.letters.types import OnBehalf


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterWish:
    """The letter that is to go with a referral.

    Attributes:
        template_code: code of the template.
        hands: the seat for a position of its chain where several could give it.
        on_behalf: in whose name it is signed.
        body: free texts the template asks for.
    """

    template_code: str
    hands: dict[int, UUID] = field(default_factory=dict)
    on_behalf: OnBehalf = field(default_factory=OnBehalf)
    body: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """What is asked of an office.

    Attributes:
        to_office: key of the office; a referral goes to an office, never to a person.
        service_name: the service as the office calls it; kept in the referral as it was.
        asked: what is asked, in words for the receiver; no number of a person.
        programme_code: the programme meant, or empty.
        documents_complete: whether everything the office wants lies ready.
        contact: the facilitator's name and telephone for the receiver; empty: whoever works on the need.
        letter: the letter to go with it, or None.
    """

    to_office: UUID
    service_name: str
    asked: str
    programme_code: str = ""
    documents_complete: bool = False
    contact: str = ""
    letter: LetterWish | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxRow:
    """One referral in an office's inbox. The person is masked: the page of the referral shows more."""

    id: UUID
    version: int
    number: str
    who: str
    birth_year: int | None
    village: str
    category: str
    service: str
    asked: str
    urgency: str
    sent_at: datetime
    due_at: datetime
    late: bool
    resting_for: str
    documents_complete: bool
    state: str
    from_name: str
    can_answer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Inbox:
    """An office's inbox: the beginning of what waits for an answer, is worked on, is asked of the family.

    `counts`: how many each part has (`waiting`, `working`, `to_confirm`, `ended`), as `ground.paging` counts.
    """

    office: str
    on_duty: tuple[str, ...]
    waiting: tuple[InboxRow, ...]
    working: tuple[InboxRow, ...]
    to_confirm: tuple[InboxRow, ...]
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxPart:
    """A page of one part of an inbox; `after` is the mark of the next page, empty on the last."""

    office: str
    part: str
    rows: tuple[InboxRow, ...]
    count: int
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StepLine:
    """One thing that happened to a referral."""

    kind: str
    at: datetime
    by: str
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefusalChoice:
    """A coded reason to decline, with what the family will read."""

    code: str
    text: str
    plain: str
    instead: str
    can_do: str
    needs_note: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The person a referral is about, as the reader may see them."""

    id: UUID
    name: str
    birth_year: int | None
    village: str
    nik_masked: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralLine:
    """A referral as the service page lists it under its need."""

    id: UUID
    version: int
    number: str
    to_name: str
    service: str
    state: str
    sent_at: datetime
    due_at: datetime
    late: bool
    silent: bool
    resting_for: str
    refusal: str
    instead: str
    can_do: str
    delivered_what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MoneyChoice:
    """A budget line of the reader's own office, and the rupiah left in it."""

    line: UUID
    name: str
    left: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralPage:
    """A referral as its page shows it, and what the reader may do with it now."""

    id: UUID
    version: int
    number: str
    state: str
    who: Who
    case_id: UUID
    ticket: str
    opens_service: bool
    category: str
    words: str
    urgency: str
    service: str
    asked: str
    programme_code: str
    documents: tuple[str, ...]
    documents_complete: bool
    from_name: str
    to_name: str
    contact: str
    sent_at: datetime
    sent_by: str
    due_at: datetime
    late: bool
    silent: bool
    resting_for: str
    refusal: str
    refusal_note: str
    instead: str
    can_do: str
    delivered_what: str
    delivered_at: datetime | None
    has_proof: bool
    arrived: bool | None
    arrived_note: str
    letter: UUID | None
    steps: tuple[StepLine, ...]
    moves: frozenset[str]
    lines: tuple[MoneyChoice, ...]
    refusals: tuple[RefusalChoice, ...]
    bodies: tuple[tuple[str, str], ...]
