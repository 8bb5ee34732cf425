"""What whoever writes a letter about a need is offered: templates, their fields, who may sign."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from simpul.cases.models import Movement, Need
from simpul.cases.permissions import check_can_open
from simpul.cases.queries.needs import find_need
from simpul.cases.states import MovementKind
from simpul.ground.actor import Actor, seeing
from simpul.ground.errors import NotVisibleError
from simpul.ground.masking import mask_name
from simpul.letters.models import Template
from simpul.letters.permissions import check_can_draft
from simpul.letters.queries import hands_open_to, templates_for
from simpul.letters.queries.chain import HandChoice
from simpul.letters.rules import fields_of
from simpul.offices.models import Office
from simpul.referrals.queries.own import own_office


@dataclass(frozen=True, slots=True, kw_only=True)
class Writing:
    """A need, and the templates its letter may be written with."""

    need_id: UUID
    case_id: UUID
    ticket: str
    who: str
    category: str
    templates: tuple[Template, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WritingForm:
    """One template about one need: the texts it asks for, and the seats of its chain."""

    writing: Writing
    template: Template
    fields: tuple[tuple[str, str], ...]
    hands: tuple[HandChoice, ...]


def writing(need: UUID, *, by: Actor) -> Writing:
    """The templates the actor's office may write with about a need.

    Raises:
        NotVisibleError: the actor sees no such need.
        NotAllowedError: the actor writes no letters.
    """
    with seeing(by):
        check_can_open(by)
        row = find_need(need)
        return _writing(row, _own(by))


def writing_form(need: UUID, code: str, *, by: Actor, today: date) -> WritingForm:
    """What the form of one template asks.

    Raises:
        NotVisibleError: no such need, or no such template for this office.
        NotAllowedError: the actor writes no letters.
    """
    with seeing(by):
        check_can_open(by)
        row, office = find_need(need), _own(by)
        shown = _writing(row, office)
        template = next((each for each in shown.templates if each.code == code), None)
        if template is None:
            raise NotVisibleError("no_such_template")
        return WritingForm(
            writing=shown,
            template=template,
            fields=tuple(fields_of(template.source)),
            hands=tuple(hands_open_to(template, office, today=today)),
        )


def last_tried(need: Need) -> str:
    """What was tried before the need went on; empty when it never did, or told only those above."""
    climbed = Movement.objects.filter(need=need, kind=MovementKind.CLIMBED, above_only=False).order_by(
        "-at", "-id"
    )
    return climbed.values_list("tried", flat=True).first() or ""


def _own(by: Actor) -> Office:
    office = own_office(by)
    check_can_draft(by, office)
    return office


def _writing(need: Need, office: Office) -> Writing:
    return Writing(
        need_id=need.pk,
        case_id=need.case_id,
        ticket=need.case.ticket,
        who=mask_name(need.case.person.name),
        category=need.category.name,
        templates=tuple(templates_for(office)),
    )
