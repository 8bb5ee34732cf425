"""Editions: which copy of the registry is the current one."""

from __future__ import annotations

from typing import Any, cast

from simpul.ground.remembered import remembered
from simpul.registry.models import Edition, Family, FamilyFacts


@remembered
def current_edition(district_code: str) -> Edition | None:
    """The published edition that speaks of the latest day, or None before the first."""
    return (
        Edition.objects.filter(district_id=district_code, published_at__isnull=False)
        .order_by("-as_of", "-published_at", "-id")
        .first()
    )


@remembered
def facts_of_family(edition: Edition, family: Family) -> dict[str, Any] | None:
    """What an edition says of a family, by column; None where it does not know the family."""
    return cast(
        "dict[str, Any] | None", FamilyFacts.objects.filter(edition=edition, family=family).values().first()
    )


def editions(district_code: str) -> list[Edition]:
    """Every edition of a district, the latest day first."""
    return list(Edition.objects.filter(district_id=district_code).order_by("-as_of", "code"))
