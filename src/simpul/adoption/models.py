"""What the pack last wrote, row by row: so a reload tells an edited file from an edit in the application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy
from simpul.places.models import District


class PackRow(models.Model):
    """The values a district's pack last gave one row of configuration, by the kind and code of the row."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20)
    code = models.CharField(max_length=200)
    values = models.JSONField()
    # The row itself, where it has no code of its own by which it could be found again (a seat).
    row = models.UUIDField(null=True)
    loaded_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "kind", "code"], name="one_pack_row_a_code"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
