"""What was brought before: the services of somebody about one kind of need, back to where it began."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q

from simpul.cases.models import Case, Need
from simpul.cases.queries.papers import limit

LINKED_DAYS = 365
"""A need of the same kind within a year counts as brought again, unless the district says otherwise."""


class Brought(NamedTuple):
    """How many times a need was brought by then, itself included, and the service it began with before."""

    times: int
    began: UUID | None


def brought(case: Case, needs: Sequence[Need]) -> list[Brought]:
    """How often each need of a service was brought, in the order given (one query).

    One service leads back to another while not more than the district's days lie between them. Ask with the
    whole district in view: what was brought before may lie out of a reader's sight.

    Args:
        case: the service, saved or not.
        needs: its needs, saved or not.
    """
    gap = timedelta(days=limit(case.district_code, "repeat_days", otherwise=LINKED_DAYS))
    kinds = {need.category_id for need in needs}
    others = Need.objects.filter(_of_the_same(case), category__in=kinds).exclude(case=case.pk)
    rows = list(others.order_by("-opened_at", "-id").values_list("category", "opened_at", "id", "case"))

    def of(need: Need) -> Brought:
        chain: dict[UUID, None] = {}
        reached = need.opened_at
        for category, opened_at, key, service in rows:
            if category != need.category_id or (opened_at, key) > (need.opened_at, need.pk):
                continue
            if opened_at < reached - gap:
                break
            chain[service], reached = None, opened_at
        return Brought(len(chain) + 1, next(reversed(chain), None))

    return [of(need) for need in needs]


def _of_the_same(case: Case) -> Q:
    """Needs of the person of a service; complaints, of whom only a hash is kept, by the hash.

    The hash of who agreed to be named is another one: no named complaint leads to those that name nobody.
    """
    if case.complainant is not None:
        return Q(case__complainant=case.complainant)
    return Q(case__person=case.person_id)
