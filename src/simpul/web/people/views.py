"""The page of a person, masked; what is done there. Every opening of it is recorded."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.cases import queries as cases
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError, NotVisibleError
from simpul.offices.types import Right
from simpul.registry import actions, permissions, queries
from simpul.registry.models import Person
from simpul.web.access import seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.intake.filing import manual_look
from simpul.web.intake.finding import keep_look
from simpul.web.intake.forms import CheckForm
from simpul.web.people.findings import found_lines
from simpul.web.people.forms import DeathForm, NumberForm, ProposeForm, RevealForm
from simpul.web.registry_sentences import number_not_recorded
from simpul.web.sentences import sentence

LOOKERS = (Right.TAKE_IN, Right.ACT, Right.STEWARD, Right.ANSWER, Right.BOARD)
KIND_WORDS = {"nik": "NIK", "kk": "KK"}


@never_cache
@seated(*LOOKERS)
@require_safe
def card(request: HttpRequest, person: UUID) -> HttpResponse:
    """The person, their family, standing in the registry, and services."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    now = timezone.now()
    shown = actions.view_person(by=actor, person_id=person, at=now)
    context = {
        "card": shown,
        "services": cases.person_lines(person, now),
        "findings": found_lines(person),
        "may": {
            "take_in": permissions.can_take_in(actor),
            "number": permissions.can_record_number(actor),
            "reveal": permissions.can_reveal(actor),
            "death": permissions.can_record_death(actor) and shown.died_on is None,
        },
    }
    return render(request, "web/people/card.html", context)


@never_cache
@seated(*LOOKERS)
@require_http_methods(["GET", "POST"])
def reveal(request: HttpRequest, person: UUID, kind: str) -> HttpResponse:
    """A number in full on this page alone: never in an address, a session or the ledger."""
    actor: Actor = request.actor  # type: ignore[attr-defined]
    found = queries.person(person, by=actor)
    if kind not in KIND_WORDS:
        raise NotVisibleError("no_such_page")
    permissions.check_can_reveal(actor)
    form = RevealForm(request.POST or None)
    number = ""
    if request.method == "POST" and form.is_valid():
        try:
            number = actions.reveal_number(
                by=actor, person=found, kind=kind, reason=form.cleaned_data["reason"], at=timezone.now()
            )
        except InputError as error:
            form.add_error("reason", sentence(error))
    context = {"person": found, "form": form, "number": number, "kind": KIND_WORDS[kind]}
    status = 422 if form.errors else 200
    return render(request, "web/people/reveal.html", context, status=status)


Act = Callable[[Actor, Person, dict[str, Any]], object]


def _doing(
    form_class: type[CommandForm],
    *,
    verb: str,
    title: Callable[[], str],
    act: Act,
    rights: tuple[Right, ...],
    template: str = "web/people/act.html",
    nothing_done: Callable[[], str] | None = None,
) -> Callable[..., HttpResponse]:
    """A page that does one thing with a person and goes back to their page.

    `nothing_done` is the sentence for an action that answered None: it was taken in, and not carried out.
    """

    @never_cache
    @seated(*rights)
    @require_http_methods(["GET", "POST"])
    def view(request: HttpRequest, person: UUID) -> HttpResponse:
        actor: Actor = request.actor  # type: ignore[attr-defined]
        found = queries.person(person, by=actor)
        form = form_class(request.POST or None, initial={"version": found.version})

        def again(bound: CommandForm) -> HttpResponse:
            return render(request, template, {"form": bound, "person": found, "title": title()})

        def carry(cleaned: dict[str, Any]) -> str:
            done = act(actor, found, cleaned)
            if done is None and nothing_done is not None:
                messages.warning(request, nothing_done())
            return reverse("people:card", args=[found.pk])

        if request.method != "POST":
            return again(form)
        return carry_out(request, form, verb=verb, act=carry, retry=again)

    return view


def _record_number(actor: Actor, person: Person, cleaned: dict[str, Any]) -> object:
    return actions.record_number(
        by=actor,
        person=person,
        kind=cleaned["kind"],
        number=cleaned["number"],
        source=cleaned["source"],
        at=timezone.now(),
    )


def _record_check(actor: Actor, person: Person, cleaned: dict[str, Any]) -> object:
    now = timezone.now()
    look = manual_look(keep_look(cleaned), by=actor, at=now)
    return actions.record_check(by=actor, person=person, manual=look, at=now)


def _propose(actor: Actor, person: Person, cleaned: dict[str, Any]) -> object:
    return actions.propose(
        by=actor, person=person, basis=cleaned["basis"], reason=cleaned["reason"], at=timezone.now()
    )


def _record_death(actor: Actor, person: Person, cleaned: dict[str, Any]) -> object:
    return actions.record_death(
        by=actor,
        person=person,
        died_on=cleaned["died_on"],
        at=timezone.now(),
        version=cleaned["version"],
    )


class PersonCheckForm(CheckForm, CommandForm):
    """The look-up by hand as a command of its own."""

    proposal = None  # type: ignore[assignment]  # asked on its own page
    proposal_reason = None  # type: ignore[assignment]


number = _doing(
    NumberForm,
    verb="registry.record_number",
    title=lambda: _("Catat nomor"),
    act=_record_number,
    rights=(Right.TAKE_IN, Right.ACT, Right.STEWARD),
    nothing_done=number_not_recorded,
)
check = _doing(
    PersonCheckForm,
    verb="registry.record_check",
    title=lambda: _("Cek data hari ini"),
    act=_record_check,
    rights=(Right.TAKE_IN, Right.STEWARD),
)
propose = _doing(
    ProposeForm,
    verb="registry.propose",
    title=lambda: _("Usulkan masuk data"),
    act=_propose,
    rights=(Right.TAKE_IN, Right.STEWARD),
)
death = _doing(
    DeathForm,
    verb="registry.record_death",
    title=lambda: _("Catat meninggal dunia"),
    act=_record_death,
    rights=(Right.ACT, Right.STEWARD),
)
