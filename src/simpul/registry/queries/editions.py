"""Editions: which copy of the registry is the current one."""

from __future__ import annotations

from simpul.registry.models import Edition


def current_edition(district_code: str) -> Edition | None:
    """The published edition that speaks of the latest day, or None before the first."""
    return (
        Edition.objects.filter(district_id=district_code, published_at__isnull=False)
        .order_by("-as_of", "-published_at", "-id")
        .first()
    )


def editions(district_code: str) -> list[Edition]:
    """Every edition of a district, the latest day first."""
    return list(Edition.objects.filter(district_id=district_code).order_by("-as_of", "code"))
