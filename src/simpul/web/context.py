"""What every page knows: who is here, in which seat, and whether the data are made up."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest


def page(request: HttpRequest) -> dict[str, object]:
    """Context of every page."""
    seat = getattr(request, "seat", None)
    return {"seat": seat, "demo": settings.DEMO, "nav": []}
