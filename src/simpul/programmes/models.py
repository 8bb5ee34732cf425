"""The catalogue of programmes, their dated criteria, and who is known to receive what."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.offices.models import NeedCategory, Office, Rung
from simpul.places.models import District
from simpul.registry.models import Family, Person


class Programme(models.Model):
    """A programme somebody may be entitled to: who runs it, on which rung, for whom, until when."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    unit = models.CharField(
        max_length=10, choices=[("person", "Orang"), ("family", "Keluarga"), ("house", "Rumah")]
    )
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="+")
    owner = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    categories: models.ManyToManyField[NeedCategory, models.Model] = models.ManyToManyField(
        NeedCategory, related_name="+"
    )
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    source = models.CharField(max_length=300)
    legal_basis = models.CharField(max_length=300, blank=True)
    benefit = models.CharField(max_length=300)
    amount = models.BigIntegerField(null=True)
    documents = models.JSONField(default=list)
    warning = models.CharField(max_length=300, blank=True)
    # How often help is given (`rules.places`), and from which fund (its code) it is paid; empty when unknown.
    period = models.CharField(max_length=10, blank=True)
    fund_code = models.CharField(max_length=60, blank=True)
    # Whether who comes when every place is taken may wait for one.
    waiting_list = models.BooleanField(default=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_programme_a_code"),
            models.CheckConstraint(
                condition=models.Q(amount=None) | models.Q(amount__gte=0), name="amount_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CriteriaVersion(models.Model):
    """A programme's criteria from a day on. A changed criterion is a new version."""

    PRIVACY: ClassVar[Privacy] = OPEN
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    valid_from = models.DateField()
    # [{"code", "name", "sentence", "cel"}], in the order they are shown.
    criteria = models.JSONField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "number"], name="one_criteria_version_a_number"),
        ]
        ordering: ClassVar = ["number"]

    def __str__(self) -> str:
        return f"{self.programme_id} v{self.number}"


class Quota(models.Model):
    """Places of a programme in a year. `places` is null when nobody knows; then nothing is promised."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="quotas")
    year = models.PositiveSmallIntegerField()
    places = models.PositiveIntegerField(null=True)
    taken = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["programme", "year"], name="one_quota_a_year"),
            models.CheckConstraint(
                condition=models.Q(places=None) | models.Q(taken__lte=models.F("places")),
                name="quota_not_overdrawn",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.year}"


class Enrolment(Guarded):
    """A person or family known to take part in a programme, since when and from which source.

    `until` is the last day, in the future where it is known before (`rules.places`). `quota` is the year
    whose place was taken; `given_back`: the help did not arrive, the place is another's, nobody took part.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with programme since until source quota given_back",
        sensitive="person family ended_reason",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="+")
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    ended_reason = models.CharField(max_length=200, blank=True)
    source = models.CharField(max_length=80)
    quota = models.ForeignKey(Quota, on_delete=models.PROTECT, null=True, related_name="+")
    given_back = models.BooleanField(default=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(person=None, family__isnull=False)
                | models.Q(person__isnull=False, family=None),
                name="enrolment_of_person_or_family",
            ),
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=models.Q(until=None, person__isnull=False),
                name="person_enrolled_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "family"],
                condition=models.Q(until=None, family__isnull=False),
                name="family_enrolled_once",
            ),
            models.UniqueConstraint(
                fields=["programme", "person", "until"],
                condition=models.Q(person__isnull=False, given_back=False),
                name="person_enrolled_once_until",
            ),
            models.CheckConstraint(
                condition=models.Q(given_back=False) | models.Q(until__isnull=False),
                name="given_back_has_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.programme_id} {self.person_id or self.family_id}"
