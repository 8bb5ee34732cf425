"""Numbers of a crowd: each once in the district, although every block of families is drawn by itself.

Nobody keeps a list of what was given. Of the serials a sub-district has, each of its villages owns a range,
and each block of a village every n-th of that range; who came from elsewhere has a number of an area that is
this block's alone. So two blocks never meet, in whichever process and order they are drawn.

What is wrong in them is what is wrong in real lists: as in `numbers`, and besides the other sex, areas that
are no more in any list, telephones of a broker.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from simpul.demo.population.numbers import kk_stem, nik_stem, phone_number

#: First and last serial for those first registered where they live, and for those who came from elsewhere.
HERE, ELSEWHERE = (9001, 9399), (9400, 9699)
_NONE, _ELSEWHERE, _OTHER_SEX, _MIDYEAR, _ROUNDED = 0.02, 0.08, 0.002, 0.03, 0.02
_ZERO = 0.02
_BROKER, _BROKERS, _FAR = 0.02, 3, 2.5


@dataclass(frozen=True)
class Lane:
    """Which numbers are a block's alone.

    Attributes:
        village: place of its village among those of the sub-district, and how many those are.
        in_district: place of its village among those of the district, and how many those are.
        block: place of the block in its village, and how many blocks that has.
    """

    village: tuple[int, int]
    in_district: tuple[int, int]
    block: tuple[int, int]


class CrowdNumbers:
    """Draws the numbers of one block.

    Args:
        random: where chance comes from.
        lane: what the block owns.
        areas: sub-districts people come from (`PP.KK.CC`), this one not among them, the nearest first.
    """

    def __init__(self, random: Random, lane: Lane, areas: Sequence[str]) -> None:
        self.random = random
        self.lane = lane
        self.given: set[str] = set()
        # From a day without a serial left to one before it that may have some; stems come again each century.
        self.before: dict[tuple[str, dt.date], dt.date] = {}
        (place, many), here = lane.block, _share(HERE, *lane.village)
        # A village has few serials: blocks beyond them share one, and divide the days between them.
        self.serials = here[place::many] if many <= len(here) else [here[place % len(here)]]
        self.every, self.turn = -(-many // len(here)), place // len(here)
        village, villages = lane.in_district
        groups = -(-villages // (ELSEWHERE[1] - ELSEWHERE[0] + 1))
        self.serials_elsewhere = _share(ELSEWHERE, village // groups, -(-villages // groups))
        self.areas = areas[place * groups + village % groups :: many * groups]
        self.brokers = [phone_number(random) for _ in range(_BROKERS)]

    def nik(self, area: str, born: dt.date, sex: str) -> str:
        """A NIK of somebody who lives in an area; "" = none."""
        if self._happens(_NONE):
            return ""
        if self._happens(_ELSEWHERE) and (number := self._from_elsewhere(born, sex)):
            return number
        if self._happens(_OTHER_SEX):
            sex = "L" if sex == "P" else "P"
        if self._happens(_MIDYEAR):
            born = born.replace(month=7, day=1)
        rounded = [serial for serial in self.serials if serial % 10 == 0] if self._happens(_ROUNDED) else []
        day = self._day(born)
        zero = [0] if self._may_be_zero(day) else []
        return self._free(nik_stem(area, day, sex), zero + rounded) or self.sound_nik(area, born, sex)

    def sound_nik(self, area: str, born: dt.date, sex: str) -> str:
        """A NIK with nothing wrong in it, or of a day before where that day has none left."""
        return self._next(born, lambda day: nik_stem(area, day, sex))

    def kk(self, area: str, recorded: dt.date) -> str:
        """A family card number of a sub-district and a day of recording."""
        return self._next(recorded, lambda day: kk_stem(area, day))

    def phone(self) -> str:
        """A telephone number that is nobody's; now and then one that stands beside many families."""
        return self.random.choice(self.brokers) if self._happens(_BROKER) else phone_number(self.random)

    def _from_elsewhere(self, born: dt.date, sex: str) -> str:
        if not self.areas:
            return ""
        near = int(len(self.areas) * self.random.random() ** _FAR)
        return self._free(nik_stem(self.areas[near], born, sex), self.serials_elsewhere)

    def _may_be_zero(self, day: dt.date) -> bool:
        """Whether serial 0000 of this day is this block's: the even days are the small demonstration's."""
        place, many = self.lane.village
        half, odd = divmod(day.toordinal(), 2)
        return (
            bool(odd)
            and self.lane.block[0] == 0
            and half % many == place
            and self._happens(min(0.5, _ZERO * many))
        )

    def _next(self, day: dt.date, stem: Callable[[dt.date], str]) -> str:
        day, walked = self._day(day), list[tuple[str, dt.date]]()
        while not (number := self._free(stem(day), self.serials)):
            walked.append((stem(day), day))
            day = self.before.get(walked[-1], day - dt.timedelta(days=self.every))
        # What is used up stays so: whoever comes next goes straight to where this one came to.
        self.before |= dict.fromkeys(walked, day)
        return number

    def _day(self, day: dt.date) -> dt.date:
        """The day itself, or the last one before it that is this block's."""
        return day - dt.timedelta(days=(day.toordinal() - self.turn) % self.every)

    def _free(self, stem: str, serials: Sequence[int]) -> str:
        """A number of these serials that nobody has, beginning anywhere; "" = none."""
        begin = self.random.randrange(len(serials)) if serials else 0
        for serial in (*serials[begin:], *serials[:begin]):
            if (number := f"{stem}{serial:04d}") not in self.given:
                self.given.add(number)
                return number
        return ""

    def _happens(self, chance: float) -> bool:
        return self.random.random() < chance


def _share(serials: tuple[int, int], place: int, many: int) -> list[int]:
    """The part of a range of serials that is the `place`-th's of `many`; one serial at least."""
    first, last = serials
    size = max(1, (last - first + 1) // many)
    return [min(first + place * size + each, last) for each in range(size)]
