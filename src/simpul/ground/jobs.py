"""What the ground does by the clock."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable

from procrastinate.contrib.django import app

from simpul.ground import chain

log = logging.getLogger(__name__)


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ground.link_audit", pass_context=False)
def link_audit(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Put every line of the trail that waits into the audit chain, each minute."""
    link_all()


def link_all(
    *, at_once: int = chain.AT_ONCE, patience: float = 0, tell: Callable[[int], None] | None = None
) -> int:
    """Link until nothing waits; how many were linked. The log keeps the head, outside the database.

    Args:
        at_once: lines of one transaction.
        patience: seconds between tries while another links; 0 leaves what waits to that one.
        tell: called after each transaction with how many were linked so far.
    """
    total = 0
    while True:
        head, linked = chain.link_waiting(at_once)
        if head is None and patience:
            time.sleep(patience)
            continue
        if linked:
            log.info("audit chain", extra={"head": str(head), "linked": linked})
        total += linked
        if tell is not None:
            tell(total)
        if linked < at_once:
            return total
