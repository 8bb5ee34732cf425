"""What an officer found out of a family: fact by fact, dated, beside the national copy, never over it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed
from simpul.registry.models.people import Family, Person


class Finding(models.Model):
    """One fact by the name that rules use. A later finding of the same fact stands in its place.

    What is said of a family or its house belongs to the family; `person` is who was asked about.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id person family path seen_on source at", official="by", sensitive="value"
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="findings")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="+")
    path = models.CharField(max_length=60)
    value = models.JSONField()
    seen_on = models.DateField()
    # How it became known: `types.FOUND_BY`.
    source = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["person", "at"], name="findings_of_person"),
            models.Index(fields=["family", "at"], name="findings_of_family"),
        ]

    def __str__(self) -> str:
        return f"{self.path} {self.seen_on:%Y-%m-%d}"
