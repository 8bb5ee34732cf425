"""Private files: judged by the database at each reading, sent as a download, kept by no cache."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.ground import files
from simpul.web.access import seated
from simpul.web.files.links import check, short_link


@never_cache
@seated()
@require_safe
def open_file(request: HttpRequest, file: UUID) -> HttpResponse:
    """Where pages link to: goes on to a short link if the seat sees the file."""
    actor = request.actor  # type: ignore[attr-defined]
    files.get(file, by=actor)
    return HttpResponseRedirect(short_link(file, actor))


@never_cache
@seated()
@require_safe
def get(request: HttpRequest, file: UUID, token: str) -> HttpResponse:
    """The file itself: a picture is shown, everything else is offered for download."""
    actor = request.actor  # type: ignore[attr-defined]
    check(file, token, actor)
    row, content = files.open_file(by=actor, key=file)
    response = HttpResponse(content, content_type=row.media_type)
    picture = row.media_type in files.PICTURES
    response["Content-Disposition"] = content_disposition_header(not picture, row.name) or "attachment"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "no-store, private"
    return response
