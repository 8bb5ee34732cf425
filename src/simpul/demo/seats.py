"""Who sits where in the demonstration: synthetic officers in the seats of the pack, and those it left out.

Nobody can sign in with a password: officers are chosen on the demonstration's own page, and there only those
of the villages that stories are told of, of the sub-districts above them, and of the district.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from random import Random
from uuid import UUID

from simpul.demo.names import Culture, culture_of, name_of
from simpul.demo.population.villages import SEED
from simpul.funds.models import Fund
from simpul.ground.actor import Actor, acting
from simpul.offices import actions as offices
from simpul.offices.models import Capacity, Decree, Office, OfficeKind, Officer, Seat
from simpul.offices.queries import role_titles
from simpul.offices.types import RoleCode
from simpul.places.models import Area, AreaKind, District

#: Roles an office of a kind must have, so that every step of a need's way has somebody.
WANTED: dict[str, tuple[RoleCode, ...]] = {
    OfficeKind.WELFARE_POST: (
        RoleCode.FACILITATOR,
        RoleCode.WELFARE_POST_FRONT,
        RoleCode.WELFARE_POST_BACK,
        RoleCode.WELFARE_POST_COORDINATOR,
    ),
    OfficeKind.VILLAGE_HALL: (
        RoleCode.VILLAGE_HEAD,
        RoleCode.VILLAGE_TREASURER,
        RoleCode.VILLAGE_OPERATOR,
        RoleCode.VILLAGE_COUNCIL,
    ),
    OfficeKind.SUBDISTRICT: (RoleCode.SUBDISTRICT_HEAD, RoleCode.SUBDISTRICT_WELFARE),
    OfficeKind.SUBDISTRICT_POST: (RoleCode.SUBDISTRICT_SUPERVISOR, RoleCode.COMPANION),
    OfficeKind.DISTRICT_DESK: (
        RoleCode.DESK_FRONT,
        RoleCode.DESK_BACK,
        RoleCode.DESK_MANAGER,
        RoleCode.AGENCY_HEAD,
        RoleCode.DATA_STEWARD,
        RoleCode.TECHNICAL_ASSISTANT,
        RoleCode.ADMINISTRATOR,
    ),
    OfficeKind.AGENCY: (RoleCode.AGENCY_OFFICER, RoleCode.AGENCY_HEAD),
    OfficeKind.PARTNER: (RoleCode.PARTNER_OFFICER,),
    OfficeKind.PROTECTION: (RoleCode.COUNSELLOR,),
    OfficeKind.EMERGENCY: (RoleCode.EMERGENCY_OPERATOR, RoleCode.RESPONSE_TEAM),
    OfficeKind.HOSPITAL: (RoleCode.HOSPITAL_DESK,),
    OfficeKind.INSURANCE: (RoleCode.INSURANCE_BRANCH,),
    OfficeKind.INSPECTORATE: (RoleCode.INSPECTOR, RoleCode.AUDITOR),
    OfficeKind.LEADERSHIP: (RoleCode.REGENT, RoleCode.DISTRICT_SECRETARY),
    OfficeKind.COORDINATION: (RoleCode.COORDINATION_MEMBER,),
}
#: Hands over money that an office needs when it holds a fund.
HANDS: dict[str, tuple[RoleCode, ...]] = {
    OfficeKind.DISTRICT_DESK: (RoleCode.AGENCY_TREASURER,),
    OfficeKind.AGENCY: (RoleCode.AGENCY_TREASURER,),
    OfficeKind.PARTNER: (RoleCode.PARTNER_HEAD, RoleCode.PARTNER_TREASURER),
}
#: A kelurahan has no fund of its own to pay from, and no council.
OF_DESA = frozenset({RoleCode.VILLAGE_TREASURER, RoleCode.VILLAGE_COUNCIL})
#: Seats a district needs once, wherever the pack put them.
_ONCE = frozenset({RoleCode.DATA_STEWARD, RoleCode.TECHNICAL_ASSISTANT, RoleCode.ADMINISTRATOR})
_BATCH = 500
_SUBDISTRICT = 8
_AUDIT_DAYS = 30
_WOMEN = 0.5
_TRIES = 40


@dataclass
class Seating:
    """The seats of a district being filled.

    Attributes:
        by: the system of the district.
        district: the district.
        today: the day seats are open on.
        shown: codes of the villages and sub-districts whose officers may be chosen on the sign-in page.
        acting_office: the agency whose head acts for another (Plt.), if any.
    """

    by: Actor
    district: District
    today: dt.date
    shown: Collection[str]
    acting_office: UUID | None
    random: Random = field(init=False)
    culture: Culture = field(init=False)
    _named: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.random = Random(f"{SEED}:{self.district.code}:seats")
        self.culture = culture_of(self.district.code)

    def fill(self) -> int:
        """Put an officer into every seat of the pack and make those it has not; answers how many sit.

        The auditor's assignment ends with its letter, the secretary and one agency's head act for another
        (Plt.), and one seat goes on by a dated letter after its decree ended.
        """
        there = Seat.objects.filter(district=self.district).order_by("id")
        held = {(seat.office_id, seat.role): seat for seat in there}
        titles = dict(role_titles(self.district.code))
        with acting(self.by):
            decree, assignment = self._decrees()
            made, filled = [], []
            for office, role in self._places(held):
                seat = held.get((office.pk, role))
                if seat is None:
                    seat = self._seat(office, role, titles)
                    made.append(seat)
                elif seat.officer_id is None:
                    filled.append(seat)
                else:
                    continue
                self._sit(seat, assignment if role == RoleCode.AUDITOR else decree)
            seats = [*made, *filled]
            self._act_for_another(seats)
            Officer.objects.bulk_create(
                [self._officer(seat, number) for number, seat in enumerate(seats, 1)], batch_size=_BATCH
            )
            Seat.objects.bulk_create(made, batch_size=_BATCH)
            columns = ["officer", "decree", "starts_on", "ends_on", "capacity"]
            Seat.objects.bulk_update(filled, columns, batch_size=_BATCH)
            self._extend_one(seats)
        return len(seats)

    def _places(self, held: Collection[tuple[UUID, str]]) -> Iterator[tuple[Office, str]]:
        """Office and role of the pack's seats, and of those that must be there besides."""
        desa = set(
            Area.objects.filter(district=self.district)
            .exclude(kind=AreaKind.KELURAHAN)
            .values_list("code", flat=True)
        )
        listed: dict[UUID, list[str]] = {}
        for office, role in held:
            listed.setdefault(office, []).append(role)
        held_by_district = {role for _, role in held}
        holders = set(Fund.objects.filter(district=self.district).values_list("holder", flat=True))
        for each in Office.objects.filter(district=self.district, retired_at=None).order_by(
            "area_code", "code"
        ):
            roles = listed.get(each.pk, [])
            yield from ((each, role) for role in roles)
            hands = HANDS.get(each.kind, ()) if each.pk in holders else ()
            for wanted in (*WANTED.get(each.kind, ()), *hands):
                somewhere = wanted in _ONCE and wanted in held_by_district
                if (
                    wanted not in roles
                    and not somewhere
                    and (wanted not in OF_DESA or each.area_code in desa)
                ):
                    yield each, wanted

    def _seat(self, office: Office, role: str, titles: dict[str, str]) -> Seat:
        return Seat(
            district=self.district,
            office=office,
            role=role,
            title=titles.get(role, office.name),
            area_code=office.area_code,
        )

    def _sit(self, seat: Seat, decree: Decree) -> None:
        seat.decree, seat.starts_on, seat.ends_on = decree, decree.valid_from, decree.valid_until
        sex = "P" if self.random.random() < _WOMEN else "L"
        year = self.today.year - self.random.randint(26, 56)
        seat.officer = Officer(name=self._name(sex, year))

    def _name(self, sex: str, year: int) -> str:
        """A name no other officer bears, while the region's lists have one: visitors tell seats apart."""
        name = ""
        for _ in range(_TRIES):
            name = name_of(self.random, self.culture, sex=sex, year=year)
            if name not in self._named:
                break
        self._named.add(name)
        return name

    def _officer(self, seat: Seat, number: int) -> Officer:
        officer = seat.officer
        assert officer is not None  # noqa: S101  _sit has run
        officer.email = f"{seat.role}.{number}@{self.district.code}.contoh.test"
        officer.is_demo = len(seat.area_code) < _SUBDISTRICT or seat.area_code in self.shown
        officer.set_unusable_password()
        return officer

    def _decrees(self) -> tuple[Decree, Decree]:
        """The decree that most seats stand on, and the letter of assignment of the auditor."""
        began = dt.date(self.today.year - 1, 7, 1)
        decree = Decree(
            district=self.district,
            number=f"400.9/{self.random.randint(100, 400)}/{began.year} (contoh)",
            dated=began - dt.timedelta(days=9),
            title="Penetapan petugas SLRT dan Puskesos (contoh)",
            valid_from=began,
            valid_until=dt.date(self.today.year, 12, 31),
        )
        assignment = Decree(
            district=self.district,
            number=f"700/{self.random.randint(10, 90)}/ST/{self.today.year} (contoh)",
            dated=self.today - dt.timedelta(days=10),
            title="Surat tugas pemeriksaan (contoh)",
            kind="letter",
            valid_from=self.today - dt.timedelta(days=7),
            valid_until=self.today + dt.timedelta(days=_AUDIT_DAYS),
        )
        Decree.objects.bulk_create([decree, assignment])
        return decree, assignment

    def _extend_one(self, seats: Sequence[Seat]) -> None:
        """The decree of one village operator ended last year; a letter carries the seat on."""
        ended = dt.date(self.today.year - 1, 12, 31)
        for seat in seats:
            if seat.role == RoleCode.VILLAGE_OPERATOR and seat.area_code in self.shown:
                seat.ends_on = ended
                seat.save(update_fields=["ends_on"])
                offices.extend(
                    by=self.by,
                    seat=seat,
                    letter_number=f"400.9/{self.random.randint(400, 900)}/{ended.year} (contoh)",
                    letter_date=ended - dt.timedelta(days=9),
                    until=self.today + dt.timedelta(days=60),
                )
                return

    def _act_for_another(self, seats: Sequence[Seat]) -> None:
        for seat in seats:
            head = seat.role == RoleCode.AGENCY_HEAD and seat.office_id == self.acting_office
            if head or seat.role == RoleCode.DISTRICT_SECRETARY:
                seat.capacity = Capacity.PLT
