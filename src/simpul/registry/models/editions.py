"""Editions: what the registry said in a year. A partition each, so that publishing attaches a partition."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.places.models import District
from simpul.registry.models.people import Family, Person


class Edition(models.Model):
    """A dated copy of the registry: its source and version, and the day it speaks of."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=40)
    name = models.CharField(max_length=120)
    source = models.CharField(max_length=80)
    as_of = models.DateField()
    published_at = models.DateTimeField(null=True)
    locked_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_edition_a_code"),
        ]
        indexes: ClassVar = [models.Index(fields=["district", "-as_of"], name="editions_by_day")]

    def __str__(self) -> str:
        return self.name


class FamilyFacts(models.Model):
    """A family in one edition. A column that is null is unknown, never false or zero.

    `decile` is the national copy (1 to 10): the district never invents one.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="pk edition family",
        personal="size owned land_proof floor wall roof roof_leaks area_m2 only_house toilet electricity"
        " water",
        sensitive="decile income_lost receives has_civil_servant",
    )

    pk = models.CompositePrimaryKey("edition_id", "family_id")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    decile = models.PositiveSmallIntegerField(null=True)
    size = models.PositiveSmallIntegerField(null=True)
    receives = models.JSONField(null=True)
    has_civil_servant = models.BooleanField(null=True)
    income_lost = models.BooleanField(null=True)
    owned = models.BooleanField(null=True)
    land_proof = models.BooleanField(null=True)
    floor = models.CharField(max_length=20, null=True)
    wall = models.CharField(max_length=20, null=True)
    roof = models.CharField(max_length=20, null=True)
    roof_leaks = models.BooleanField(null=True)
    area_m2 = models.PositiveSmallIntegerField(null=True)
    only_house = models.BooleanField(null=True)
    toilet = models.CharField(max_length=20, null=True)
    electricity = models.CharField(max_length=20, null=True)
    water = models.CharField(max_length=20, null=True)

    class Meta:
        managed = False
        db_table = "registry_familyfacts"

    def __str__(self) -> str:
        return f"{self.family_id} in {self.edition_id}"


class PersonFacts(models.Model):
    """A person in one edition. A column that is null is unknown."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="pk edition person",
        personal="school_level in_school works graduate owns_business business_months",
        sensitive="pregnant disabled chronic_illness insured_active insurance_segment",
    )

    pk = models.CompositePrimaryKey("edition_id", "person_id")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    school_level = models.CharField(max_length=20, null=True)
    in_school = models.BooleanField(null=True)
    graduate = models.CharField(max_length=20, null=True)
    works = models.BooleanField(null=True)
    owns_business = models.BooleanField(null=True)
    business_months = models.PositiveSmallIntegerField(null=True)
    pregnant = models.BooleanField(null=True)
    disabled = models.CharField(max_length=20, null=True)
    chronic_illness = models.BooleanField(null=True)
    insured_active = models.BooleanField(null=True)
    insurance_segment = models.CharField(max_length=20, null=True)

    class Meta:
        managed = False
        db_table = "registry_personfacts"

    def __str__(self) -> str:
        return f"{self.person_id} in {self.edition_id}"
