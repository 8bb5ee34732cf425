"""What is recorded about a person's standing: the notice read, the registry check, the proposal."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed
from simpul.registry.models.editions import Edition
from simpul.registry.models.people import Family, Person


class Consent(models.Model):
    """The notice that was read aloud, and the basis on which the person's data are used."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id person notice_version basis read_aloud at until", official="taken_by", personal="given_by"
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="consents")
    notice_version = models.CharField(max_length=20)
    # UU 27/2022 art. 20(2): consent, legal_obligation, vital_interest, public_task.
    basis = models.CharField(max_length=20)
    read_aloud = models.BooleanField()
    given_by = models.CharField(max_length=160, blank=True)
    taken_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    until = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.basis} {self.at:%Y-%m-%d}"


class RegistryCheck(models.Model):
    """A look at the registry: the dated copy, and what an officer saw today by hand in SIKS-NG and JKN."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id person edition edition_name as_of at manual_at found",
        official="looked_by",
        sensitive="decile siks_found siks_decile siks_note jkn_state jkn_segment jkn_inactive_since",
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="checks")
    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, null=True, related_name="+")
    # Copied, so that the record reads the same after the edition is gone.
    edition_name = models.CharField(max_length=120, blank=True)
    as_of = models.DateField(null=True)
    found = models.BooleanField()
    decile = models.PositiveSmallIntegerField(null=True)
    looked_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    # What today's look-up by hand said, with its hour; null where nobody looked.
    manual_at = models.DateTimeField(null=True)
    siks_found = models.BooleanField(null=True)
    siks_decile = models.PositiveSmallIntegerField(null=True)
    siks_note = models.CharField(max_length=300, blank=True)
    jkn_state = models.CharField(max_length=20, blank=True)  # active, inactive, none, unknown
    jkn_segment = models.CharField(max_length=40, blank=True)
    jkn_inactive_since = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{'found' if self.found else 'not found'} {self.at:%Y-%m-%d}"


class Proposal(models.Model):
    """A proposal that a person or family enter the registry, or that a fact be corrected."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id person family basis state at decided_at",
        official="made_by decided_by",
        sensitive="reason result",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="proposals")
    family = models.ForeignKey(Family, on_delete=models.PROTECT, null=True, related_name="+")
    # The next village deliberation, or an SPTJM statement at once for one who cannot wait.
    basis = models.CharField(max_length=20, choices=[("deliberation", "Musyawarah"), ("sptjm", "SPTJM")])
    state = models.CharField(max_length=20, default="open")
    reason = models.CharField(max_length=300, blank=True)
    made_by = models.CharField(max_length=200)
    at = models.DateTimeField()
    result = models.CharField(max_length=300, blank=True)
    decided_by = models.CharField(max_length=200, blank=True)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state="open"), name="one_open_proposal"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} {self.state}"
