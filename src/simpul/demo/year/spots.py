"""What a village has that another has too: its offices, seats, officers and budget lines, by the same names.

A copy of a service is told of another village: whatever the service says of its own village is looked up here
by what it stands for, and said of the other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field
from typing import Any

from simpul.demo.stage import Stage
from simpul.ground.actor import acting
from simpul.offices.models import Office, Seat
from simpul.offices.queries import actor_of
from simpul.places.queries import villages_of

#: What something stands for, such as `("seat", "facilitator")`: the same in every village that has it.
Symbol = tuple[Hashable, ...]
_SUBDISTRICT = 8


@dataclass
class Spots:
    """The villages of a district, each with its own and its sub-district's offices and seats.

    Attributes:
        stage: the district, with its seats.
    """

    stage: Stage
    _offices: dict[str, list[Office]] = field(default_factory=lambda: defaultdict(list))
    _seats: dict[str, list[Seat]] = field(default_factory=lambda: defaultdict(list))
    _names: dict[str, str] = field(default_factory=dict)
    _known: dict[str, dict[Symbol, Any]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        district = self.stage.district
        with acting(self.stage.by):
            for office in Office.objects.filter(district=district, retired_at=None).order_by("code"):
                self._offices[office.area_code].append(office)
            for seat in {each.pk: each for each in self.stage.seats.values()}.values():
                self._seats[seat.area_code].append(seat)
            self._names = {area.code: area.name for area in villages_of(district.code)}

    def of(self, village: str) -> dict[Symbol, Any]:
        """What the village has, by what it stands for; nothing the whole district shares."""
        if village not in self._known:
            known: dict[Symbol, Any] = {}
            for area in (village, village[:_SUBDISTRICT]):
                level = len(area)
                known[("code", level)] = area
                known.setdefault(("name", level), self._names.get(area, area))
                for office in self._offices[area]:
                    known.setdefault(("office", level, office.kind), office.pk)
                    known.setdefault(("office name", level, office.kind), office.name)
                    known.setdefault(("office code", level, office.kind), office.code)
                for seat in self._seats[area]:
                    known |= {key: value for key, value in _of_seat(seat, level) if key not in known}
            self._known[village] = known
        return self._known[village]

    def meanings(self, village: str) -> dict[Any, Symbol]:
        """What each thing of the village stands for: `of`, the other way round."""
        return {value: symbol for symbol, value in reversed(self.of(village).items())}


def _of_seat(seat: Seat, level: int) -> Iterator[tuple[Symbol, Any]]:
    officer = seat.officer
    assert officer is not None  # noqa: S101  only seats with an officer are on the stage
    yield ("seat", level, seat.role), seat.pk
    yield ("officer", level, seat.role), officer.pk
    yield ("label", level, seat.role), actor_of(seat, officer).label
    yield ("title", level, seat.role), f"{officer.name}, {seat.title}, {seat.office.name}"[:200]
