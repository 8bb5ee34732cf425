"""Identity numbers that are right in form and nobody's.

The serial of a NIK or KK counts what one sub-district registered on one day, from 0001. Ours begin at 9000:
no sub-district registers nine thousand births in a day, so none of these belongs to anybody. Serial 0000 is
nobody's either: counting begins at one.

What is wrong in them is what is wrong in real lists: some people have none, some carry serial 0000, some
another birth date than the person's, some were rounded by a spreadsheet.
"""

from __future__ import annotations

import datetime as dt
from random import Random
from typing import Protocol

#: The serials of the small demonstration; a crowd beside it (`crowd_numbers`) has those from 9001 on.
FIRST, LAST = 9700, 9999
FEMALE_DAY = 40


class Drawing(Protocol):
    """Whoever gives numbers to a village."""

    def nik(self, area: str, born: dt.date, sex: str) -> str: ...
    def sound_nik(self, area: str, born: dt.date, sex: str) -> str: ...
    def kk(self, area: str, recorded: dt.date) -> str: ...
    def phone(self) -> str: ...


def nik_stem(area: str, born: dt.date, sex: str) -> str:
    """The first twelve digits of a NIK of an area (`PP.KK.CC` and longer).

    >>> nik_stem("73.03.07.2001", dt.date(1980, 8, 12), "P")
    '730307520880'
    """
    day = born.day + (FEMALE_DAY if sex == "P" else 0)
    return f"{area[:8].replace('.', '')}{day:02d}{born:%m%y}"


def kk_stem(area: str, recorded: dt.date) -> str:
    """The first twelve digits of a family card's number."""
    return f"{area[:8].replace('.', '')}{recorded:%d%m%y}"


def phone_number(random: Random) -> str:
    """A mobile number of a range that no operator gives out (0810-0…)."""
    return f"08100{random.randrange(10**7):07d}"


class Numbers:
    """Draws numbers of one district, each once."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self.given: set[str] = set()

    def nik(self, area: str, born: dt.date, sex: str) -> str:
        """A NIK of somebody first registered in a sub-district (`PP.KK.CC` and longer); "" = none."""
        return self._nik(area, born, sex, self.random.random())

    def sound_nik(self, area: str, born: dt.date, sex: str) -> str:
        """A NIK with nothing wrong in it, for somebody a story is told of."""
        return self._nik(area, born, sex, 1.0)

    def _nik(self, area: str, born: dt.date, sex: str, chance: float) -> str:
        if chance < 0.02:
            return ""
        if chance < 0.05:
            born = born.replace(month=7, day=1)
        stem = nik_stem(area, born, sex)
        if 0.05 <= chance < 0.06 and born.toordinal() % 2 == 0:  # the odd days are the crowd's
            return self._once(stem, serials=["0000"])
        if 0.06 <= chance < 0.08:
            return self._once(stem, serials=[f"{self._serial() // 10}0"])
        return self._once(stem)

    def kk(self, area: str, recorded: dt.date) -> str:
        """A family card number of a sub-district and a day of recording."""
        return self._once(kk_stem(area, recorded))

    def phone(self) -> str:
        """A telephone number that is nobody's."""
        return phone_number(self.random)

    def _once(self, stem: str, *, serials: list[str] | None = None) -> str:
        begin = self._serial()
        tried: list[str] = [
            *(serials or ()),
            *map(str, range(begin, LAST + 1)),
            *map(str, range(FIRST, begin)),
        ]
        for serial in tried:
            if stem + serial not in self.given:
                self.given.add(stem + serial)
                return stem + serial
        message = f"no number is left that begins with {stem}"
        raise ValueError(message)

    def _serial(self) -> int:
        return self.random.randint(FIRST, LAST)
