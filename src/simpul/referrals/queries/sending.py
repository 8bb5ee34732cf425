"""What the sender sees before a referral goes: the offices, their time, and what may go with it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from simpul.cases.models import Need
from simpul.cases.queries import fits_of
from simpul.cases.queries.needs import find_need
from simpul.cases.rules import allowed_hours
from simpul.ground.actor import Actor, seeing
from simpul.ground.errors import NotVisibleError, StateError
from simpul.ground.masking import mask_name
from simpul.letters.models import Template
from simpul.letters.queries import hands_open_to, templates_for
from simpul.letters.queries.chain import HandChoice
from simpul.offices.models import Office, Seat
from simpul.offices.queries import calendar_of, due_for, offices_answering, route_of
from simpul.places.queries import names_of
from simpul.referrals.models import Referral
from simpul.referrals.permissions import can_receive, check_can_send
from simpul.referrals.queries.own import own_office
from simpul.referrals.rules import step_for
from simpul.referrals.states import OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeChoice:
    """An office that may be asked. `on_route`: it stands on the route of this category."""

    id: UUID
    name: str
    kind: str
    on_route: bool
    outside_government: bool
    asked_already: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """The need that is to be sent, and the offices it may go to, those that answer its category first."""

    need_id: UUID
    version: int
    ticket: str
    case_id: UUID
    who: str
    village: str
    category: str
    words: str
    due_at: datetime | None
    offices: tuple[OfficeChoice, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Composing:
    """What the form of a referral offers: the office's time, programmes that may fit, letters."""

    sending: Sending
    office_id: UUID
    office: str
    outside_government: bool
    due_at: datetime
    contact: str
    documents: tuple[str, ...]
    programmes: tuple[tuple[str, str], ...]
    letters: tuple[tuple[Template, tuple[HandChoice, ...]], ...]


def offices_for(need: UUID, *, by: Actor) -> Sending:
    """The need and the offices that may be asked.

    Raises:
        NotVisibleError: the actor sees no such need.
        NotAllowedError: the need is not the actor's to send.
    """
    with seeing(by):
        row = find_need(need)
        check_can_send(by, row)
        return _sending(row, by)


def composing(need: UUID, office: UUID, *, by: Actor, now: datetime) -> Composing:
    """Everything the form needs to send a need to one office.

    Raises:
        NotVisibleError: no such need, or no such office to be asked.
        NotAllowedError: the need is not the actor's to send.
    """
    with seeing(by):
        row = find_need(need)
        check_can_send(by, row)
        asked = Office.objects.select_related("district").filter(pk=office).first()
        if asked is None or not can_receive(asked, by.district):
            raise NotVisibleError("no_such_office")
        hours, clock = allowed_time(row, asked)
        today = calendar_of(asked).day_of(now)
        return Composing(
            sending=_sending(row, by),
            office_id=asked.pk,
            office=asked.name,
            outside_government=asked.outside_government,
            due_at=due_for(asked, hours=hours, clock=clock, start=now),
            contact=contact_for(row),
            documents=tuple(row.category.documents),
            programmes=_programmes(row, by=by, today=today),
            letters=_letters(by, today=today),
        )


def allowed_time(need: Need, office: Office) -> tuple[float, Literal["working", "calendar"]]:
    """The hours an asked office has, and their kind: its own step of the route, else the owner's.

    An urgent need has the shorter time its category may name.

    Raises:
        StateError: `no_time_for_step`, the pack's route has neither.
    """
    category = need.category
    step = step_for(route_of(category), office.pk, need.step)
    if step is None:
        raise StateError("no_time_for_step", category=category.name)
    hours = allowed_hours(step.hours, category.urgent_hours, need.urgency)
    return hours, "calendar" if step.clock == "calendar" else "working"


def contact_for(need: Need) -> str:
    """Whom the receiver may call: who works on the need, else who opened the service, else its office."""
    for key in (need.assigned_to, need.case.opened_seat):
        seat = Seat.objects.select_related("officer", "office").filter(pk=key).first() if key else None
        if seat and seat.officer:
            return _words(seat.officer.name, seat.title, seat.office.name, seat.officer.phone)
    return _words(need.office.name, need.office.phone)


def _words(*parts: str) -> str:
    return ", ".join(part for part in parts if part)[:200]


def _sending(need: Need, by: Actor) -> Sending:
    on_route = {step.office_id for step in route_of(need.category) if step.office_id}
    asked = set(Referral.objects.filter(need=need, state__in=OPEN).values_list("to_office_id", flat=True))
    offices = offices_answering(need.category, district=by.district)
    return Sending(
        need_id=need.pk,
        version=need.version,
        ticket=need.case.ticket,
        case_id=need.case_id,
        who=mask_name(need.case.person.name),
        village=names_of([need.village_code]).get(need.village_code, ""),
        category=need.category.name,
        words=need.words,
        due_at=need.due_at,
        offices=tuple(
            OfficeChoice(
                id=office.pk,
                name=office.name,
                kind=office.get_kind_display(),
                on_route=office.pk in on_route,
                outside_government=office.outside_government,
                asked_already=office.pk in asked,
            )
            for office in offices
        ),
    )


def _programmes(need: Need, *, by: Actor, today: date) -> tuple[tuple[str, str], ...]:
    return tuple((fit.code, fit.name) for fit in fits_of(need, by=by, today=today) if fit.open)


def _letters(by: Actor, *, today: date) -> tuple[tuple[Template, tuple[HandChoice, ...]], ...]:
    office = own_office(by)
    return tuple(
        (template, tuple(hands_open_to(template, office, today=today))) for template in templates_for(office)
    )
