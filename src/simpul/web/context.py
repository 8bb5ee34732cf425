"""What every page knows: who is here, in which seat, and whether the data are made up."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.contrib.messages import get_messages
from django.http import HttpRequest

from simpul.offices.models import Seat
from simpul.web.nav import menu


@dataclass(frozen=True)
class SeatLine:
    """The chosen seat as the page's head shows it."""

    role_title: str
    office_name: str
    area_name: str


def page(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    seat: Seat | None = getattr(request, "seat", None)
    return {
        "seat": seat and SeatLine(seat.title, seat.office.name, seat.office.area_name),
        "actor": getattr(request, "actor", None),
        "demo": settings.DEMO,
        "messages": get_messages(request),
        "nav": menu(request, getattr(request, "actor", None)),
    }
