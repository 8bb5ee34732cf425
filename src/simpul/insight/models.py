"""Read models behind the leaders' pages, official rates, notices to offices. Written by this floor alone."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.places.models import District


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


class NeedFlow(models.Model):
    """Needs of a village that went on in a month, from which kind of rung to which."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    village_code = models.CharField(max_length=13)
    month = models.DateField()
    from_kind = models.CharField(max_length=20)
    to_kind = models.CharField(max_length=20)
    moved = models.PositiveIntegerField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district_code", "month", "village_code", "from_kind", "to_kind"],
                name="one_need_flow",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_code} {self.month:%Y-%m} {self.from_kind} {self.to_kind}"


class CategoryCount(models.Model):
    """Needs of a village in a month, by category. For whoever may see small counts; others get groups."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    village_code = models.CharField(max_length=13)
    month = models.DateField()
    category = models.CharField(max_length=60)
    came_in = models.PositiveIntegerField(default=0)
    went_on = models.PositiveIntegerField(default=0)
    closed = models.PositiveIntegerField(default=0)
    met = models.PositiveIntegerField(default=0)
    settled_here = models.PositiveIntegerField(default=0)
    closed_late = models.PositiveIntegerField(default=0)
    open_now = models.PositiveIntegerField(default=0)
    late_now = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district_code", "month", "village_code", "category"], name="one_category_count"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.village_code} {self.month:%Y-%m} {self.category}"


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


class LateNotice(models.Model):
    """An office was told that referrals to it are past their time, and from when the leaders' page names it.

    The notice ends when nothing of the office is past its time any more.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code office office_name given_at named_from answer answered_at ended_at",
        official="answered_by",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    office = models.UUIDField()
    office_name = models.CharField(max_length=160)
    given_at = models.DateTimeField()
    named_from = models.DateTimeField()
    # What the office says about it; shown beside its name.
    answer = models.CharField(max_length=500, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office"], condition=models.Q(ended_at=None), name="one_open_notice_an_office"
            ),
        ]

    def __str__(self) -> str:
        return self.office_name


class PovertyRate(models.Model):
    """The share of poor people as the statistics office published it: imported, never computed."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district = models.ForeignKey(District, on_delete=models.CASCADE, related_name="+")
    # The district itself; its province (`73`) or the nation (`00`) to stand beside it. Never a village.
    area_code = models.CharField(max_length=5)
    year = models.PositiveSmallIntegerField()
    month = models.PositiveSmallIntegerField(default=0)  # 0 where the source names only the year
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    source = models.CharField(max_length=200)
    imported_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["district", "area_code", "year", "month"], name="one_poverty_rate_a_time"
            ),
            models.CheckConstraint(condition=~models.Q(source=""), name="poverty_rate_has_a_source"),
            models.CheckConstraint(
                condition=models.Q(percent__gte=0, percent__lte=100), name="poverty_rate_is_a_share"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.area_code} {self.year}"
