"""Villages of a month: as a map where the district supplied boundaries, and by sub-district everywhere."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.urls import reverse

from simpul.insight.types import VillageTile
from simpul.places.queries import map_sheet
from simpul.web.maps.views import shape_id

#: From so many needs on a village is drawn a step darker.
STEPS = (1, 5, 10)
#: With more villages than this, sub-districts are folded together.
_OPEN_AT_MOST = 100
_MARGIN = 8


@dataclass(frozen=True)
class Spot:
    """A village on the map: its shape, how dark, where its number of late needs stands."""

    village: VillageTile
    shape: str
    step: int
    x: int
    y: int


@dataclass(frozen=True)
class VillageMap:
    """The map: where its shapes are fetched, the frame around the villages, and whose lines they are."""

    address: str
    frame: str
    source: str
    spots: tuple[Spot, ...]
    steps: tuple[str, ...]


@dataclass(frozen=True)
class Subdistrict:
    """The villages of a sub-district and their sums."""

    name: str
    came_in: int
    late: int
    villages: tuple[tuple[str, VillageTile], ...]
    open: bool


def village_map(district: str, villages: Sequence[VillageTile]) -> VillageMap | None:
    """The map of these villages; None where the district supplied no boundaries of any of them."""
    sheet = map_sheet(district)
    drawn = [each for each in villages if sheet and each.code in sheet.points]
    if sheet is None or not drawn:
        return None
    spots = tuple(
        Spot(each, shape_id(each.code), step_of(each.came_in), *sheet.points[each.code]) for each in drawn
    )
    address = reverse("maps:shapes", args=[district, sheet.digest])
    frame = f"{-_MARGIN} {-_MARGIN} {sheet.width + 2 * _MARGIN} {sheet.height + 2 * _MARGIN}"
    return VillageMap(address, frame, sheet.source, spots, _step_words())


def step_of(count: int) -> int:
    """How dark: 0 for none, then a step further from each of `STEPS` on."""
    return sum(count >= least for least in STEPS)


def _step_words() -> tuple[str, ...]:
    """`0`, `1-4`, `5-9`, `10+`."""
    between = [f"{low}-{high - 1}" for low, high in pairwise(STEPS)]
    return ("0", *between, f"{STEPS[-1]}+")


def by_subdistrict(villages: Sequence[VillageTile]) -> list[Subdistrict]:
    """The villages under their sub-districts, in the order of their codes; open unless there are too many."""
    found = []
    for name, group in groupby(villages, key=lambda each: each.subdistrict):
        held = list(group)
        found.append(
            Subdistrict(
                name=name,
                came_in=sum(each.came_in for each in held),
                late=sum(each.late_now for each in held),
                villages=tuple((shape_id(each.code), each) for each in held),
                open=len(villages) <= _OPEN_AT_MOST,
            )
        )
    return found
