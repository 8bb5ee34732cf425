"""What the ground does by the clock."""

from __future__ import annotations

from procrastinate.contrib.django import app

from simpul.ground import chain


@app.periodic(cron="* * * * *")
@app.task(queueing_lock="ground.link_audit", pass_context=False)
def link_audit(timestamp: int) -> None:  # noqa: ARG001 - the moment it was due, given by the scheduler
    """Put every line of the trail that waits into the audit chain, each minute."""
    chain.link_all()
