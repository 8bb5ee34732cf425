"""The stage stories are played on: the district, its people and officers, and the hours that have passed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from random import Random
from uuid import UUID
from zoneinfo import ZoneInfo

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from simpul.demo.population.numbers import Numbers
from simpul.demo.population.villages import SEED
from simpul.funds.models import Fund
from simpul.ground.actor import Actor, acting, system
from simpul.ground.clock import Calendar, WeekHours
from simpul.ground.holidays import holiday_on
from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory, Office, Seat
from simpul.offices.queries import actor_of, seats_open_on
from simpul.offices.types import RoleCode
from simpul.places.models import Area, AreaKind, District
from simpul.programmes.models import Programme
from simpul.registry.models import Person

_SUBDISTRICT = 8
#: Who answers for an office, in the order they are asked: the officers before their head.
_ANSWERING = (
    RoleCode.AGENCY_OFFICER,
    RoleCode.PARTNER_OFFICER,
    RoleCode.HOSPITAL_DESK,
    RoleCode.INSURANCE_BRANCH,
    RoleCode.INSPECTOR,
    RoleCode.RESPONSE_TEAM,
    RoleCode.EMERGENCY_OPERATOR,
    RoleCode.AGENCY_HEAD,
)


class NotOnStageError(Exception):
    """The loaded pack lacks what a story needs: a category, an office, a seat. The story is left out."""

    def __init__(self, *missing: object) -> None:
        super().__init__(" ".join(str(each) for each in missing))


@dataclass
class Stage:
    """A district that plays.

    Attributes:
        district: where.
        now: the moment everything that is told has happened before.
        calendar: working days and holidays of the district.
        numbers: gives identity numbers, each once.
        seats: the open seats by role and area, and by role and office.
        people: persons who play a part, by `story.part`.
        told: hears of each moment that something is told of; where the clock is moved, it moves it.
    """

    district: District
    now: dt.datetime
    calendar: Calendar
    people: dict[str, Person] = field(default_factory=dict)
    numbers: Numbers = field(init=False)
    seats: dict[tuple[str, str], Seat] = field(default_factory=dict)
    told: Callable[[dt.datetime], object] | None = None
    random: Random = field(init=False)

    by: Actor = field(init=False)
    _desa: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        self.random = Random(f"{SEED}:{self.district.code}:stage")
        self.numbers = Numbers(Random(f"{SEED}:{self.district.code}:numbers"))
        self.by = system(self.district.code)

    @property
    def today(self) -> dt.date:
        """The day it is in the district."""
        return self.calendar.day_of(self.now)

    def call_in(self) -> None:
        """Learn who sits where, once the seats are filled."""
        with acting(self.by):
            sitting = seats_open_on(self.today).filter(district=self.district).order_by("id")
            for seat in sitting.select_related("officer"):
                self.seats.setdefault((seat.role, seat.area_code), seat)
                self.seats.setdefault((seat.role, str(seat.office_id)), seat)

    def seat(self, role: RoleCode, where: str | UUID = "") -> Seat:
        """The seat of a role in an area or an office; of the district when nothing is said.

        Raises:
            NotOnStageError: nobody sits there.
        """
        found = self.seats.get((role, str(where or self.district.code)))
        if found is None:
            raise NotOnStageError(role, where)
        return found

    def officer(self, role: RoleCode, where: str | UUID = "") -> Actor:
        """Who acts in a seat, as `seat`."""
        seat = self.seat(role, where)
        assert seat.officer is not None  # noqa: S101  only seats with an officer are open here
        return actor_of(seat, seat.officer)

    def answering(self, office: Office) -> Actor:
        """Somebody who answers for an office.

        Raises:
            NotOnStageError: nobody there may.
        """
        for role in _ANSWERING:
            seat = self.seats.get((role, str(office.pk)))
            if seat is not None and seat.officer is not None:
                return actor_of(seat, seat.officer)
        raise NotOnStageError("answer", office.code)

    def above(self, village: str) -> str:
        """The code of the sub-district of a village."""
        return village[:_SUBDISTRICT]

    def category(self, code: str) -> NeedCategory:
        """A category of the pack.

        Raises:
            NotOnStageError: the pack has none.
        """
        found = offices.category(self.district.code, code)
        if found is None:
            raise NotOnStageError(code)
        return found

    def office_on(self, category: str, rung: str) -> Office:
        """The office named on a category's route at a kind of rung.

        Raises:
            NotOnStageError: the route has none.
        """
        for step in offices.route_of(self.category(category)):
            if step.rung.kind == rung and step.office is not None:
                return step.office
        raise NotOnStageError(category, rung)

    def partner_for(self, category: str, fund: str) -> Office:
        """A partner outside government: who holds such a fund, else whose programme answers a category.

        Args:
            category: code of the category.
            fund: kind of the fund (`zakat`, `csr`).

        Raises:
            NotOnStageError: there is none.
        """
        partners = Office.objects.filter(district=self.district, outside_government=True, retired_at=None)
        running = Programme.objects.filter(categories__code=category, owner__in=partners, retired_at=None)
        holding = Fund.objects.filter(kind=fund, holder__in=partners, retired_at=None)
        keys = [
            *holding.order_by("code").values_list("holder", flat=True),
            *running.order_by("code").values_list("owner", flat=True),
        ]
        found = next((partners.filter(pk=key).first() for key in keys), None)
        if found is None:
            raise NotOnStageError(category, "partner")
        return found

    def is_desa(self, village: str) -> bool:
        """Whether a village has a fund of its own: a kelurahan has none."""
        if not self._desa:
            of_desa = Area.objects.filter(district=self.district).exclude(kind=AreaKind.KELURAHAN)
            self._desa = frozenset(of_desa.values_list("code", flat=True))
        return village in self._desa

    def workday(self, back: int, clock: str) -> dt.datetime:
        """A time of day on the working day `back` working days before the latest one; never after now.

        Args:
            back: 0 is today, or the last working day where today is none.
            clock: local time, "09:30".
        """
        day = self.today
        while not self._works(day):
            day -= dt.timedelta(days=1)
        for _ in range(back):
            day -= dt.timedelta(days=1)
            while not self._works(day):
                day -= dt.timedelta(days=1)
        return self.at(day, clock)

    def at(self, day: dt.date, clock: str) -> dt.datetime:
        """A moment by the district's clock; never after now."""
        time = dt.time.fromisoformat(clock)
        moment = min(dt.datetime.combine(day, time, tzinfo=self.calendar.zone), self.now)
        if self.told is not None:
            self.told(moment)
        return moment

    def weekday(self, weekday: int, *, weeks: int) -> dt.date:
        """The latest such day of the week (Monday 0) that lies at least so many weeks before today."""
        day = self.today - dt.timedelta(weeks=weeks)
        return day - dt.timedelta(days=(day.weekday() - weekday) % 7)

    def _works(self, day: dt.date) -> bool:
        return bool(self.calendar.hours.days[day.weekday()]) and not self.calendar.is_holiday(day)


def calendar_of(district: District) -> Calendar:
    """The working days and holidays of a district."""
    holidays = {dt.date.fromisoformat(day): name for day, name in district.holidays.items()}
    return Calendar(
        ZoneInfo(district.timezone),
        WeekHours.from_minutes(district.hours),
        is_holiday=lambda day: holiday_on(day, pack=holidays) is not None,
    )


def picture(words: str) -> SimpleUploadedFile:
    """A picture that proves nothing but says so: DATA CONTOH and what it stands for."""
    return SimpleUploadedFile("contoh.png", _drawn(words[:40]), "image/png")


@lru_cache
def _drawn(words: str) -> bytes:
    image = Image.new("RGB", (480, 300), (236, 232, 222))
    pen = ImageDraw.Draw(image)
    pen.rectangle((15, 15, 465, 285), outline=(15, 92, 92), width=3)
    pen.text((33, 45), "DATA CONTOH", fill=(150, 30, 30), font_size=34)
    pen.text((33, 112), words, fill=(40, 40, 40), font_size=19)
    pen.text((33, 240), "Bukan foto orang, rumah, atau surat yang ada.", fill=(90, 90, 90), font_size=15)
    kept = io.BytesIO()
    image.save(kept, "PNG")
    return kept.getvalue()
