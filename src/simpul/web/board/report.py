"""The monthly report on paper: the facilitators' and the Puskesos' own, for signatures."""

from __future__ import annotations

from datetime import date, timedelta

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.cases import queries
from simpul.offices.types import Right
from simpul.places.queries import local_day
from simpul.web.access import SeatRequest, seated

_CHOICES = 12


@never_cache
@seated(Right.ACT)
@require_safe
def monthly(request: SeatRequest) -> HttpResponse:
    """One month of the seat's office, as a sheet; `?bulan=2026-11` chooses it, this month otherwise."""
    first = local_day(request.actor.district, timezone.now()).replace(day=1)
    months = _months_until(first)
    month = next((each for each in months if f"{each:%Y-%m}" == request.GET.get("bulan")), first)
    context = {
        "report": queries.monthly(by=request.actor, month=month),
        "months": months,
        "office": request.seat.office.name,
        "district_name": request.seat.district.name,
        "unfinished": month == first,
        "now": timezone.now(),
    }
    return render(request, "web/board/report.html", context)


def _months_until(first: date) -> list[date]:
    months = [first]
    while len(months) < _CHOICES:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months
