"""What whoever was asked about a need reads of it: who, what, where, how soon. A view of the database."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.privacy import Privacy, classed
from simpul.offices.models import NeedCategory
from simpul.registry.models import Person


class AskedNeed(models.Model):
    """A need without its words, history and deeds: all that a partner outside government reads of it."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id case_id ticket village_code urgency state", personal="person", sensitive="category"
    )

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField()
    ticket = models.CharField(max_length=30)
    person = models.ForeignKey(Person, on_delete=models.DO_NOTHING, related_name="+")
    category = models.ForeignKey(NeedCategory, on_delete=models.DO_NOTHING, related_name="+")
    village_code = models.CharField(max_length=13)
    urgency = models.CharField(max_length=1)
    state = models.CharField(max_length=20)

    class Meta:
        managed = False
        db_table = "cases_askedneed"

    def __str__(self) -> str:
        return f"AskedNeed {self.pk}"
