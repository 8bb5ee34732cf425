"""Behind the wall: sealed reports, seen by assignment in one office alone.

No history copy, no notice, no export.
Outside stands only a stub for the seat that handed over, without category, person or office.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed
from simpul.ground.sealed import Column, Kind
from simpul.offices.models import Office, Seat

CONTENT = Kind(
    "protection",
    (Column("protection_sealedreport", "sealed"), Column("protection_reporttrail", "sealed")),
    ring="confidential",
    bound=lambda key: bytes(key.bytes),
)


class SealedReport(models.Model):
    """A report of violence or neglect. Its content is one sealed text under the key of this floor."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code state version", sensitive="office sealed opened_at answered_at"
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    state = models.CharField(max_length=20, default="received")
    opened_at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Report {self.id}"


class ReportAssignment(models.Model):
    """A seat of the confidential office that may open a report. Nobody else may, whatever their rank."""

    PRIVACY: ClassVar[Privacy] = classed(open="id until", sensitive="report seat since")

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(SealedReport, on_delete=models.PROTECT, related_name="assignments")
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["report", "seat"], condition=models.Q(until=None), name="assigned_once"
            ),
        ]

    def __str__(self) -> str:
        return f"Assignment {self.id}"


class ReportTrail(models.Model):
    """Who opened a report or wrote to it: the trail of this floor, kept apart from everybody else's."""

    PRIVACY: ClassVar[Privacy] = classed(open="id verb", official="by", sensitive="report seat at sealed")
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    report = models.ForeignKey(SealedReport, on_delete=models.PROTECT, related_name="trail")
    verb = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    seat = models.UUIDField(null=True)
    at = models.DateTimeField()
    sealed = models.BinaryField(null=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.id}"


class HandoverStub(models.Model):
    """What the seat that handed over sees afterwards: a number, a day, "diserahkan". Nothing leads back."""

    PRIVACY: ClassVar[Privacy] = classed(open="id district_code number at", sensitive="seat")

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    seat = models.UUIDField()
    number = models.CharField(max_length=30, unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.number
