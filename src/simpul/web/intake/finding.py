"""Who is to be helped, who reports and collects, and what the registry says of them."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any
from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.ground.errors import InputError
from simpul.offices.types import Right
from simpul.places import queries as places
from simpul.registry import actions, queries
from simpul.registry.errors import NumberHeldError
from simpul.registry.types import NewPerson, PersonCard, SearchResult
from simpul.web.access import seated
from simpul.web.intake import draft as drafts
from simpul.web.intake.draft import Draft
from simpul.web.intake.forms import CheckForm, PartiesForm, PersonForm
from simpul.web.intake.steps import before, onward, shown
from simpul.web.search.forms import SearchForm, ask
from simpul.web.sentences import sentence


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest) -> HttpResponse:
    """Search first; choose somebody found, or go on with somebody who was not."""
    if "person" in request.POST:
        return _choose(request)
    form = SearchForm(request.POST or None, by=request.actor)  # type: ignore[attr-defined]
    result: SearchResult | None = None
    if request.method == "POST" and form.is_valid():
        result = ask(form, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    context = {"form": form, "result": result, "draft": drafts.load(request), "back": before("search")}
    return render(request, "web/intake/search.html", shown("search") | context)


def _choose(request: HttpRequest) -> HttpResponse:
    try:
        key = UUID(request.POST["person"])
    except ValueError:
        return HttpResponseRedirect(reverse("intake:search"))
    card = actions.view_person(by=request.actor, person_id=key, at=timezone.now())  # type: ignore[attr-defined]
    draft = drafts.load(request)
    draft.choose(str(card.id), card.name)
    draft.lacks_papers = card.sees_numbers and not (card.has_nik and card.has_kk)
    drafts.keep(request, draft)
    return onward(draft)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def person(request: HttpRequest) -> HttpResponse:
    """Somebody who is not in the registry; nobody is turned away for having no papers."""
    draft = drafts.load(request)
    form = PersonForm(request.POST or None, initial=_told(draft))
    _offer_villages(request, form)
    held: UUID | None = None
    if request.method == "POST" and form.is_valid():
        held = _keep_person(request, form, draft)
        if form.is_valid():
            return onward(draft)
    context = {"form": form, "held": held, "back": reverse("intake:search")}
    return render(request, "web/intake/person.html", shown("search") | context)


def _keep_person(request: HttpRequest, form: PersonForm, draft: Draft) -> UUID | None:
    """Keep what was told if it could be saved; else put the error beside its field.

    Returns:
        The visible person who holds the NIK already, to be chosen instead.
    """
    new = form.new_person()
    try:
        queries.check_new(new, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
    except InputError as error:
        form.add_error(error.field if error.field in form.fields else None, sentence(error))
        return error.person if isinstance(error, NumberHeldError) else None
    draft.describe(new)
    draft.lacks_papers = not (new.nik and new.kk)
    drafts.keep(request, draft)
    return None


def _told(draft: Draft) -> dict[str, Any]:
    told = asdict(draft.new_person() if draft.new else NewPerson(name=""))
    return told | ({} if draft.new else {"relation": ""})


def _offer_villages(request: HttpRequest, form: PersonForm) -> None:
    actor = request.actor  # type: ignore[attr-defined]
    field = form.fields["village_code"]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101  declared so
    villages = [(area.code, area.name) for area in places.villages_of(actor.district)]
    field.choices = [("", _("Di luar kabupaten atau belum diketahui")), *villages]
    own = places.villages_for(actor)
    if len(own) == 1 and not form.initial.get("name"):
        form.initial["village_code"] = own[0].code


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def parties(request: HttpRequest) -> HttpResponse:
    """Who reports, and who collects."""
    draft = drafts.load(request)
    form = PartiesForm(request.POST or None, initial=_parties_told(draft))
    if request.method == "POST" and form.is_valid():
        draft.reporter = _party(form.cleaned_data, "who_reports", "reporter")
        draft.collector = _party(form.cleaned_data, "who_collects", "collector")
        draft.parties_asked = True
        drafts.keep(request, draft)
        return onward(draft)
    context = shown("parties") | {"form": form, "back": before("parties")}
    return render(request, "web/intake/parties.html", context)


def _parties_told(draft: Draft) -> dict[str, str]:
    told = {
        "who_reports": "other" if draft.reporter else "same",
        "who_collects": "other" if draft.collector else "same",
    }
    told |= {f"reporter_{name}": value for name, value in draft.reporter.items()}
    return told | {f"collector_{name}": value for name, value in draft.collector.items()}


def _party(cleaned: dict[str, Any], asked: str, who: str) -> dict[str, str]:
    if cleaned[asked] == "same":
        return {}
    return {
        name.removeprefix(f"{who}_"): value for name, value in cleaned.items() if name.startswith(f"{who}_")
    }


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """What the dated copy says, what was seen by hand today, and whether to propose."""
    draft = drafts.load(request)
    form = CheckForm(request.POST or None, initial=_check_told(draft))
    if request.method == "POST" and form.is_valid():
        _keep_check(draft, form.cleaned_data)
        drafts.keep(request, draft)
        return onward(draft)
    card = _card(request, draft)
    district = request.actor.district  # type: ignore[attr-defined]
    context = {
        "form": form,
        "card": card,
        "edition": queries.current_edition(district),
        "draft": draft,
        "back": before("check"),
    }
    return render(request, "web/intake/check.html", shown("check") | context)


def _card(request: HttpRequest, draft: Draft) -> PersonCard | None:
    if not draft.person:
        return None
    return actions.view_person(
        by=request.actor,  # type: ignore[attr-defined]
        person_id=UUID(draft.person),
        at=timezone.now(),
    )


def _check_told(draft: Draft) -> dict[str, Any]:
    propose = {
        "proposal": draft.propose.get("basis", ""),
        "proposal_reason": draft.propose.get("reason", ""),
    }
    return draft.look | propose


def _keep_check(draft: Draft, cleaned: dict[str, Any]) -> None:
    basis = cleaned["proposal"]
    draft.look = keep_look(cleaned)
    draft.propose = {"basis": basis, "reason": cleaned["proposal_reason"]} if basis else {}
    draft.check_asked = True


def keep_look(cleaned: dict[str, Any]) -> dict[str, Any]:
    """What was seen by hand, as plain values; empty when nobody looked."""
    looked_at = cleaned["looked_at"]
    seen = ("siks_found", "siks_decile", "siks_note", "jkn_state", "jkn_segment", "jkn_inactive_since")
    told = {name: cleaned[name] for name in seen}
    return told | {"looked_at": looked_at.isoformat("minutes")} if looked_at else {}
