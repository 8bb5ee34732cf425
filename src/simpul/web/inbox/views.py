"""The inbox of an office, and the page of one referral."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.ground.files import PICTURES
from simpul.ground.identifiers import uuid7
from simpul.insight.queries import notice_for
from simpul.offices.types import Right
from simpul.referrals import actions, queries
from simpul.web.access import SeatRequest, seated

PARTS: dict[str, Callable[[], str]] = {
    "waiting": lambda: _("Belum ditanggapi"),
    "working": lambda: _("Sedang dikerjakan"),
    "to_confirm": lambda: _("Menunggu konfirmasi keluarga"),
    "ended": lambda: _("Yang sudah selesai"),
}


@seated(Right.ANSWER)
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """What was asked of the own office, unanswered first; or one part of it in full, page by page."""
    now = timezone.now()
    part = request.GET.get("bagian", "")
    if part in PARTS:
        found = queries.inbox_part(part, by=request.actor, now=now, after=request.GET.get("after", ""))
        context = {"found": found, "title": PARTS[part](), "again": "after" in request.GET}
        return render(request, "web/inbox/part.html", context | {"new_command": uuid7})
    shown = {
        "box": queries.inbox(by=request.actor, now=now),
        "late_notice": notice_for(request.actor, now=now),
        "titles": {name: title() for name, title in PARTS.items()},
        "new_command": uuid7,
    }
    return render(request, "web/inbox/home.html", shown)


@never_cache
@seated()
@require_safe
def referral(request: SeatRequest, referral: UUID) -> HttpResponse:
    """A referral: who, what, until when, what happened, and what may be done now."""
    page = actions.open_page(by=request.actor, referral=referral, now=timezone.now())
    return render(request, "web/inbox/referral.html", {"page": page, "new_command": uuid7})


@never_cache
@seated()
@require_safe
def proof(request: SeatRequest, referral: UUID) -> HttpResponse:
    """What shows that help was given: a picture is shown, everything else is offered for download."""
    content, media_type = actions.read_proof(by=request.actor, referral=referral)
    response = HttpResponse(content, content_type=media_type)
    shown = "inline" if media_type in PICTURES else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="bukti.{media_type.rpartition("/")[2]}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
