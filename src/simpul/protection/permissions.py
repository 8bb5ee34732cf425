"""Who may open a report: a seat of its office, assigned to it. Rank opens nothing."""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices.types import Right


def can_work(actor: Actor) -> bool:
    """Whether the actor's seat works behind the wall at all."""
    return actor.may(Right.PROTECT)


def check_can_work(actor: Actor) -> None:
    """Raise NotVisibleError for everybody else: for them there is nothing here."""
    if not can_work(actor):
        raise NotVisibleError("no_such_page")
