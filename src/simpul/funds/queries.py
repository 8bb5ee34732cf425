"""What is left, and what waits for whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from simpul.funds.models import BudgetLine, Commitment, Fund
from simpul.funds.states import CommitmentState
from simpul.ground.actor import Actor

_LATEST = 20


def lines_for_area(area_code: str, year: int) -> list[BudgetLine]:
    """The budget lines of exactly this area in a year, with their funds. A kelurahan has no village fund."""
    return list(
        BudgetLine.objects.filter(area_code=area_code, year=year, retired_at=None, fund__retired_at=None)
        .select_related("fund")
        .order_by("fund__name", "name")
    )


def line(key: UUID) -> BudgetLine | None:
    """A budget line by its key."""
    return BudgetLine.objects.filter(pk=key).select_related("fund").first()


def money_left(area_code: str, year: int) -> int | None:
    """Rupiah left in an area's lines whose ceiling is known; None where no ceiling is known."""
    lines = BudgetLine.objects.filter(area_code=area_code, year=year, retired_at=None, ceiling__isnull=False)
    sums = lines.aggregate(ceiling=Sum("ceiling"), committed=Sum("committed"), paid=Sum("paid"))
    if sums["ceiling"] is None:
        return None
    return int(sums["ceiling"] - sums["committed"] - sums["paid"])


def commitment(key: UUID, *, by: Actor) -> Commitment | None:
    """A commitment of the actor's district."""
    found = Commitment.objects.filter(pk=key, district_code=by.district)
    return found.select_related("line__fund").first()


def waiting(*, by: Actor) -> list[Commitment]:
    """Commitments of the actor's own budgets that wait for agreement or payment, oldest first."""
    return list(
        Commitment.objects.filter(
            district_code=by.district,
            line__area_code__in=by.areas,
            state__in=[CommitmentState.PROPOSED, CommitmentState.AGREED],
        )
        .select_related("line__fund")
        .order_by("proposed_at")
    )


def commitments_of(lines: list[BudgetLine]) -> list[Commitment]:
    """Everything asked for from these lines, what moved last first."""
    moved = Coalesce("ended_at", "agreed_at", "proposed_at")
    found = Commitment.objects.filter(line__in=lines).select_related("line__fund")
    return list(found.order_by(moved.desc())[:_LATEST])


def funds_of(district: str) -> list[Fund]:
    """The funds of a district, with their lines."""
    return list(
        Fund.objects.filter(district=district, retired_at=None)
        .select_related("holder")
        .prefetch_related("lines")
        .order_by("name")
    )


@dataclass(frozen=True)
class MoneyPage:
    """The own budget: its lines, what waits for whose hand, and what was asked for lately."""

    lines: list[BudgetLine]
    waiting: list[Commitment]
    latest: list[Commitment]


def money_page(*, by: Actor, year: int) -> MoneyPage:
    """The budget lines of exactly the actor's own areas in a year (3 queries whatever their number).

    A line that left the budget is shown as long as money hangs on it.
    """
    unused = Q(retired_at__isnull=False, committed=0, paid=0)
    lines = list(
        BudgetLine.objects.filter(fund__district=by.district, area_code__in=by.areas, year=year)
        .exclude(unused)
        .select_related("fund")
        .order_by("fund__name", "name")
    )
    return MoneyPage(lines, waiting(by=by), commitments_of(lines))
