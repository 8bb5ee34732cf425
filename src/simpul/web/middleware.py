"""Every request acts for one seat, in one transaction, and domain errors become pages in one place."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID
from zoneinfo import ZoneInfo

from django.contrib.auth import SESSION_KEY
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from simpul.ground.actor import Actor, acting, nobody
from simpul.ground.errors import DomainError
from simpul.ground.remembered import remembering
from simpul.offices import queries as offices
from simpul.offices.models import Seat
from simpul.web import error_pages
from simpul.web.second_factor import may_sit


class SeatMiddleware:
    """Set the actor and the district's time zone from the seat; roll back whatever ended in an error."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        actor, seat = _who(request)
        request.actor, request.seat = actor, seat  # type: ignore[attr-defined]
        zone = ZoneInfo(seat.district.timezone) if seat else None
        reads = request.method in {"GET", "HEAD"}
        with timezone.override(zone), acting(actor), remembering(reading=reads):
            if seat is not None:
                offices.keep_seat(seat)
            response = self.get_response(request)
            if SESSION_KEY in request.session:  # somebody is signed in: no copy stays on a shared telephone
                add_never_cache_headers(response)
            if getattr(request, "simpul_failed", False) or response.status_code >= 500:  # noqa: PLR2004
                transaction.set_rollback(True)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Turn a domain error into its page; anything else is Django's to report."""
        request.simpul_failed = True  # type: ignore[attr-defined]
        if isinstance(error, DomainError):
            return error_pages.domain_error(request, error)
        return None


def _who(request: HttpRequest) -> tuple[Actor, Seat | None]:
    """The seat in the session, if its officer still holds it today.

    A seat that ended gives nothing, nor one of the district whose officer gave up the second factor.
    """
    chosen = request.session.get("seat")
    if not chosen or not request.user.is_authenticated:
        return nobody(), None
    seat = offices.open_seat(request.user, UUID(chosen), at=timezone.now())
    if seat is None or not may_sit(request.user, seat):
        return nobody(), None
    return offices.actor_of(seat, request.user), seat
