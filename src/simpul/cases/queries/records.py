"""Single records for forms and prints: an errand, a handover, the lines and seats that may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.cases.models import Errand, Handover, Need
from simpul.funds import queries as funds
from simpul.funds.models import BudgetLine
from simpul.ground.errors import NotVisibleError
from simpul.offices import queries as offices
from simpul.offices.models import Seat
from simpul.places.models import Area, District
from simpul.registry.models import Person


@dataclass(frozen=True)
class HandoverRecord:
    """A handover as it is printed and signed."""

    handover: Handover
    need: Need
    helped: str
    village: str
    district: str


def errand_of(key: UUID) -> Errand:
    """An errand in sight.

    Raises:
        NotVisibleError: there is none.
    """
    found = Errand.objects.select_related("need__case").filter(pk=key).first()
    if found is None:
        raise NotVisibleError("no_such_errand")
    return found


def handover_record(key: UUID) -> HandoverRecord:
    """A handover in sight, for the printed record.

    Raises:
        NotVisibleError: there is none.
    """
    found = (
        Handover.objects.select_related("need__case", "need__category", "need__office").filter(pk=key).first()
    )
    if found is None:
        raise NotVisibleError("no_such_handover")
    need = found.need
    return HandoverRecord(
        handover=found,
        need=need,
        helped=Person.objects.filter(pk=need.case.person_id).values_list("name", flat=True).first() or "",
        village=Area.objects.filter(pk=need.village_code).values_list("name", flat=True).first() or "",
        district=District.objects.values_list("name", flat=True).get(pk=need.district_code),
    )


def line_choices(need: Need, *, today: date) -> list[BudgetLine]:
    """Budget lines a need may be helped from: those of the village with money left."""
    return [line for line in funds.lines_for_area(need.village_code, today.year) if line.left]


def seat_choices(need: Need, *, today: date) -> list[Seat]:
    """Seats of the need's office to which it may be assigned."""
    return [seat for seat in offices.colleagues(need.office_id, today=today) if seat.officer is not None]
