"""Ceilings taken over from the adopted budget."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from simpul.funds.actions.books import BATCH, post_all
from simpul.funds.models import BudgetLine
from simpul.funds.rules import check_ceiling
from simpul.ground import audit
from simpul.ground.actor import Actor, acting


def set_ceiling(*, by: Actor, line: BudgetLine, ceiling: int | None, source: str, at: datetime) -> BudgetLine:
    """Take over one ceiling from the adopted budget, as `set_ceilings` does.

    Raises:
        InputError: `ceiling_negative`, or `ceiling_below_commitments`: below what is committed.
    """
    return set_ceilings(by=by, ceilings={line.pk: (ceiling, source)}, at=at)[0]


def set_ceilings(
    *, by: Actor, ceilings: Mapping[UUID, tuple[int | None, str]], at: datetime
) -> list[BudgetLine]:
    """Take over the ceilings of many lines in a few statements, all or none.

    Args:
        by: who.
        ceilings: (ceiling in whole rupiah, its source) by the key of the line. None is unknown and blocks
            spending.
        at: when.

    Returns:
        The lines as they are now, in order of their keys.

    Raises:
        InputError: `ceiling_negative`, or `ceiling_below_commitments`: below what is committed.
    """
    with acting(by):
        lines = list(
            BudgetLine.objects.select_for_update(of=("self",))
            .filter(pk__in=ceilings)
            .select_related("fund")
            .order_by("pk")
        )
        changes = []
        for held in lines:
            ceiling, source = ceilings[held.pk]
            check_ceiling(ceiling, bound=held.committed + held.paid)
            changes.append((held, (ceiling or 0) - (held.ceiling or 0)))
            held.ceiling, held.source = ceiling, source[:200]
        BudgetLine.objects.bulk_update(lines, ["ceiling", "source"], batch_size=BATCH)
        post_all("ceiling", [(held, change) for held, change in changes if change], by=by, at=at)
        # Which line got what stands in the entries; the trail says that the fund's ceilings were taken over.
        for fund in {held.fund for held in lines}:
            audit.record(
                "funds.set_ceiling", by=by, kind="fund", key=fund.pk, label=fund.code, fields=["ceiling"]
            )
    return lines
