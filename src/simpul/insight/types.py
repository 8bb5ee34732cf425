"""What the leaders' page reads: counts, shares and names of offices. Never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID


@dataclass(frozen=True)
class RungFlow:
    """A rung of the ladder in a month. Definitions: docs/reference/indicators.md."""

    kind: str
    name: str
    came_in: int
    met: int
    went_on: int
    came_down: int
    went_on_over_finding: int
    open_now: int
    late_now: int


@dataclass(frozen=True)
class VillageTile:
    """A village in a month. `share` is None where nothing was closed that a village may settle."""

    code: str
    name: str
    subdistrict: str
    came_in: int
    settleable_closed: int
    settled_here: int
    open_now: int
    late_now: int

    @property
    def share(self) -> float | None:
        """Settled in the village, between 0 and 1."""
        return self.settled_here / self.settleable_closed if self.settleable_closed else None


@dataclass(frozen=True)
class Flow:
    """Needs that went on in a month, from which kind of rung to which."""

    from_kind: str
    to_kind: str
    moved: int


@dataclass(frozen=True)
class OpenReferrals:
    """Referrals of a whole district without an answer, and those of them past their time, as last counted."""

    district: str
    waiting: int
    silent: int


@dataclass(frozen=True)
class SilentOffice:
    """An office with referrals past their clock and past the time to answer; `answer` is what it said."""

    name: str
    silent: int
    oldest_due: datetime
    told_at: datetime
    answer: str


@dataclass(frozen=True)
class OwnNotice:
    """What an office is told of its late referrals: how many, and from when the leaders' page names it."""

    id: UUID
    silent: int
    given_at: datetime
    named_from: datetime
    named: bool
    answer: str
    answered_by: str
    answered_at: datetime | None


@dataclass(frozen=True)
class MonthFigures:
    """One month of an area, for a row of months."""

    month: date
    came_in: int
    closed: int
    settleable_closed: int
    settled_here: int

    @property
    def share(self) -> float | None:
        """Settled in the village, between 0 and 1."""
        return self.settled_here / self.settleable_closed if self.settleable_closed else None


@dataclass(frozen=True)
class Rate:
    """A published poverty rate of the district, its province or the nation. `month` 0: none named."""

    area_code: str
    year: int
    month: int
    percent: Decimal
    source: str


@dataclass(frozen=True)
class PovertyRates:
    """The district's own rates, the oldest first, and the latest of province and nation to stand beside."""

    own: tuple[Rate, ...]
    beside: tuple[Rate, ...]

    @property
    def latest(self) -> Rate | None:
        """The district's latest."""
        return self.own[-1] if self.own else None


@dataclass(frozen=True)
class PublicCount:
    """Needs of one category or sub-district in a year, as everybody may see them; None is hidden."""

    name: str
    came_in: int | None


@dataclass(frozen=True)
class PublicList:
    """A whole by its parts; `rest` is the sum of those that are hidden, 0 where nobody is."""

    shown: tuple[PublicCount, ...]
    rest: int


@dataclass(frozen=True)
class PublicYear:
    """What a district did in a year, in counts that give nobody away. None is hidden, or nobody at all."""

    year: int
    came_in: int | None
    met: int | None
    confirmed: int | None
    share: float | None
    categories: PublicList
    subdistricts: PublicList
    counted_at: datetime | None


@dataclass(frozen=True)
class Overview:
    """A district in a month, as its leaders see it."""

    month: date
    came_in: int
    settleable_closed: int
    settled_in_village: int
    confirmed: int
    closed: int
    late_now: int
    rungs: tuple[RungFlow, ...]
    flows: tuple[Flow, ...]
    villages: tuple[VillageTile, ...]
    silent: tuple[SilentOffice, ...]
    counted_at: datetime | None

    @property
    def share(self) -> float | None:
        """Settled in the village, between 0 and 1; None where there is nothing to divide by."""
        return self.settled_in_village / self.settleable_closed if self.settleable_closed else None
