"""The audit trail, for those who audit: who did or saw what, never what it said."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from simpul.ground import audit
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.trail.words import KINDS, VERBS, choices


@seated(Right.AUDIT)
@require_safe
def trail(request: SeatRequest) -> HttpResponse:
    """The latest lines of the district, or those about one thing, page by page. Reading is recorded too."""
    page = audit.page(
        by=request.actor,
        verb=request.GET.get("tindakan", "")[:60],
        label=request.GET.get("nomor", "")[:120],
        before=request.GET.get("sebelum", ""),
    )
    context = {"page": page, "verbs": VERBS, "kinds": KINDS, "choices": choices()}
    return render(request, "web/trail/trail.html", context)
