"""Templates in use, and who may give which hand of their chain."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from simpul.letters.models import Template
from simpul.letters.types import HandKind
from simpul.offices.models import Office, Seat
from simpul.offices.queries import seats_open_on
from simpul.offices.rules import role_of


@dataclass(frozen=True, slots=True)
class HandChoice:
    """One hand of a template's chain, and the seats that may give it, those of the writing office first."""

    position: int
    kind: HandKind
    role: str
    seats: tuple[Seat, ...]


def templates_for(office: Office) -> list[Template]:
    """The templates an office may write with, by title."""
    return list(
        Template.objects.filter(
            Q(office_kind="") | Q(office_kind=office.kind), district=office.district_id, retired_at=None
        ).order_by("title", "code")
    )


def template_of(district: str, code: str) -> Template | None:
    """The version of a template that is in use."""
    return Template.objects.filter(district=district, code=code, retired_at=None).order_by("-version").first()


def hands_open_to(template: Template, office: Office, *, today: date) -> list[HandChoice]:
    """For each hand of the chain, who sits today where it may be given.

    Seats of the role in the writing office; where it has none, those that look after the same area (the head
    of the village a Puskesos serves); else those of the role anywhere in the district. A seat that may see no
    letter is never among them.
    """
    roles = {hand["role"] for hand in template.chain}
    seats = list(
        seats_open_on(today)
        .filter(district=office.district_id, role__in=roles, officer__isnull=False)
        .select_related("officer")
        .order_by("office__name", "title", "id")
    )
    return [
        HandChoice(position, hand["act"], hand["role"], _may_give(seats, hand["role"], office))
        for position, hand in enumerate(template.chain)
    ]


def _may_give(seats: list[Seat], role: str, office: Office) -> tuple[Seat, ...]:
    of_role = [seat for seat in seats if seat.role == role and role_of(role).sight != "none"]
    own = tuple(seat for seat in of_role if seat.office_id == office.pk)
    near = tuple(seat for seat in of_role if seat.area_code == office.area_code)
    return own or near or tuple(of_role)
