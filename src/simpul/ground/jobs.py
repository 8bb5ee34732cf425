"""What the ground does by the clock."""

from __future__ import annotations

import logging

from procrastinate.contrib.django import app

from simpul.ground import chain

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ground.link_audit", pass_context=False)
def link_audit(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Put every line of the trail that waits into the audit chain, each minute."""
    link_all()


def link_all() -> int:
    """Link until nothing waits; how many were linked. The log keeps the head, outside the database."""
    total = 0
    while True:
        head, linked = chain.link_waiting()
        if linked:
            log.info("audit chain", extra={"head": str(head), "linked": linked})
        total += linked
        if linked < chain.AT_ONCE:
            return total
