"""The public page: what a district did this year, without an account and without a person."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from simpul.insight import queries
from simpul.places import queries as places


@require_safe
def districts(request: HttpRequest) -> HttpResponse:
    """The districts that run here; where there is one, its page."""
    found = places.districts()
    if len(found) == 1:
        return HttpResponseRedirect(reverse("public:year", args=[found[0].code]))
    return render(request, "web/public/districts.html", {"districts": found})


@require_safe
def year(request: HttpRequest, code: str) -> HttpResponse:
    """This year in counts that give nobody away."""
    district = places.district(code)
    with timezone.override(ZoneInfo(district.timezone)):
        shown = {
            "district": district,
            "page": queries.public_year(district, year=timezone.localdate().year),
            "rates": queries.poverty_rates(district.code),
        }
        return render(request, "web/public/year.html", shown)
