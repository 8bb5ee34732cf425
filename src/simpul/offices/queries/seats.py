"""Who sits where today, and what that lets them do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import DateField, DateTimeField, Exists, F, Func, OuterRef, Q, QuerySet, Value
from django.db.models.functions import Cast

from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError
from simpul.ground.remembered import keep, remembered
from simpul.offices.models import OfficeKind, Officer, RouteStep, Seat, SeatExtension
from simpul.offices.rules import role_of
from simpul.offices.types import Right, RoleCode
from simpul.places import queries as places
from simpul.places.models import District


def seats_open_on(day: date) -> QuerySet[Seat]:
    """Seats that give rights on a day: begun, not ended, and within their term or a dated extension of it."""
    return _in_force(Seat.objects.all(), day, day)


def seats_open_at(at: datetime) -> QuerySet[Seat]:
    """Seats that give rights at a moment, each by the calendar day of its own district."""
    local = Func(F("district__timezone"), Value(at), function="timezone", output_field=DateTimeField())
    return _in_force(Seat.objects.alias(today=Cast(local, DateField())), F("today"), OuterRef("today"))


def _in_force(
    seats: QuerySet[Seat], day: date | F, day_outside: date | OuterRef, *, begun: date | F | None = None
) -> QuerySet[Seat]:
    """Seats that give rights on a day, or some time from it on if they had begun by `begun`."""
    extended = SeatExtension.objects.filter(seat=OuterRef("pk"), until__gte=day_outside)
    return (
        seats.filter(starts_on__lte=day if begun is None else begun)
        .filter(Q(ended_on=None) | Q(ended_on__gt=day))
        .filter(Q(ends_on=None) | Q(ends_on__gte=day) | Exists(extended))
        .select_related("office", "district")
    )


def seats_of(officer: Officer, *, at: datetime) -> list[Seat]:
    """The seats an officer may choose to work in now, by title."""
    return list(seats_open_at(at).filter(officer=officer).order_by("title", "id"))


def open_seat(officer: Officer, seat: UUID, *, at: datetime) -> Seat | None:
    """This officer's seat if it gives rights now."""
    return seats_open_at(at).filter(officer=officer, pk=seat).first()


def actor_of(seat: Seat, officer: Officer) -> Actor:
    """The actor that an officer is while working in a seat."""
    role = role_of(seat.role)
    return Actor(
        label=_label(officer, seat),
        district=seat.district_id,
        seat=seat.pk,
        officer=officer.pk,
        office=seat.office_id,
        role=seat.role,
        areas=(seat.area_code,) if role.sight == "area" else (),
        reach=(seat.area_code,) if role.sight == "office" and Right.TAKE_IN in role.rights else (),
        offices=() if role.sight == "none" else (seat.office_id,),
        reads=role.reads,
        rights=frozenset(str(right) for right in role.rights),
    )


def _label(officer: Officer, seat: Seat) -> str:
    return f"{officer.name} ({seat.title}, {seat.office.name})"[:200]


def labels_of(offices: Iterable[UUID], *, since: date, until: date) -> list[str]:
    """How the trail names everybody whose seat in these offices gave rights between two days, by title."""
    sat = _in_force(Seat.objects.filter(office__in=offices), since, since, begun=until)
    seats = sat.select_related("officer", "office").order_by("title", "id")
    return list(dict.fromkeys(_label(seat.officer, seat) for seat in seats if seat.officer))


def colleagues(office: UUID, *, today: date) -> list[Seat]:
    """Everybody who sits in an office today, by title."""
    return list(seats_open_on(today).filter(office=office).select_related("officer").order_by("title", "id"))


@dataclass(frozen=True)
class Roster:
    """The seats of an area, with the number of those that end within `SOON` days."""

    seats: list[Seat]
    ending_soon: int
    shown: int
    total: int


#: Seats that end within this many days are marked, so that the letter is asked for in time.
SOON = 45
_SHOWN = 60


def roster(district: str, area_code: str, *, today: date, q: str = "") -> Roster:
    """The seats in force of an area and of all below it, the soonest to end first.

    Args:
        district: code of the district.
        area_code: prefix of the area looked after.
        today: the day that "in force" and "soon" are held against.
        q: part of an office's name, or empty.
    """
    held = _below(district, area_code).filter(ended_on=None)
    if q:
        held = held.filter(office__name__icontains=q)
    soon = today + timedelta(days=SOON)
    seats = list(held.order_by(F("ends_on").asc(nulls_last=True), "office__name", "title", "id")[:_SHOWN])
    return Roster(seats, held.filter(ends_on__lte=soon).count(), len(seats), held.count())


