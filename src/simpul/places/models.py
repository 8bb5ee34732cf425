"""Districts that run here, and the administrative areas of Indonesia they are made of."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.privacy import OPEN, Privacy


class District(models.Model):
    """A regency or city that runs Simpul. One database holds many."""

    PRIVACY: ClassVar[Privacy] = OPEN

    code = models.CharField(primary_key=True, max_length=5)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20)
    head_title = models.CharField(max_length=40)
    timezone = models.CharField(max_length=40)
    hours = models.JSONField(default=dict)
    holidays = models.JSONField(default=dict)
    emergency = models.JSONField(default=dict)
    notice = models.TextField(blank=True)
    notice_version = models.CharField(max_length=20, blank=True)
    settings = models.JSONField(default=dict)
    pack_digest = models.CharField(max_length=64, blank=True)
    loaded_at = models.DateTimeField(null=True)
    # A demo seat is honoured only where the database itself carries this mark.
    is_demo = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class AreaKind(models.TextChoices):
    """Kinds of area, as Kemendagri codes tell them apart."""

    PROVINCE = "province", "Provinsi"
    REGENCY = "regency", "Kabupaten"
    CITY = "city", "Kota"
    SUBDISTRICT = "subdistrict", "Kecamatan"
    DESA = "desa", "Desa"
    KELURAHAN = "kelurahan", "Kelurahan"
    DESA_ADAT = "desa_adat", "Desa adat"


class Area(models.Model):
    """An administrative area with its dotted Kemendagri code (`73.03.01.1001`) and its dates of validity."""

    PRIVACY: ClassVar[Privacy] = OPEN

    code = models.CharField(primary_key=True, max_length=13)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=20, choices=AreaKind.choices)
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    district = models.ForeignKey(District, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["district", "kind"], name="area_of_district")]

    def __str__(self) -> str:
        return self.name


class BoundarySheet(models.Model):
    """The sheet a district's villages are drawn on, from a file it supplied. For looking at, not for law."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district = models.OneToOneField(District, on_delete=models.CASCADE, primary_key=True, related_name="+")
    width = models.PositiveSmallIntegerField()
    height = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=200, blank=True)
    # Names the drawing in its address, so that browsers keep it until it changes.
    digest = models.CharField(max_length=16)
    loaded_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.digest


class Boundary(models.Model):
    """The shape of one village on its district's sheet, as an SVG path in whole units."""

    PRIVACY: ClassVar[Privacy] = OPEN

    area = models.OneToOneField(Area, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sheet = models.ForeignKey(BoundarySheet, on_delete=models.CASCADE, related_name="shapes")
    path = models.TextField()
    x = models.SmallIntegerField()
    y = models.SmallIntegerField()

    def __str__(self) -> str:
        return self.area_id
