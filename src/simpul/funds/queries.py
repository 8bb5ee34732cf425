"""What is left, and what waits for whose hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, Sum
from django.db.models.functions import Coalesce

from simpul.funds.models import BudgetLine, Commitment, Fund
from simpul.funds.states import CommitmentState
from simpul.ground.actor import Actor
from simpul.offices.types import Right

_LATEST = 20
_MOVED = Coalesce("ended_at", "agreed_at", "proposed_at")


def lines_for_area(area_code: str, year: int) -> list[BudgetLine]:
    """The budget lines of exactly this area in a year, with their funds. A kelurahan has no village fund."""
    return list(
        BudgetLine.objects.filter(area_code=area_code, year=year, retired_at=None, fund__retired_at=None)
        .select_related("fund")
        .order_by("fund__name", "name")
    )


def left_by_fund(areas: Sequence[str], year: int, *, category: str) -> dict[str, int]:
    """Rupiah left for a kind of need in these areas' lines, by the code of the fund.

    A fund without a line whose ceiling is known is left out: of it nothing can be promised.

    Args:
        areas: codes of exactly the areas whose lines count: a village, its district.
        year: the year of the budget.
        category: code of the need's category.
    """
    lines = BudgetLine.objects.filter(
        area_code__in=areas, year=year, retired_at=None, fund__retired_at=None, ceiling__isnull=False
    )
    left: dict[str, int] = {}
    for line in lines.select_related("fund"):
        if line.serves(category):
            left[line.fund.code] = left.get(line.fund.code, 0) + (line.left or 0)
    return left


def line(key: UUID) -> BudgetLine | None:
    """A budget line by its key."""
    return BudgetLine.objects.filter(pk=key).select_related("fund").first()


def money_left(*, by: Actor, year: int) -> int | None:
    """Rupiah left in the actor's own budgets whose ceiling is known; None where no ceiling is known."""
    lines = BudgetLine.objects.filter(_own(by), fund__district=by.district, year=year, retired_at=None)
    sums = lines.filter(ceiling__isnull=False).aggregate(
        ceiling=Sum("ceiling"), committed=Sum("committed"), paid=Sum("paid")
    )
    if sums["ceiling"] is None:
        return None
    return int(sums["ceiling"] - sums["committed"] - sums["paid"])


def commitment(key: UUID) -> Commitment | None:
    """A commitment in sight, with its line: of the own budgets, for a need in sight, or any for auditors.

    Whose it is to read, the policies of the table say, here and wherever a commitment is shown.
    """
    return Commitment.objects.filter(pk=key).select_related("line__fund").first()


def lines_to_ask(*, by: Actor, year: int) -> list[BudgetLine]:
    """The lines of the actor's own budgets of a year that have money left, if it may ask for it."""
    if not by.may(Right.PROPOSE_SPENDING):
        return []
    lines = BudgetLine.objects.filter(_own(by), year=year, retired_at=None, fund__retired_at=None)
    found = lines.filter(fund__district=by.district).select_related("fund")
    return [line for line in found.order_by("fund__name", "name") if line.left]


def _own(by: Actor, path: str = "") -> Q:
    """Lines of funds the actor's offices hold, and of its own area where no office holds the fund.

    The same as `permissions.holds` and as the policy of the tables says it.
    """
    village = Q(**{f"{path}fund__holder": None, f"{path}area_code__in": by.areas})
    return village | Q(**{f"{path}fund__holder__in": by.offices})


def waiting(*, by: Actor) -> list[Commitment]:
    """Commitments of the actor's own budgets that wait for agreement or payment, oldest first."""
    return list(
        Commitment.objects.filter(
            _own(by, "line__"),
            district_code=by.district,
            state__in=[CommitmentState.PROPOSED, CommitmentState.AGREED],
        )
        .select_related("line__fund")
        .order_by("proposed_at", "id")
    )


def commitments_of(lines: list[BudgetLine]) -> list[Commitment]:
    """Everything asked for from these lines, what moved last first."""
    found = Commitment.objects.filter(line__in=lines).select_related("line__fund")
    return list(found.order_by(_MOVED.desc(), "-id")[:_LATEST])


@dataclass(frozen=True)
class FundSum:
    """A fund of the district in a year: what its lines add up to in whole rupiah, and who holds it."""

    name: str
    holder: str
    ceiling: int | None
    committed: int
    paid: int


@dataclass(frozen=True)
class MoneyPage:
    """The own budget: its lines, what waits for whose hand, and what was asked for lately.

    `sums`: every fund of the district, for those who look into the books of others.
    """

    lines: list[BudgetLine]
    waiting: list[Commitment]
    latest: list[Commitment]
    sums: tuple[FundSum, ...] = ()


def money_page(*, by: Actor, year: int) -> MoneyPage:
    """The budget lines of the actor's own budgets in a year (3 queries whatever their number).

    A line that left the budget is shown as long as money hangs on it.
    """
    unused = Q(retired_at__isnull=False, committed=0, paid=0)
    lines = list(
        BudgetLine.objects.filter(_own(by), fund__district=by.district, year=year)
        .exclude(unused)
        .select_related("fund")
        .order_by("fund__name", "name")
    )
    return MoneyPage(lines, waiting(by=by), commitments_of(lines))


def books_page(*, by: Actor, year: int) -> MoneyPage:
    """What the auditors read: every fund of the district added up, and the latest commitments of all."""
    sums = Fund.objects.filter(district=by.district, retired_at=None, lines__year=year).annotate(
        ceiling=Sum("lines__ceiling"), committed=Sum("lines__committed"), paid=Sum("lines__paid")
    )
    told = tuple(
        FundSum(fund.name, fund.holder.name if fund.holder else "", fund.ceiling, fund.committed, fund.paid)
        for fund in sums.select_related("holder").order_by("name")
    )
    everything = Commitment.objects.filter(district_code=by.district).select_related("line__fund")
    return MoneyPage([], [], list(everything.order_by(_MOVED.desc(), "-id")[:_LATEST]), told)
