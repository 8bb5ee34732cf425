"""Single records for forms and prints: an errand, a handover, the lines and seats that may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.cases.models import Errand, Handover, Need, NeedCommitment
from simpul.cases.permissions import can_settle
from simpul.funds import queries as funds
from simpul.funds.models import BudgetLine, Commitment
from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices import queries as offices
from simpul.offices.models import Reason, ReasonKind, Seat
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


def line_choices(village_code: str, category: str, *, by: Actor, today: date) -> list[BudgetLine]:
    """Lines somebody of a village may be helped from: the seat's own budgets for this need, with money left.

    Args:
        village_code: where the person is served.
        category: code of the need's category.
        by: whose budgets.
        today: whose year.
    """
    lines = funds.lines_to_ask(by=by, year=today.year)
    return [line for line in lines if village_code.startswith(line.area_code) and line.serves(category)]


def commitment_of(need: Need, key: UUID) -> Commitment | None:
    """Money asked for this need, by its key."""
    link = need.commitments.filter(commitment=key).select_related("commitment__line__fund").first()
    return link.commitment if link else None


def service_of(commitment: UUID) -> UUID | None:
    """The service that money was asked for, if it is in sight."""
    return NeedCommitment.objects.filter(commitment=commitment).values_list("need__case", flat=True).first()


def result_choices(need: Need) -> list[Reason]:
    """Results a need may be closed with where it stands: as met only by whom the pack lets settle it."""
    results = offices.reasons(need.district_code, ReasonKind.RESULT)
    return results if can_settle(need) else [each for each in results if not each.met]


def seat_choices(need: Need, *, today: date) -> list[Seat]:
    """Seats of the need's office to which it may be assigned."""
    return [seat for seat in offices.colleagues(need.office_id, today=today) if seat.officer is not None]
