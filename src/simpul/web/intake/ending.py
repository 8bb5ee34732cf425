"""The needs, whose request it is, the summary, and the ticket."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.cases import actions as cases
from simpul.ground.errors import NotVisibleError
from simpul.offices import queries as offices
from simpul.offices.models import NeedCategory
from simpul.offices.types import Right
from simpul.places.queries import names_of
from simpul.web.access import seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.intake import draft as drafts
from simpul.web.intake.draft import Draft
from simpul.web.intake.filing import file_intake, left_out, usual_source
from simpul.web.intake.forms import (
    BASIS_WORDS,
    CHANNELS,
    PROPOSALS,
    SOURCES,
    URGENCIES,
    ComplaintForm,
    NeedForm,
    SaveForm,
    SourceForm,
)
from simpul.web.intake.shelves import shelves
from simpul.web.intake.steps import before, onward, shown
from simpul.web.jinja import icon_names
from simpul.web.registry_sentences import number_not_recorded


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def needs(request: HttpRequest) -> HttpResponse:
    """What is needed: choose one after the other."""
    draft = drafts.load(request)
    known = _categories(request)
    if request.POST.get("remove", "").isdecimal():
        draft.needs = [each for place, each in enumerate(draft.needs) if place != int(request.POST["remove"])]
        drafts.keep(request, draft)
        return HttpResponseRedirect(reverse("intake:needs"))
    if request.method == "POST" and draft.needs:
        return onward(draft)
    context = {
        "shelves": shelves(known.values()),
        "icons": {category.code: _icon(category) for category in known.values()},
        "chosen": [_shown_need(each, known) for each in draft.needs],
        "draft": draft,
        "back": before("needs"),
    }
    return render(request, "web/intake/needs.html", shown("needs") | context)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def need(request: HttpRequest, code: str) -> HttpResponse:
    """One need in the citizen's words; what is confidential goes behind the wall at once."""
    category = _categories(request).get(code)
    if category is None:
        raise NotVisibleError("no_such_category")
    if category.confidential:
        return HttpResponseRedirect(reverse("protection:hand_over"))
    draft = drafts.load(request)
    urgency = "1" if draft.danger == "life" else "3"
    form_class = ComplaintForm if category.about_village else NeedForm
    form = form_class(request.POST or None, initial={"urgency": urgency})
    if request.method == "POST" and form.is_valid():
        draft.needs = [each for each in draft.needs if each["category"] != code]
        draft.needs.append({"category": code, **form.cleaned_data})
        drafts.keep(request, draft)
        return HttpResponseRedirect(reverse("intake:needs"))
    context = {
        "form": form,
        "category": category,
        "category_icon": _icon(category),
        "alone": category.about_village and any(each["category"] != code for each in draft.needs),
        "back": reverse("intake:needs"),
    }
    return render(request, "web/intake/need.html", shown("needs") | context)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def source(request: HttpRequest) -> HttpResponse:
    """Whose request it is and how it came in."""
    draft = drafts.load(request)
    form = SourceForm(request.POST or None, initial=draft.source or usual_source(request.actor))  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        draft.source = form.cleaned_data
        drafts.keep(request, draft)
        return onward(draft)
    context = shown("source") | {"form": form, "back": before("source")}
    return render(request, "web/intake/source.html", context)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def summary(request: HttpRequest) -> HttpResponse:
    """Everything once more before it is saved; saving is one command."""
    draft = drafts.load(request)
    form = SaveForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        context = {
            "form": bound,
            "draft": draft,
            "key": drafts.key_of(request),
            "lines": _summary_lines(draft),
            "needs": [_shown_need(each, known) for each in draft.needs],
            "back": before("summary"),
        }
        return render(request, "web/intake/summary.html", shown("summary") | context)

    def act(_cleaned: dict[str, Any]) -> str:
        drafts.use(request)
        taken = file_intake(draft, by=request.actor, at=timezone.now())  # type: ignore[attr-defined]
        if left_out(draft, taken.told_about):
            messages.warning(request, number_not_recorded())
        hidden = any(known[each["category"]].about_village for each in draft.needs)
        if hidden:
            return reverse("intake:saved_hidden", args=[taken.slip])
        return reverse("intake:saved", args=[taken.case.pk, taken.slip])

    if request.method != "POST" and not draft.complete:
        return onward(draft)
    known = _categories(request)
    if request.method != "POST":
        return again(form)
    response = carry_out(request, form, verb="intake.save", act=act, retry=again)
    if isinstance(response, HttpResponseRedirect):
        drafts.leave(request)
    return response


@never_cache
@seated(Right.TAKE_IN)
@require_safe
def saved(request: HttpRequest, token: str, case: UUID | None = None) -> HttpResponse:
    """The number and code, large enough to photograph, and the sentence to read aloud."""
    slip = cases.print_slip(by=request.actor, token=token, at=timezone.now())  # type: ignore[attr-defined]
    return render(request, "web/intake/saved.html", {"slip": slip, "token": token, "case": case})


def _categories(request: HttpRequest) -> dict[str, NeedCategory]:
    actor = request.actor  # type: ignore[attr-defined]
    return {category.code: category for category in offices.categories(actor.district)}


def _icon(category: NeedCategory) -> str:
    """The pack's icon, if this installation ships it."""
    return category.icon if category.icon in icon_names() else "help-circle"


def _shown_need(need: dict[str, str], known: dict[str, NeedCategory]) -> dict[str, Any]:
    category = known.get(need["category"])
    return {
        "name": category.name if category else need["category"],
        "icon": _icon(category) if category else "help-circle",
        "words": need["words"],
        "urgency": dict(URGENCIES)[need["urgency"]],
        "code": need["category"],
    }


def _summary_lines(draft: Draft) -> list[tuple[str, Any, str]]:
    """Question, answer, and the address where the answer is changed."""
    village = draft.new.get("village_code", "")
    person = draft.shown
    if village:
        person = f"{person} · {names_of([village]).get(village, village)}"
    told = draft.source
    words = (
        dict(SOURCES).get(told.get("source", "")),
        told.get("source_name"),
        dict(CHANNELS).get(told.get("channel", "")),
    )
    return [
        (_("Yang dibantu"), person, reverse("intake:search")),
        (_("Dasar pencatatan"), BASIS_WORDS.get(draft.basis, ""), reverse("intake:notice")),
        (_("Pelapor"), draft.reporter.get("name") or _("Yang dibantu sendiri"), reverse("intake:parties")),
        (_("Pengambil"), draft.collector.get("name") or _("Yang dibantu sendiri"), reverse("intake:parties")),
        (_("Cek data hari ini"), _looked(draft), reverse("intake:check")),
        (_("Usulan data"), dict(PROPOSALS)[draft.propose.get("basis", "")], reverse("intake:check")),
        (_("Asal permohonan"), " · ".join(str(word) for word in words if word), reverse("intake:source")),
    ]


def _looked(draft: Draft) -> str:
    if not draft.look:
        return _("Belum dilihat hari ini")
    return _("Dilihat pukul {hour}").format(hour=draft.look["looked_at"])
