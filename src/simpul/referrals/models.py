"""Referrals: a request to an office, never to a person, and its answer. Ownership of the need stays below."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.cases.models import Need
from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.offices.models import Office, Reason


class ReferralSeries(models.Model):
    """The last number given to a referral of a district in a month (`2611`)."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    month = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district_code", "month"], name="one_referral_series_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.district_code}-{self.month}"


class Referral(Guarded):
    """A request from the rung that owns a need to an agency or partner.

    Names of service and office are kept as they were, so that the story outlives a reorganisation.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with need number from_office to_office from_name to_name"
        " service_name state letter sent_at due_at clock resting_since resting_for answered_at delivered_at"
        " arrived_at arrived proof version documents_complete programme_code",
        official="sent_by answered_by instead delivered_by arrived_by contact",
        sensitive="asked refusal refusal_note can_do delivered_what arrived_note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="+")
    number = models.CharField(max_length=40, unique=True)
    from_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    to_office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    from_name = models.CharField(max_length=160)
    to_name = models.CharField(max_length=160)
    service_name = models.CharField(max_length=160)
    programme_code = models.CharField(max_length=60, blank=True)
    # The facilitator's name and telephone, for the receiver.
    contact = models.CharField(max_length=200, blank=True)
    asked = models.CharField(max_length=1000)
    documents_complete = models.BooleanField(default=False)
    state = models.CharField(max_length=20, default="sent")
    letter = models.UUIDField(null=True)
    sent_by = models.CharField(max_length=200)
    sent_at = models.DateTimeField()
    due_at = models.DateTimeField()
    clock = models.CharField(max_length=10, default="working")
    resting_since = models.DateTimeField(null=True)
    resting_for = models.CharField(max_length=120, blank=True)
    answered_by = models.CharField(max_length=200, blank=True)
    answered_at = models.DateTimeField(null=True)
    refusal = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    refusal_note = models.CharField(max_length=500, blank=True)
    instead = models.CharField(max_length=300, blank=True)
    can_do = models.CharField(max_length=300, blank=True)
    delivered_what = models.CharField(max_length=300, blank=True)
    delivered_by = models.CharField(max_length=200, blank=True)
    delivered_at = models.DateTimeField(null=True)
    proof = models.UUIDField(null=True)
    # What the family said through the facilitator.
    arrived = models.BooleanField(null=True)
    arrived_note = models.CharField(max_length=300, blank=True)
    arrived_by = models.CharField(max_length=200, blank=True)
    arrived_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~models.Q(state="declined") | models.Q(refusal__isnull=False),
                name="declined_with_a_reason",
            ),
            models.CheckConstraint(
                condition=~models.Q(state__in=["delivered", "arrived"])
                | models.Q(delivered_at__isnull=False) & ~models.Q(delivered_what=""),
                name="delivered_says_what",
            ),
            models.UniqueConstraint(
                fields=["need", "to_office"],
                condition=models.Q(state__in=["sent", "accepted"]),
                name="one_open_referral_an_office",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["to_office", "state", "due_at", "id"], name="inbox_by_clock"),
            models.Index(
                fields=["to_office", "-sent_at", "-id"],
                condition=models.Q(state__in=["arrived", "cancelled", "declined", "returned"]),
                name="inbox_ended",
            ),
        ]

    def __str__(self) -> str:
        return self.number


class ReferralStep(models.Model):
    """One thing that happened to a referral. Only added."""

    PRIVACY: ClassVar[Privacy] = classed(open="id referral kind at seat", official="by", sensitive="note")
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    referral = models.ForeignKey(Referral, on_delete=models.PROTECT, related_name="steps")
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    seat = models.UUIDField(null=True)
    note = models.CharField(max_length=500, blank=True)

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
