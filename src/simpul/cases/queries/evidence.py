"""What proves that help arrived: asked by the pack of each category, recorded with the need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime
from typing import NamedTuple
from uuid import UUID

from simpul.cases.models import Certificate, Deed, Handover, Movement, Need, NeedCommitment
from simpul.cases.queries.history import Records
from simpul.cases.queries.papers import missing_numbers, papers_category
from simpul.cases.states import MovementKind
from simpul.funds.states import CommitmentState

#: A deed of this kind is proof of that kind. `proof` shows what an office gave: its receipt too, because an
#: office hands over by its own papers and writes no handover record of ours.
_DEEDS = {
    "photo": ("photo",),
    "document": ("document",),
    "proof": ("photo", "document", "handover"),
    "visit": ("visit",),
    "statement": ("statement",),
    "number": ("number",),
}


class Proof(NamedTuple):
    """One proof the pack asks for; `there` says whether the need has one of that kind."""

    kind: str
    name: str
    required: bool
    there: bool


def proofs_of(needs: Iterable[Need], records: Records | None = None) -> Mapping[UUID, tuple[Proof, ...]]:
    """The proofs the pack asks for of each need, in its order, and which of them are recorded.

    A visit, a picture, a paper and a handover count wherever they were recorded; what shows an office's
    delivery counts as each of the last three, and neither it nor a handover of what did not arrive. A number
    is one that was typed in as proof, that of a village paper or a payment's reference, and for missing
    papers the number itself.

    Args:
        needs: with their categories.
        records: what is recorded with them, where it was read already.
    """
    asking = [need for need in needs if need.category.evidence]
    there = _recorded(asking, records)
    return {
        need.pk: tuple(
            Proof(each["kind"], each["name"], each["required"], each["kind"] in there[need.pk])
            for each in need.category.evidence
        )
        for need in asking
    }


def missing_proofs(need: Need) -> tuple[str, ...]:
    """The names of the required proofs that nobody has recorded yet."""
    asked = proofs_of([need]).get(need.pk, ())
    return tuple(each.name for each in asked if each.required and not each.there)


def _recorded(needs: list[Need], records: Records | None) -> defaultdict[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    keys = {need.pk for need in needs}
    if not keys:
        return found
    held = records or _read(keys)
    back = _last_returns(held)
    for deed in held.deeds:
        if deed.kind != "proof" or deed.at >= back[deed.need_id]:
            found[deed.need_id].update(_DEEDS.get(deed.kind, ()))
    for given in held.handovers:
        if given.at >= back[given.need_id]:
            found[given.need_id].add("handover")
    if any(each["kind"] == "number" for need in needs for each in need.category.evidence):
        for key in _numbered(needs, held):
            found[key].add("number")
    return found


def _last_returns(records: Records) -> defaultdict[UUID, datetime]:
    """When the help of each need last did not arrive; long ago where it never failed."""
    last: defaultdict[UUID, datetime] = defaultdict(lambda: datetime.min.replace(tzinfo=UTC))
    for move in records.movements:
        if move.kind == MovementKind.RETURNED:
            last[move.need_id] = max(last[move.need_id], move.at)
    return last


def _read(keys: Collection[UUID]) -> Records:
    return Records(
        movements=tuple(Movement.objects.filter(need__in=keys, kind=MovementKind.RETURNED)),
        deeds=tuple(Deed.objects.filter(need__in=keys)),
        errands=(),
        papers=tuple(Certificate.objects.filter(need__in=keys)),
        handovers=tuple(Handover.objects.filter(need__in=keys)),
        money=tuple(NeedCommitment.objects.filter(need__in=keys).select_related("commitment")),
        proposed=(),
    )


def _numbered(needs: list[Need], records: Records) -> set[UUID]:
    papers = papers_category(needs[0].district_code)
    return {
        *(paper.need_id for paper in records.papers),
        *(link.need_id for link in records.money if link.commitment.state == CommitmentState.PAID),
        *(
            need.pk
            for need in needs
            if papers and papers.pk == need.category_id and not missing_numbers(need.case.person_id)
        ),
    }
