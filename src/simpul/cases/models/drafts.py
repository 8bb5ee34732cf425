"""An intake that was begun and not saved yet: sealed, of one seat alone, for a month."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed
from simpul.ground.sealed import Column, Kind

DRAFT = Kind("intake_draft", (Column("cases_intakedraft", "sealed"),))
KEPT_FOR = timedelta(days=30)
"""After the last answer. Long enough for a holiday, too short for a second register of people."""


class IntakeDraft(models.Model):
    """What was answered so far. The policy lets a seat find its own and nobody else's."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code seat begun_at changed_at ends_at", sensitive="sealed"
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    seat = models.UUIDField()
    sealed = models.BinaryField()
    begun_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["seat", "-changed_at"], name="drafts_of_a_seat")]

    def __str__(self) -> str:
        return f"Draft {self.id}"
