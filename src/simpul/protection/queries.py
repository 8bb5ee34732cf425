"""What a seat behind the wall sees: its own assigned reports. Nobody else sees that there is anything."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from simpul.ground.actor import Actor
from simpul.offices import queries as offices
from simpul.offices.models import Office, OfficeKind, Seat
from simpul.offices.types import RoleCode
from simpul.protection.models import HandoverStub, SealedReport
from simpul.protection.types import ReportLine


def receiving_offices(district: str) -> list[Office]:
    """The confidential offices of a district that take reports, in the pack's order of names."""
    return list(
        Office.objects.filter(
            district=district, kind=OfficeKind.PROTECTION, confidential=True, retired_at=None
        ).order_by("name")
    )


def matters_of(district: str) -> dict[UUID, list[str]]:
    """What each office of the confidential routes is there for, in a citizen's words, by the office's key."""
    matters: dict[UUID, list[str]] = {}
    for category in offices.categories(district):
        if category.confidential:
            for step in offices.route_of(category):
                if step.office_id is not None:
                    matters.setdefault(step.office_id, []).append(category.plain_name)
    return matters


def reports() -> list[ReportLine]:
    """The reports assigned to the acting seat, the newest first (the database answers no others)."""
    return [
        ReportLine(each.pk, str(each.pk)[-6:].upper(), each.state, each.opened_at)
        for each in SealedReport.objects.order_by("-opened_at", "-id")[:200]
    ]


def stubs(*, by: Actor) -> list[tuple[str, datetime]]:
    """What the acting seat handed over: number and day, the newest first."""
    if by.seat is None:
        return []
    rows = HandoverStub.objects.filter(seat=by.seat).order_by("-at", "-id").values_list("number", "at")
    return list(rows[:50])


def colleagues(*, by: Actor, today: date) -> list[Seat]:
    """The other counsellors who sit in the acting seat's office today, by title."""
    if by.office is None:
        return []
    return [
        seat
        for seat in offices.colleagues(by.office, today=today)
        if seat.role == RoleCode.COUNSELLOR and seat.officer is not None and seat.pk != by.seat
    ]


def sealed(report: UUID) -> SealedReport | None:
    """A report assigned to the acting seat."""
    return SealedReport.objects.filter(pk=report).select_related("office").first()
