"""Tables of the floor `offices`."""

from __future__ import annotations

from simpul.offices.models.ladder import NeedCategory, Reason, ReasonKind, RouteStep, Rung, RungKind
from simpul.offices.models.organisations import Decree, Office, OfficeKind, Team
from simpul.offices.models.people import Capacity, Invitation, Officer, Seat, SeatExtension

__all__ = [
    "Capacity",
    "Decree",
    "Invitation",
    "NeedCategory",
    "Office",
    "OfficeKind",
    "Officer",
    "Reason",
    "ReasonKind",
    "RouteStep",
    "Rung",
    "RungKind",
    "Seat",
    "SeatExtension",
    "Team",
]
