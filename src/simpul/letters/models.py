"""Letters: the district's templates, each office's register of numbers, initials and signature."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.ground.sealed import Column, Kind
from simpul.offices.models import Office, Seat
from simpul.places.models import District

WORDS = Kind("letter", (Column("letters_letter", "values", inside="sealed"),))


class Template(models.Model):
    """A letter's layout (typst), from the district's pack. An edit makes a new version."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=160)
    classification = models.CharField(max_length=40)
    source = models.TextField()
    # The hands in order, `{"role": …, "act": "initial" | "sign"}`: one signature, last.
    chain = models.JSONField(default=list)
    copies = models.JSONField(default=list)
    # The kind of office that writes it; empty: any.
    office_kind = models.CharField(max_length=20, blank=True)
    # How long a letter holds after its date; None: without end.
    valid_days = models.PositiveSmallIntegerField(null=True)
    # What the writer must know (a paper that opens no door).
    warn = models.CharField(max_length=300, blank=True)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code", "version"], name="one_template_a_version"),
        ]

    def __str__(self) -> str:
        return self.title


class Register(models.Model):
    """An office's own book of letter numbers. It is kept in step with the real book."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    pattern = models.CharField(max_length=80)
    last_number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "year"], name="one_register_a_year"),
        ]

    def __str__(self) -> str:
        return f"{self.office_id} {self.year}"


class Letter(Guarded):
    """A letter of an office about a need: drafted, initialled, signed outside or in chain, scanned back."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with template office number dated state verify_key"
        " about_kind about pdf scan created_at version digit_tries tries_since",
        official="created_by recipient",
        personal="subject initials birth_year",
        sensitive="values",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=80, blank=True)
    dated = models.DateField(null=True)
    subject = models.CharField(max_length=200)
    recipient = models.CharField(max_length=200)
    # What the letter is about, by kind and key (`referral`, its id): letters know no floor above them.
    about_kind = models.CharField(max_length=40)
    about = models.UUIDField()
    values = models.JSONField(default=dict)
    state = models.CharField(max_length=20, default="draft")
    # What the verification page may show: initials and birth year of the person named.
    initials = models.CharField(max_length=20, blank=True)
    birth_year = models.PositiveSmallIntegerField(null=True)
    verify_key = models.CharField(max_length=43, unique=True)
    pdf = models.UUIDField(null=True)
    scan = models.UUIDField(null=True)
    # Wrong digits typed on the verification page since the hour beside it.
    digit_tries = models.PositiveSmallIntegerField(default=0)
    tries_since = models.DateTimeField(null=True)
    created_by = models.CharField(max_length=200)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["office", "number"], condition=~models.Q(number=""), name="letter_number_once"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["about_kind", "about"], name="letters_about")]

    def __str__(self) -> str:
        return self.number or str(self.id)


class LetterStep(models.Model):
    """One hand in the chain: an initial (paraf) or the signature, with the capacity it was given in."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id letter position kind role seat done_at", official="title done_by capacity nip"
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    letter = models.ForeignKey(Letter, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10, choices=[("initial", "Paraf"), ("sign", "Tanda tangan")])
    role = models.CharField(max_length=40)
    title = models.CharField(max_length=160)
    seat = models.ForeignKey(Seat, on_delete=models.PROTECT, null=True, related_name="+")
    capacity = models.CharField(max_length=20, blank=True)
    done_by = models.CharField(max_length=200, blank=True)
    nip = models.CharField(max_length=18, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["letter", "position"], name="one_letter_step_a_position"),
            models.CheckConstraint(
                condition=models.Q(done_at=None, done_by="")
                | models.Q(done_at__isnull=False) & ~models.Q(done_by=""),
                name="letter_step_done_by_somebody",
            ),
        ]
        ordering: ClassVar = ["position"]

    def __str__(self) -> str:
        return f"{self.kind} {self.title}"
