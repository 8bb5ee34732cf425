"""What the village does about a need: notes and visits, errands, certificates, help given, money asked."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.cases.models.needs import Need
from simpul.funds.models import Commitment
from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import Privacy, classed


class Deed(models.Model):
    """A note, visit, document, photo or attempt, with its result where it has one."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id need kind at file seat", official="by", sensitive="text result"
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="deeds")
    # note, visit, document, photo, proof, attempt; a number or statement that proves something
    kind = models.CharField(max_length=20)
    text = models.CharField(max_length=1000)
    result = models.CharField(max_length=300, blank=True)
    file = models.UUIDField(null=True)
    by = models.CharField(max_length=200)
    seat = models.UUIDField(null=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"


class Errand(models.Model):
    """Somebody of the team goes for the family: who, with which power of attorney, who pays the way."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id need state at done_at file",
        official="goes by done_by",
        personal="power_of_attorney",
        sensitive="task result transport",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="errands")
    task = models.CharField(max_length=300)
    goes = models.CharField(max_length=160)
    power_of_attorney = models.CharField(max_length=200)
    transport = models.CharField(max_length=200, blank=True)
    state = models.CharField(
        max_length=10, default="open", choices=[("open", "Berjalan"), ("done", "Selesai")]
    )
    result = models.CharField(max_length=300, blank=True)
    file = models.UUIDField(null=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()
    done_by = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="open", done_at=None)
                | models.Q(state="done", done_at__isnull=False) & ~models.Q(result=""),
                name="done_errand_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"Errand {self.state}"


class Certificate(models.Model):
    """A village paper (SKTM): its number stands in the village's own book and is typed in."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id need kind number valid_until dated",
        official="by signed_by",
        personal="witnesses",
        sensitive="purpose",
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField(max_length=20, default="sktm")
    number = models.CharField(max_length=80)
    purpose = models.CharField(max_length=200)
    dated = models.DateField()
    valid_until = models.DateField()
    witnesses = models.CharField(max_length=300)
    signed_by = models.CharField(max_length=160)
    by = models.CharField(max_length=200)

    def __str__(self) -> str:
        return self.number


class Handover(models.Model):
    """Help given into somebody's hands: what, to whom, before which witnesses, thumbprint or signature."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id need at mark source_of_funds commitment file number",
        official="by",
        personal="received_by relation witnesses",
        sensitive="what",
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="handovers")
    number = models.CharField(max_length=80)
    what = models.CharField(max_length=300)
    source_of_funds = models.CharField(max_length=160)
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="+")
    received_by = models.CharField(max_length=160)
    relation = models.CharField(max_length=40)
    mark = models.CharField(
        max_length=12, choices=[("signature", "Tanda tangan"), ("thumbprint", "Cap jempol")]
    )
    witnesses = models.CharField(max_length=300, blank=True)
    file = models.UUIDField(null=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(mark="signature") | ~models.Q(witnesses=""),
                name="thumbprint_before_witnesses",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class NeedCommitment(models.Model):
    """The link between a need and money asked for it. It lives here so that money knows no person."""

    PRIVACY: ClassVar[Privacy] = classed(open="id need commitment")
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="commitments")
    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"{self.need_id} {self.commitment_id}"
