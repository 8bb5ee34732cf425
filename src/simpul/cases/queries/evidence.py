"""What proves that help arrived: asked by the pack of each category, recorded with the need."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple
from uuid import UUID

from simpul.cases.models import Certificate, Deed, Handover, Need, NeedCommitment
from simpul.cases.queries.papers import missing_numbers, papers_category
from simpul.funds.states import CommitmentState

#: A deed of this kind is proof of that kind.
_DEEDS = {
    "photo": ("photo",),
    "document": ("document",),
    "proof": ("photo", "document"),
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


def proofs_of(needs: Iterable[Need]) -> Mapping[UUID, tuple[Proof, ...]]:
    """The proofs the pack asks for of each need, in its order, and which of them are recorded.

    A visit, a picture, a paper and a handover count wherever they were recorded; a number is one that was
    typed in as proof, that of a village paper or a payment's reference, and for missing papers the number
    itself.
    """
    asking = [need for need in needs if need.category.evidence]
    there = _recorded(asking)
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


def _recorded(needs: list[Need]) -> defaultdict[UUID, set[str]]:
    found: defaultdict[UUID, set[str]] = defaultdict(set)
    keys = [need.pk for need in needs]
    if not keys:
        return found
    for key, kind in Deed.objects.filter(need__in=keys).values_list("need", "kind").distinct():
        found[key].update(_DEEDS.get(kind, ()))
    asked = {each["kind"] for need in needs for each in need.category.evidence}
    if "handover" in asked:
        for key in Handover.objects.filter(need__in=keys).values_list("need", flat=True):
            found[key].add("handover")
    if "number" in asked:
        for key in _numbered(needs, keys):
            found[key].add("number")
    return found


def _numbered(needs: list[Need], keys: list[UUID]) -> set[UUID]:
    paid = NeedCommitment.objects.filter(need__in=keys, commitment__state=CommitmentState.PAID)
    papers = papers_category(needs[0].district_code)
    return {
        *Certificate.objects.filter(need__in=keys).values_list("need", flat=True),
        *paid.values_list("need", flat=True),
        *(
            need.pk
            for need in needs
            if papers and papers.pk == need.category_id and not missing_numbers(need.case.person_id)
        ),
    }
