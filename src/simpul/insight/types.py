"""What the leaders' page reads: counts, shares and names of offices. Never a person."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


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
class SilentOffice:
    """An office with referrals past their clock and past the time to answer for it."""

    name: str
    silent: int
    oldest_due: datetime


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
    villages: tuple[VillageTile, ...]
    silent: tuple[SilentOffice, ...]
    counted_at: datetime | None

    @property
    def share(self) -> float | None:
        """Settled in the village, between 0 and 1; None where there is nothing to divide by."""
        return self.settled_in_village / self.settleable_closed if self.settleable_closed else None
