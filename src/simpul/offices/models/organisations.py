"""Organisations that serve, their teams and the decrees these stand on."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OFFICIAL, OPEN, Privacy
from simpul.places.models import District


class OfficeKind(models.TextChoices):
    """What kind of organisation an office is."""

    VILLAGE_HALL = "village_hall", "Kantor desa/kelurahan"
    WELFARE_POST = "welfare_post", "Puskesos"
    SUBDISTRICT = "subdistrict", "Kecamatan"
    SUBDISTRICT_POST = "subdistrict_post", "Pos kecamatan"
    DISTRICT_DESK = "district_desk", "Sekretariat SLRT"
    AGENCY = "agency", "Perangkat daerah"
    COORDINATION = "coordination", "Tim koordinasi"
    LEADERSHIP = "leadership", "Pimpinan daerah"
    PROTECTION = "protection", "Layanan terbatas"
    EMERGENCY = "emergency", "Pusat darurat"
    HOSPITAL = "hospital", "Rumah sakit"
    INSURANCE = "insurance", "Penyelenggara jaminan"
    INSPECTORATE = "inspectorate", "Pengawasan"
    PARTNER = "partner", "Mitra"
    PROVINCE = "province", "Provinsi"
    CENTRE = "centre", "Pusat"


class Office(models.Model):
    """An organisation that holds work: a Puskesos, an agency, a partner. Named by the pack, never by code."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20, choices=OfficeKind.choices)
    rung_code = models.CharField(max_length=40)
    area_code = models.CharField(max_length=13)
    area_name = models.CharField(max_length=120, blank=True)
    # Holds needs behind the wall: seen by assignment in this office alone.
    confidential = models.BooleanField(default=False)
    outside_government = models.BooleanField(default=False)
    hours = models.JSONField(null=True)
    phone = models.CharField(max_length=40, blank=True)
    address = models.CharField(max_length=200, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_office_a_code"),
        ]
        indexes: ClassVar = [models.Index(fields=["district", "kind", "area_code"], name="office_of_area")]

    def __str__(self) -> str:
        return self.name


class Decree(models.Model):
    """A decision (SK) on which teams, seats and programmes stand: number, date, term."""

    PRIVACY: ClassVar[Privacy] = OFFICIAL

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80)
    dated = models.DateField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=40, default="sk")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    file = models.UUIDField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "number"], name="one_decree_a_number"),
            models.CheckConstraint(
                condition=models.Q(valid_until=None) | models.Q(valid_until__gte=models.F("valid_from")),
                name="decree_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class Team(models.Model):
    """A team set by decree: coordination team, secretariat, working group, programme group, response team."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=40)
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, null=True, related_name="+")
    ended_on = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_team_a_code"),
        ]

    def __str__(self) -> str:
        return self.name
