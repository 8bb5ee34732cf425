"""The need: the unit of work. It stands on a rung, is referred, paid for and closed."""

from __future__ import annotations

from typing import ClassVar

import pghistory
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from simpul.cases.models.services import Case
from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import Privacy, classed
from simpul.offices.models import NeedCategory, Office, Reason, Rung
from simpul.registry.models import Proposal


class Urgency(models.TextChoices):
    """How soon. The queue is ordered by it, then by age, and by nothing else without a named reason."""

    EMERGENCY = "1", "Darurat"
    URGENT = "2", "Mendesak"
    NORMAL = "3", "Biasa"


@pghistory.track()
class Need(Guarded):
    """One need of one person. See `cases.states` for the table of its states."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with case state rung office step due_at clock resting_since"
        " resting_for urgency moved_ahead opened_at entered_at closed_at settled_rung settled_kind confirmed"
        " confirmed_at overrides proposal version village_code village_may_settle",
        official="assigned_to assigned_name confirmed_by",
        sensitive="category words result result_note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="needs")
    category = models.ForeignKey(NeedCategory, on_delete=models.PROTECT, related_name="+")
    village_code = models.CharField(max_length=13)
    # As the citizen said it.
    words = models.CharField(max_length=1000)
    urgency = models.CharField(max_length=1, choices=Urgency.choices, default=Urgency.NORMAL)
    state = models.CharField(max_length=20, default="open")
    # Where it stands: the step of its category's route, the rung and the office that owns it there.
    step = models.PositiveSmallIntegerField(default=0)
    rung = models.ForeignKey(Rung, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    assigned_to = models.UUIDField(null=True)
    assigned_name = models.CharField(max_length=200, blank=True)
    # Copied from the pack when the need was opened: what the pack says later changes no count of the past.
    village_may_settle = models.BooleanField()
    # Lower goes first within the same urgency; 0 unless moved with a named reason.
    moved_ahead = models.SmallIntegerField(default=0)
    due_at = models.DateTimeField(null=True)
    clock = models.CharField(max_length=10, default="working")
    resting_since = models.DateTimeField(null=True)
    resting_for = models.CharField(max_length=120, blank=True)
    opened_at = models.DateTimeField()
    entered_at = models.DateTimeField()  # when it came to this rung
    overrides = models.PositiveSmallIntegerField(default=0)
    result = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    result_note = models.CharField(max_length=500, blank=True)
    settled_rung = models.CharField(max_length=40, blank=True)
    # Kind of the rung that settled it, copied for counting.
    settled_kind = models.CharField(max_length=20, blank=True)
    closed_at = models.DateTimeField(null=True)
    # That the person enter the registry, where the need is about that.
    proposal = models.ForeignKey(Proposal, on_delete=models.PROTECT, null=True, related_name="+")
    # What the family said: True arrived, False did not, None not asked yet.
    confirmed = models.BooleanField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.CharField(max_length=200, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="closed", result__isnull=False, closed_at__isnull=False)
                | ~models.Q(state="closed") & models.Q(result=None, closed_at=None),
                name="nothing_closes_without_a_result",
            ),
            models.CheckConstraint(
                condition=models.Q(resting_since=None, resting_for="")
                | models.Q(resting_since__isnull=False) & ~models.Q(resting_for=""),
                name="clock_rests_for_somebody_named",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["office", "state", "urgency", "moved_ahead", "opened_at"], name="queue_of_office"
            ),
            models.Index(fields=["village_code", "state"], name="needs_of_village"),
            models.Index(fields=["district_code", "closed_at"], name="needs_closed"),
            # A village's queue in its order, everybody else's, what ended lately in a village.
            models.Index(
                fields=["scope_code", "urgency", "moved_ahead", "opened_at", "id"],
                condition=~models.Q(state="closed"),
                name="queue_of_scope",
            ),
            models.Index(
                fields=["district_code", "urgency", "moved_ahead", "opened_at", "id"],
                condition=~models.Q(state="closed"),
                name="queue_of_district",
            ),
            models.Index(
                fields=["scope_code", "closed_at"],
                condition=models.Q(state="closed"),
                name="closed_of_scope",
            ),
            GinIndex(fields=["shared_with"], name="needs_opened_to"),
        ]

    def __str__(self) -> str:
        return f"Need {self.id}"


class Movement(models.Model):
    """One thing that happened to a need: the history everyone who sees it reads. Only added."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id need kind at from_rung to_rung from_rung_code to_rung_code from_office to_office finding"
        " override_reason seat above_only",
        official="by",
        sensitive="reason note tried",
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    need = models.ForeignKey(Need, on_delete=models.PROTECT, related_name="movements")
    # See `cases.states.MovementKind`.
    kind = models.CharField(max_length=20)
    at = models.DateTimeField()
    by = models.CharField(max_length=200)
    seat = models.UUIDField(null=True)
    # Names as they were read then; codes are what counting joins by, whatever a rung is called later.
    from_rung = models.CharField(max_length=120, blank=True)
    to_rung = models.CharField(max_length=120, blank=True)
    from_rung_code = models.CharField(max_length=40, blank=True, default="")
    to_rung_code = models.CharField(max_length=40, blank=True, default="")
    from_office = models.CharField(max_length=160, blank=True)
    to_office = models.CharField(max_length=160, blank=True)
    reason = models.ForeignKey(Reason, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.CharField(max_length=1000, blank=True)
    # Going on: what was tried before, and what the system found against the claim.
    tried = models.CharField(max_length=1000, blank=True)
    finding = models.JSONField(default=list)
    override_reason = models.CharField(max_length=500, blank=True)
    # Seen only by those above the village (a village head who will not sign).
    above_only = models.BooleanField(default=False)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["need", "at"], name="history_of_need")]

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d %H:%M}"
