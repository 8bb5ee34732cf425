"""Who answers for an office that is past its time."""

from __future__ import annotations

from simpul.ground.actor import Actor
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.insight.models import LateNotice
from simpul.offices.types import Right


def check_can_answer(by: Actor, notice: LateNotice | None) -> LateNotice:
    """The notice, if it is one of the actor's own office and the seat may answer for it.

    Raises:
        NotVisibleError: there is none, or it is another office's.
        NotAllowedError: the seat does not answer for its office.
    """
    if notice is None or notice.office != by.office or notice.district_code != by.district:
        raise NotVisibleError("no_such_notice")
    if not by.may(Right.ANSWER):
        raise NotAllowedError("not_allowed")
    return notice
