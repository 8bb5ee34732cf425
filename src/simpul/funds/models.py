"""Money of every source, mirrored from the real books: ceilings, lines, commitments, postings.

Never a second ledger: a payment carries the reference of the book it was paid from. Amounts are whole rupiah.
"""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from simpul.ground.identifiers import uuid7
from simpul.ground.privacy import OPEN, Privacy, classed
from simpul.offices.models import Office
from simpul.places.models import District


class Fund(models.Model):
    """A source of money or help: village fund, district budget, company, zakat, centre."""

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    district = models.ForeignKey(District, on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=20)
    holder = models.ForeignKey(Office, on_delete=models.PROTECT, null=True, related_name="+")
    # The name of the real book whose number a payment must carry (Siskeudes, SP2D, a receipt).
    book = models.CharField(max_length=60)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "code"], name="one_fund_a_code"),
        ]

    def __str__(self) -> str:
        return self.name


class BudgetLine(models.Model):
    """A line of an adopted budget in a year, of one village or of the district.

    `ceiling` is null while nobody knows it, and then nothing can be committed.
    The sums are kept by the database: committed + paid never exceed the ceiling.
    """

    PRIVACY: ClassVar[Privacy] = OPEN

    id = models.UUIDField(primary_key=True, default=uuid7)
    fund = models.ForeignKey(Fund, on_delete=models.PROTECT, related_name="lines")
    year = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=60)
    name = models.CharField(max_length=160)
    area_code = models.CharField(max_length=13)
    ceiling = models.BigIntegerField(null=True)
    committed = models.BigIntegerField(default=0)
    paid = models.BigIntegerField(default=0)
    earmark = models.CharField(max_length=200, blank=True)
    # Codes of the need categories it is adopted for; none = whatever its fund is for.
    needs = models.JSONField(default=list)
    source = models.CharField(max_length=200)
    # No longer in the adopted budget: nothing new is asked for; what was agreed is still paid or released.
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["fund", "year", "area_code", "code"], name="one_budget_line_a_code"
            ),
            models.CheckConstraint(
                condition=models.Q(ceiling=None, committed=0, paid=0)
                # Asked for by name: a comparison with nothing is unknown, and a check lets the unknown pass.
                | models.Q(ceiling__isnull=False, ceiling__gte=models.F("committed") + models.F("paid")),
                name="never_over_the_ceiling",
            ),
            models.CheckConstraint(
                condition=models.Q(committed__gte=0, paid__gte=0), name="sums_not_negative"
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["area_code", "year"], name="lines_of_area")]

    def __str__(self) -> str:
        return f"{self.name} {self.year}"

    def serves(self, category: str) -> bool:
        """Whether the budget was adopted for needs of this category (its code)."""
        return not self.needs or category in self.needs

    @property
    def left(self) -> int | None:
        """Rupiah neither committed nor paid; None while the ceiling is unknown."""
        return None if self.ceiling is None else self.ceiling - self.committed - self.paid


class Commitment(models.Model):
    """Money asked for from a line: proposed, agreed, then paid or released.

    Says nothing of a person: which need it serves stands in `cases`.
    """

    PRIVACY: ClassVar[Privacy] = classed(
        open="id district_code line amount state purpose book_reference paid_on version proposed_at"
        " agreed_at ended_at",
        official="proposed_by agreed_by ended_by reason proposed_officer agreed_officer paid_officer",
    )

    id = models.UUIDField(primary_key=True, default=uuid7)
    district_code = models.CharField(max_length=5)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="commitments")
    amount = models.BigIntegerField()
    state = models.CharField(max_length=20, default="proposed")
    purpose = models.CharField(max_length=200)
    proposed_by = models.CharField(max_length=200)
    # Officers by key: a label changes with a seat, and two labels may be one hand.
    proposed_officer = models.UUIDField()
    proposed_at = models.DateTimeField()
    agreed_by = models.CharField(max_length=200, blank=True)
    agreed_officer = models.UUIDField(null=True)
    agreed_at = models.DateTimeField(null=True)
    paid_officer = models.UUIDField(null=True)
    ended_by = models.CharField(max_length=200, blank=True)
    ended_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    book_reference = models.CharField(max_length=80, blank=True)
    paid_on = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(amount__gt=0), name="commitment_is_positive"),
            models.CheckConstraint(
                condition=~models.Q(state="paid")
                | ~models.Q(book_reference="") & models.Q(paid_on__isnull=False),
                name="paid_with_its_book_reference",
            ),
            # Asked for by name, because a comparison with nothing passes a check.
            models.CheckConstraint(
                condition=(
                    models.Q(agreed_at=None, agreed_officer=None)
                    | models.Q(agreed_at__isnull=False, agreed_officer__isnull=False)
                    & ~models.Q(agreed_officer=models.F("proposed_officer"))
                )
                & (
                    ~models.Q(state="paid") & models.Q(paid_officer=None)
                    | models.Q(state="paid", agreed_officer__isnull=False, paid_officer__isnull=False)
                    & ~models.Q(paid_officer=models.F("proposed_officer"))
                    & ~models.Q(paid_officer=models.F("agreed_officer"))
                )
                & ~models.Q(state="agreed", agreed_at=None),
                name="three_different_hands",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.state}"


class Entry(models.Model):
    """One balanced entry of the mirror: the postings under it add up to zero (checked at commit)."""

    PRIVACY: ClassVar[Privacy] = classed(open="id commitment line kind at", official="by")
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    line = models.ForeignKey(BudgetLine, on_delete=models.PROTECT, related_name="entries")
    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, null=True, related_name="entries")
    kind = models.CharField(max_length=20)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Posting(models.Model):
    """One side of an entry: an account (`available`, `committed`, `paid`, `ceiling`) and an amount."""

    PRIVACY: ClassVar[Privacy] = OPEN
    APPEND_ONLY = True

    id = models.UUIDField(primary_key=True, default=uuid7)
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    account = models.CharField(max_length=20)
    amount = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.account} {self.amount}"
