"""Persons, families and houses: narrow permanent rows. What is known of them in a year stands in editions."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import Privacy, classed


class Precision(models.TextChoices):
    """How exactly a birth date is known."""

    DAY = "day", "Tanggal lengkap"
    YEAR = "year", "Tahun saja"
    ESTIMATED = "estimated", "Perkiraan"
    UNKNOWN = "unknown", "Tidak diketahui"


@pghistory.track()
class House(Guarded):
    """A roof under which people sleep; two family cards may stand in one house."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with village_code version", personal="hamlet rt rw address"
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    village_code = models.CharField(max_length=13)
    hamlet = models.CharField(max_length=80, blank=True)
    rw = models.CharField(max_length=4, blank=True)
    rt = models.CharField(max_length=4, blank=True)
    address = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"House {self.id}"


@pghistory.track()
class Family(Guarded):
    """A family card's people. The card's number is an identity number, never a key."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with village_code house version ended_on local_card",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    village_code = models.CharField(max_length=13)
    house = models.ForeignKey(House, on_delete=models.PROTECT, null=True, related_name="+")
    # Whether the family card was issued in this district (domicile on paper); None when nobody knows.
    local_card = models.BooleanField(null=True)
    ended_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return f"Family {self.id}"


@pghistory.track()
class Person(Guarded):
    """A person. Needs no number; of an unknown person only a label and where they were met is asked."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with village_code birth_precision version created_at"
        " anonymised_at merged_into",
        personal="name name_key sex birth_date birth_year met_at died_on is_label",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    name = models.CharField(max_length=160)
    # The name as `ground.names.normalise` gives it, for search inside a village.
    name_key = models.CharField(max_length=200)
    # The name is a label ("ibu tua di pasar") because nobody knows the name yet.
    is_label = models.BooleanField(default=False)
    met_at = models.CharField(max_length=200, blank=True)
    sex = models.CharField(max_length=1, blank=True, choices=[("L", "Laki-laki"), ("P", "Perempuan")])
    birth_date = models.DateField(null=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    birth_precision = models.CharField(max_length=10, choices=Precision.choices, default=Precision.UNKNOWN)
    village_code = models.CharField(max_length=13, blank=True)
    died_on = models.DateField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)
    anonymised_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    models.Q(birth_precision="day", birth_date__isnull=False)
                    | models.Q(birth_precision="unknown", birth_date=None, birth_year=None)
                    | models.Q(
                        birth_precision__in=["year", "estimated"], birth_date=None, birth_year__isnull=False
                    )
                ),
                name="birth_is_as_exact_as_it_says",
            ),
            models.CheckConstraint(condition=~models.Q(name=""), name="person_has_a_name_or_label"),
            models.CheckConstraint(
                condition=models.Q(is_label=False) | ~models.Q(met_at=""),
                name="unknown_person_was_met_somewhere",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["village_code", "name_key"], name="person_of_village")]

    def __str__(self) -> str:
        return f"Person {self.id}"


@pghistory.track()
class Membership(models.Model):
    """A person's place in a family, with its dates."""

    PRIVACY: ClassVar[Privacy] = classed(open="id person family since until", personal="relation")

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="memberships")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=20)
    since = models.DateField(null=True)
    until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(until=None), name="one_family_at_a_time"
            ),
            models.UniqueConstraint(
                fields=["family"],
                condition=models.Q(until=None, relation="head"),
                name="one_head_a_family",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} in {self.family_id}"
