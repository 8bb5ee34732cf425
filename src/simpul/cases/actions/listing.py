"""Somebody in no registry: the need opens by itself with the proposal that they enter it."""

from __future__ import annotations

from datetime import datetime

from simpul.cases.models import Need
from simpul.cases.queries.papers import registry_category
from simpul.cases.states import NeedState
from simpul.cases.types import NeedInput
from simpul.ground.actor import Actor, current, elevated
from simpul.offices.models import NeedCategory
from simpul.registry import actions as registry
from simpul.registry import queries
from simpul.registry.events import ProposalOpened
from simpul.registry.models import Person

UNLISTED = "Belum terdata"


def registry_input(
    person: Person, asked: list[NeedCategory], *, district: str
) -> tuple[NeedCategory, NeedInput] | None:
    """The need of somebody whom the check found nowhere, unless asked for or open already.

    Nobody is proposed without a name or a village here. Ask with the district in view.
    """
    category = registry_category(district)
    if category is None or category in asked or person.is_label or not person.village_code:
        return None
    waiting = Need.objects.filter(case__person=person, category=category).exclude(state=NeedState.CLOSED)
    if waiting.exists() or not queries.unlisted(person.pk):
        return None
    return category, NeedInput(category.code, UNLISTED)


def link_proposal(drafts: list[Need], person: Person, *, by: Actor, at: datetime) -> None:
    """Give drafted needs about the registry the open proposal; open one for whom the check found nowhere.

    It goes to the next deliberation; who cannot wait was proposed by SPTJM before.
    """
    category = registry_category(by.district)
    about = [draft for draft in drafts if category is not None and draft.category_id == category.pk]
    if not about:
        return
    proposal = queries.open_proposal(person.pk)
    if proposal is None and queries.unlisted(person.pk):
        proposal = registry.propose(by=by, person=person, basis="deliberation", reason="", at=at)
    for draft in about:
        draft.proposal = proposal


def follow_proposal(event: ProposalOpened) -> None:
    """A proposal made on the person's own page belongs to the need that waits for one."""
    by = current()
    if by is None:
        return
    with elevated(by):
        category = registry_category(by.district)
        waiting = Need.objects.filter(case__person=event.person_id, category=category, proposal=None)
        waiting.exclude(state=NeedState.CLOSED).update(proposal=event.proposal_id)
