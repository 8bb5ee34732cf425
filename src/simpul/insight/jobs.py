"""What insight does by the clock."""

from __future__ import annotations

from django.utils import timezone
from procrastinate.contrib.django import app

from simpul.insight import actions
from simpul.places.models import District


@app.periodic(cron="*/10 * * * *")
@app.task(queueing_lock="insight.refresh", pass_context=False)
def refresh_all(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Count every district anew, every ten minutes."""
    refresh_districts()


def refresh_districts() -> None:
    """Count every district anew, now."""
    for district in District.objects.all():
        limits = district.settings.get("limits", {})
        actions.refresh(
            district.pk,
            timezone=district.timezone,
            now=timezone.now(),
            grace_hours=limits.get("answer_grace_hours", actions.GRACE_HOURS),
        )
