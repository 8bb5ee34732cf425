"""The leaders' page: one sentence first, then the ladder, the villages, the silent offices. No names."""

from __future__ import annotations

from datetime import date

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from simpul.insight import queries
from simpul.insight.types import Overview
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.jinja import persen
from simpul.web.leaders.flow import picture
from simpul.web.leaders.villages import by_subdistrict, village_map


@seated(Right.OVERVIEW)
@require_safe
def overview(request: SeatRequest) -> HttpResponse:
    """The district, or the seat's own area of it, in a month."""
    actor, seat = request.actor, request.seat
    now = timezone.now()
    month = _month(request.GET.get("bulan", ""))
    page = queries.overview(actor.district, area=seat.area_code, month=month, now=now)
    shown = {
        "page": page,
        "sentence": _sentence(page),
        "months": queries.months(actor.district),
        "this_month": month == _month(""),
        "flow": picture(page),
        "trend": queries.row_of_months(actor.district, area=seat.area_code, until=month),
        "rates": queries.poverty_rates(actor.district),
        "map": village_map(actor.district, page.villages) if seat.area_code == actor.district else None,
        "subdistricts": by_subdistrict(page.villages),
        "district_name": seat.district.name,
        "opens_lists": "names" in actor.reads and bool(actor.areas),
    }
    return render(request, "web/leaders/overview.html", shown)


def _month(given: str) -> date:
    """The month asked for as `2026-11`; this month for anything else."""
    try:
        return date.fromisoformat(f"{given}-01")
    except ValueError:
        return timezone.localdate().replace(day=1)


def _sentence(page: Overview) -> str:
    """The month in one sentence (design, section 5)."""
    parts = [_("Bulan ini %(n)s kebutuhan masuk") % {"n": page.came_in}]
    if page.share is not None:
        parts.append(
            _("dari %(n)s yang dapat diselesaikan desa, %(share)s selesai di desa")
            % {"n": page.settleable_closed, "share": persen(page.share)}
        )
    if page.silent:
        worst = max(page.silent, key=lambda each: each.silent)
        parts.append(
            _("%(n)s rujukan belum ditanggapi %(office)s dan melewati batas waktu")
            % {"n": worst.silent, "office": worst.name}
        )
    elif page.late_now:
        parts.append(_("%(n)s kebutuhan melewati batas waktu") % {"n": page.late_now})
    return "; ".join(parts) + "."
