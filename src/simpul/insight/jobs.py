"""What insight does by the clock."""

from __future__ import annotations

from django.utils import timezone

from simpul.insight import actions
from simpul.places.models import District


def refresh_all() -> None:
    """Count every district anew."""
    for district in District.objects.all():
        actions.refresh(district.pk, timezone=district.timezone, now=timezone.now())
