"""Identity numbers as rows: encrypted, found by a keyed index, several a person, dated, with their source."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed
from simpul.registry.models.people import Family, Person


class NumberKind(models.TextChoices):
    """Kinds of number."""

    NIK = "nik", "NIK"
    KK = "kk", "Nomor KK"
    BPJS = "bpjs", "Nomor kartu JKN"
    PHONE = "phone", "Telepon"
    OTHER = "other", "Nomor lain"


class IdentityNumber(models.Model):
    """A number of a person or a family. Nothing of it stands in clear: not its last digits either."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code kind key_id valid_from valid_until source added_at added_by",
        personal="person family cipher index",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="numbers")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="numbers")
    kind = models.CharField(max_length=10, choices=NumberKind.choices)
    cipher = models.BinaryField()
    key_id = models.CharField(max_length=20)
    index = models.BinaryField()
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=80)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person=None, family__isnull=False)
                | models.Q(person__isnull=False, family=None),
                name="number_of_a_person_or_a_family",
            ),
            models.UniqueConstraint(
                fields=["district_code", "kind", "index"],
                condition=models.Q(valid_until=None, kind="nik"),
                name="one_person_a_nik",
            ),
            models.UniqueConstraint(
                fields=["district_code", "kind", "index"],
                condition=models.Q(valid_until=None, kind="kk"),
                name="one_family_a_kk",
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["kind", "index"], name="number_by_index")]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
