"""Read models behind the leaders' pages: counts without persons. Written by this floor alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.privacy import OPEN, Privacy


class NeedCount(models.Model):
    """Needs of a village in a month, by rung: what came in, what was settled, what went on, what is late.

    Definitions: `docs/reference/indicators.md`. Confidential needs are in no count.
    """

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    village_code = models.CharField(max_length=13)
    month = models.DateField()
    rung_kind = models.CharField(max_length=20)
    came_in = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    settleable_closed = models.PositiveIntegerField(default=0)
    settled_here = models.PositiveIntegerField(default=0)
    went_on = models.PositiveIntegerField(default=0)
    came_down = models.PositiveIntegerField(default=0)
    went_on_over_finding = models.PositiveIntegerField(default=0)
    confirmed = models.PositiveIntegerField(default=0)
    open_now = models.PositiveIntegerField(default=0)
    late_now = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district_code", "village_code", "month", "rung_kind"], name="one_need_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_code} {self.month:%Y-%m} {self.rung_kind}"


class OfficeCount(models.Model):
    """Referrals of an office now: waiting, silent past their clock, oldest."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    office = models.UUIDField(unique=True)
    office_name = models.CharField(max_length=160)
    waiting = models.PositiveIntegerField(default=0)
    silent = models.PositiveIntegerField(default=0)
    oldest_due = models.DateTimeField(null=True)
    counted_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.office_name


class Refresh(models.Model):
    """When the counts of a district were last made."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5, primary_key=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.district_code
