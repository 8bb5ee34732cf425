"""What cases do by the clock."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from simpul.cases import actions
from simpul.ground.actor import system
from simpul.places.models import District

log = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="cases.unname", pass_context=False)
def unname_old_complaints(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Leave complainants of before unnamed; the keys are needed, so no migration can do it."""
    unname_in_every_district()


def unname_in_every_district() -> int:
    """Unname in all districts; how many services were changed."""
    total = 0
    for code in District.objects.values_list("code", flat=True):
        total += actions.unname_complaints(by=system(code))
    if total:
        log.info("complainants unnamed", extra={"services": total})
    return total


@app.periodic(cron="20 2 * * *")
@app.task(queueing_lock="cases.end_drafts", pass_context=False)
def end_drafts(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Throw away intakes that nobody went on with, each night."""
    actions.end_drafts()
