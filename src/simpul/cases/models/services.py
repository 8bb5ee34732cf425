"""The service (layanan): the envelope around one person's needs, and questions answered without one."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.models import Guarded
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.ground.sealed import Column, Kind
from simpul.offices.models import Office
from simpul.registry.models import Person

REPORTER_PHONE = Kind("case", (Column("cases_case", "reporter_phone", key_id="reporter_key_id"),))


class TicketSeries(models.Model):
    """The last ticket number given in a district in a month; phones get blocks of the same series."""

    PRIVACY: ClassVar[Privacy] = OPEN

    district_code = models.CharField(max_length=5)
    month = models.CharField(max_length=4)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district_code", "month"], name="one_series_a_month"),
        ]

    def __str__(self) -> str:
        return f"{self.district_code}-{self.month}"


class Case(Guarded):
    """A service for one person. Closed when each of its needs has a result."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code scope_code shared_with ticket channel source state village_code opened_at"
        " closed_at opened_seat opened_office parent version urgent code_index code_tries"
        " code_wait_until",
        official="opened_by source_name",
        personal="person complainant reporter_name reporter_relation reporter_phone reporter_key_id"
        " collector_name collector_relation collector_proof",
        sensitive="source_note",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    ticket = models.CharField(max_length=30, unique=True)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    village_code = models.CharField(max_length=13)
    # Who reports, who is helped (`person`) and who collects may be three persons.
    reporter_name = models.CharField(max_length=160, blank=True)
    reporter_relation = models.CharField(max_length=40, blank=True)
    reporter_phone = models.BinaryField(null=True)
    reporter_key_id = models.CharField(max_length=20, blank=True)
    collector_name = models.CharField(max_length=160, blank=True)
    collector_relation = models.CharField(max_length=40, blank=True)
    collector_proof = models.CharField(max_length=120, blank=True)
    channel = models.CharField(max_length=20)
    # citizen, officer, aspiration (passed on by an official or politician), emergency, hospital…
    source = models.CharField(max_length=20)
    source_name = models.CharField(max_length=160, blank=True)
    source_note = models.CharField(max_length=300, blank=True)
    urgent = models.BooleanField(default=False)
    state = models.CharField(
        max_length=10, default="open", choices=[("open", "Berjalan"), ("closed", "Selesai")]
    )
    parent = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField()
    opened_by = models.CharField(max_length=200)
    opened_seat = models.UUIDField(null=True)
    opened_office = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    closed_at = models.DateTimeField(null=True)
    # Of a complaint about the village: a keyed hash of who complains. `person` is a label then, unless they
    # agreed to be named.
    complainant = models.BinaryField(null=True)
    # The citizen's 6-digit code as a keyed index, the wrong tries against it, and until when
    # nothing is answered because of them.
    code_index = models.BinaryField()
    code_tries = models.PositiveSmallIntegerField(default=0)
    code_wait_until = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=models.Q(state="open", closed_at=None)
                | models.Q(state="closed", closed_at__isnull=False),
                name="closed_case_has_its_day",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["village_code", "state", "opened_at"], name="cases_of_village"),
            models.Index(fields=["person"], name="cases_of_person"),
        ]

    def __str__(self) -> str:
        return self.ticket


class Enquiry(models.Model):
    """A question or suggestion, answered and closed in a minute, without a case and without a name."""

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code village_code kind at", official="by", personal="words answer"
    )
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    village_code = models.CharField(max_length=13)
    kind = models.CharField(max_length=20, choices=[("question", "Pertanyaan"), ("suggestion", "Saran")])
    words = models.CharField(max_length=1000)
    answer = models.CharField(max_length=1000)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.at:%Y-%m-%d}"