def seat_in(district: str, area_code: str, key: UUID) -> Seat | None:
    """A seat of an area, whether in force or ended."""
    return _below(district, area_code).filter(pk=key).first()


def _below(district: str, area_code: str) -> QuerySet[Seat]:
    return (
        Seat.objects.filter(district=district, area_code__startswith=area_code)
        .select_related("officer", "office", "decree", "team", "district")
        .prefetch_related("extensions")
    )


def role_titles(district: str) -> list[tuple[str, str]]:
    """(role code, title) of the roles the district's pack names, by title."""
    titles: dict[str, str] = District.objects.get(pk=district).settings.get("role_titles", {})
    return sorted(titles.items(), key=lambda pair: pair[1])


@dataclass(frozen=True)
class DemoDoor:
    """The demonstration's seats: those along one path first, then all by kind of office."""

    path: list[Seat]
    groups: list[tuple[str, list[Seat]]]


#: The seats a need passes on its way, in the order of the story.
_PATH = (
    RoleCode.FACILITATOR,
    RoleCode.WELFARE_POST_BACK,
    RoleCode.VILLAGE_HEAD,
    RoleCode.VILLAGE_TREASURER,
    RoleCode.SUBDISTRICT_SUPERVISOR,
    RoleCode.DESK_BACK,
    RoleCode.AGENCY_OFFICER,
    RoleCode.PARTNER_OFFICER,
    RoleCode.COUNSELLOR,
    RoleCode.REGENT,
    RoleCode.AUDITOR,
    RoleCode.ADMINISTRATOR,
)


def demo_door(*, at: datetime) -> DemoDoor:
    """The demonstration's seats, none without its mark; `demo_village` and `demo_offices` lead."""
    seats = list(
        seats_open_at(at)
        .filter(district__is_demo=True, officer__is_demo=True)
        .select_related("officer")
        .order_by("office__area_code", "office__name", "title")
    )
    groups: dict[str, list[Seat]] = {str(kind.label): [] for kind in OfficeKind}
    for seat in seats:
        groups[str(OfficeKind(seat.office.kind).label)].append(seat)
    return DemoDoor(_path(seats), [(label, held) for label, held in groups.items() if held])


def _path(seats: list[Seat]) -> list[Seat]:
    """One seat of each role of the path, in one village, the sub-district above it, and the district."""
    villages = [seat.area_code for seat in seats if seat.role == RoleCode.VILLAGE_TREASURER]
    told = seats[0].district.settings if seats else {}
    wished = told.get("demo_village")
    village = wished if wished in villages else next(iter(villages), "")
    # Of several offices of a kind the one stories lead to; else the one most needs are sent to.
    led_to = set(told.get("demo_offices", ()))
    routed = Counter(RouteStep.objects.exclude(office=None).values_list("office", flat=True))
    first: dict[str, Seat] = {}
    for seat in sorted(seats, key=lambda each: (str(each.office_id) not in led_to, -routed[each.office_id])):
        if village.startswith(seat.area_code):
            first.setdefault(seat.role, seat)
    return [first[role] for role in _PATH if role in first]


def demo_seat(seat: UUID, *, at: datetime) -> Seat | None:
    """One of the demonstration's seats, if the database itself carries the demo mark."""
    found = seats_open_at(at).filter(district__is_demo=True, officer__is_demo=True, pk=seat)
    return found.select_related("officer").first()


def check_still_seated(actor: Actor, *, at: datetime) -> None:
    """Raise unless the actor's seat gives rights at this moment, on the district's own calendar day.

    Asked by actions: a seat may end while its form lies open. The system, which has no seat, passes.

    Raises:
        NotAllowedError: `seat_ended`.
    """
    if actor.seat is not None and not _gives_rights(actor.seat, actor.district)(at):
        raise NotAllowedError("seat_ended")


@remembered
def _gives_rights(seat: UUID, district: str) -> Callable[[datetime], bool]:
    """Whether a seat gives rights at a moment; on a page that only reads its door has asked already."""
    return lambda at: seats_open_at(at).filter(pk=seat, district=district).exists()


def keep_seat(seat: Seat) -> None:
    """Let the page not ask again for the seat that was found open at its door, nor for its district."""
    keep(_gives_rights, lambda _at: True, seat.pk, seat.district_id)
    keep(places.district, seat.district, seat.district_id)
