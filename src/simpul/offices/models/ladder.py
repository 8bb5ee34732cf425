"""The ladder as data: rungs, need categories with their routes, coded reasons. It comes from the pack."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy
from simpul.offices.models.organisations import Office
from simpul.offices.types import Claim
from simpul.places.models import District


class RungKind(models.TextChoices):
    """Where on the ladder a rung stands."""

    VILLAGE = "village", "Desa/kelurahan"
    SUBDISTRICT = "subdistrict", "Kecamatan"
    DISTRICT_DESK = "district_desk", "Sekretariat SLRT"
    AGENCY = "agency", "Perangkat daerah"
    TKPKD = "tkpkd", "TKPKD"
    PROVINCE = "province", "Provinsi"
    CENTRE = "centre", "Pusat"


class Rung(models.Model):
    """A rung of the district's ladder."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=RungKind.choices)
    position = models.PositiveSmallIntegerField()
    # Codes of the categories this rung may settle, or `["all"]`; of a village each category says it itself.
    settles = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_rung_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class NeedCategory(models.Model):
    """A kind of need, its route, and whether a village may settle it."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=120)
    plain_name = models.CharField(max_length=160)
    icon = models.CharField(max_length=40)
    sector = models.CharField(max_length=40, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    # Goes behind the wall at once; never stored as a need.
    confidential = models.BooleanField(default=False)
    # About the village, an RT or a facilitator: never goes to the village.
    about_village = models.BooleanField(default=False)
    village_may_settle = models.BooleanField(default=False)
    # What every step gives an urgent need at most, in hours of the step's own clock; None: no shorter time.
    urgent_hours = models.PositiveSmallIntegerField(null=True)
    documents = models.JSONField(default=list)
    # What proves that help arrived: [{kind, name, required}].
    evidence = models.JSONField(default=list)
    outside_bodies = models.JSONField(default=list)
    informs = models.JSONField(default=list)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_category_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class RouteStep(models.Model):
    """One step of a category's route: the rung, who holds it there, and the time allowed."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    category = models.ForeignKey(NeedCategory, on_delete=models.CASCADE, related_name="route")
    position = models.PositiveSmallIntegerField()
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="+")
    # None: the office of that rung in the person's own area (their Puskesos, their sub-district).
    office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    hours = models.DecimalField(max_digits=7, decimal_places=2)
    clock = models.CharField(max_length=10, choices=[("working", "Jam kerja"), ("calendar", "Jam kalender")])

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["category", "position"], name="one_step_a_position"),
            models.UniqueConstraint(fields=["category", "rung"], name="route_visits_a_rung_once"),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.category_id} {self.position}"


class ReasonKind(models.TextChoices):
    """What a coded reason is for."""

    CLIMB = "climb", "Meneruskan"
    DESCEND = "descend", "Mengembalikan"
    OVERRIDE = "override", "Meneruskan meski ada temuan"
    REORDER = "reorder", "Mengubah urutan"
    REST = "rest", "Menunggu pihak lain"
    REFUSE = "refuse", "Belum dapat dipenuhi"
    RESULT = "result", "Hasil akhir"


class Reason(models.Model):
    """A coded reason with its sentence, for officers and in plain words for the family."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=ReasonKind.choices)
    code = models.CharField(max_length=60)
    text = models.CharField(max_length=200)
    plain = models.CharField(max_length=300, blank=True)
    # For refusals: who is responsible instead, and what the family can do now.
    instead = models.CharField(max_length=300, blank=True)
    can_do = models.CharField(max_length=300, blank=True)
    needs_note = models.BooleanField(default=False)
    # Results: whether the need was met. A reason seen only by those above carries `above_only`.
    met = models.BooleanField(null=True)
    above_only = models.BooleanField(default=False)
    # Of a reason to go on: what it asserts.
    claim = models.CharField(max_length=20, default=Claim.NONE.value)
    position = models.PositiveSmallIntegerField(default=0)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "kind", "code"], name="one_reason_a_code"),
        ]

    def __str__(self) -> str:
        return self.text
