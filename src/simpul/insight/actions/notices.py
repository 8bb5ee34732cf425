"""What an office past its time says about it, before and after the leaders' page names it."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import InputError
from simpul.insight import permissions
from simpul.insight.models import LateNotice
from simpul.offices.queries import check_still_seated
from simpul.registry.rules import check_text

LONGEST = 500


def answer_notice(*, by: Actor, notice: UUID, words: str, at: datetime) -> LateNotice:
    """Write down what the actor's office says about its late referrals; a later answer replaces an earlier.

    Raises:
        NotVisibleError: no such open notice of the actor's own office.
        NotAllowedError: the seat may not answer for its office.
        InputError: `text_missing`, `text_long` or `number_in_text`.
    """
    said = check_text(words, field="words", longest=LONGEST)
    if not said:
        raise InputError("text_missing", field="words")
    with acting(by):
        check_still_seated(by, at=at)
        found = LateNotice.objects.select_for_update().filter(pk=notice, ended_at=None).first()
        kept = permissions.check_can_answer(by, found)
        kept.answer, kept.answered_by, kept.answered_at = said, by.label, at
        kept.save(update_fields=["answer", "answered_by", "answered_at"])
        audit.record("insight.answer_notice", by=by, kind="late_notice", key=str(kept.pk))
    return kept
