"""Tables every floor stands on: audit trail, command ledger, private files, and the shape of guarded rows."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy, classed


class Guarded(models.Model):
    """A row about a person or a family, protected by row-level security (see `ground.rls`).

    `scope_code` is the area whose seats see the row: a village (`73.03.01.2001`), a sub-district for what
    must go round the village (`73.03.01`), the district (`73.03`), or empty when no area may see it.
    `shared_with` are the offices to which it was opened, by referral or assignment.
    """

    district_code = models.CharField(max_length=5)
    scope_code = models.CharField(max_length=13, blank=True)
    shared_with: ArrayField[list[UUID], list[UUID]] = ArrayField(models.UUIDField(), default=list, blank=True)

    class Meta:
        abstract = True


class AuditLine(models.Model):
    """Who did or saw what, when. Verb, actor, seat, kind, key and names of changed fields; never values.

    Without foreign keys on purpose: nothing it names is kept from deletion and no floor is imported.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id at district_code seat officer verb kind key label fields reason command seal",
        official="actor",
    )

    at = models.DateTimeField(default=timezone.now, db_index=True)
    district_code = models.CharField(max_length=5)
    actor = models.CharField(max_length=200)
    seat = models.UUIDField(null=True)
    officer = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    kind = models.CharField(max_length=60)
    key = models.CharField(max_length=60)
    label = models.CharField(max_length=120, blank=True)
    fields: ArrayField[list[str], list[str]] = ArrayField(models.CharField(max_length=60), default=list)
    reason = models.CharField(max_length=500, blank=True)
    command = models.UUIDField(null=True)
    #: Made by `ground.chain` under a key outside the database; lines older than the chain have none.
    seal = models.BinaryField(null=True)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["kind", "key", "at"], name="audit_of_thing")]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M} {self.actor} {self.verb} {self.kind} {self.key}"


class AuditWaiting(models.Model):
    """A line that is not yet in the chain. A trigger adds it with the line; linking removes it."""

    PRIVACY: ClassVar[Privacy] = OPEN

    line = models.BigIntegerField(primary_key=True)
    digest = models.BinaryField()

    def __str__(self) -> str:
        return str(self.line)


class AuditLink(models.Model):
    """One link of the audit chain: positions run without a gap, each `mac` covers the one before."""

    PRIVACY: ClassVar[Privacy] = OPEN
    APPEND_ONLY: ClassVar[bool] = True

    position = models.BigIntegerField(primary_key=True)
    line = models.BigIntegerField()
    mac = models.BinaryField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["line"], condition=models.Q(position__gt=0), name="one_link_a_line"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.line}"


class Command(models.Model):
    """A command that was carried out, by the id its form carried; a replay gets its first answer."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True)
    district_code = models.CharField(max_length=5)
    seat = models.UUIDField(null=True)
    verb = models.CharField(max_length=60)
    answer = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.verb} {self.id}"


class KeyMark(models.Model):
    """The fingerprint of the keyring this database was sealed with: one row."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.PositiveSmallIntegerField(primary_key=True)
    fingerprint = models.CharField(max_length=16)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(id=1), name="one_keyring_a_database"),
        ]

    def __str__(self) -> str:
        return self.fingerprint


class StoredFile(Guarded):
    """A private file: its bytes lie encrypted outside the web root, under a name that says nothing."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with kind media_type size sha256 added_at",
        official="added_by",
        personal="name",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    kind = models.CharField(max_length=40)
    name = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    added_by = models.CharField(max_length=200)
    added_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
