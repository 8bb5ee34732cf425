"""The first questions: danger, purpose, notice."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from simpul.cases import actions as cases
from simpul.ground.errors import NotVisibleError
from simpul.offices.types import Right
from simpul.places import queries as places
from simpul.web.access import seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.intake import draft as drafts
from simpul.web.intake.draft import Draft
from simpul.web.intake.forms import EnquiryForm, NoticeForm
from simpul.web.intake.steps import before, onward, shown

KINDS = ("question", "suggestion")


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def start(request: HttpRequest) -> HttpResponse:
    """Is somebody in danger now, or being hurt?"""
    draft = drafts.load(request)
    danger = request.POST.get("danger")
    if danger == "hurt":
        return HttpResponseRedirect(reverse("protection:hand_over"))
    if danger not in {"life", "none"}:
        context = {"waiting": drafts.waiting(request)}
        return render(request, "web/intake/start.html", shown("start") | context)
    if draft.begun and danger == "none":
        drafts.leave(request)  # the next in the queue: what was begun before waits
        draft = Draft()
    draft.danger = danger
    drafts.keep(request, draft)
    return HttpResponseRedirect(reverse("intake:life" if danger == "life" else "intake:purpose"))


@seated(Right.TAKE_IN)
@require_POST
def discard(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Throw away what was not saved."""
    cases.throw_draft(by=request.actor, key=draft)  # type: ignore[attr-defined]
    return HttpResponseRedirect(reverse("intake:start"))


@seated(Right.TAKE_IN)
@require_POST
def resume(request: HttpRequest, draft: UUID) -> HttpResponse:
    """Go on with what was begun, at the first question without an answer."""
    return onward(drafts.go_on(request, draft))


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def life(request: HttpRequest) -> HttpResponse:
    """What to do and whom to call; then the service is opened as urgent, on the basis of vital interest."""
    if request.method == "POST":
        draft = drafts.load(request)
        draft.danger, draft.basis = "life", draft.basis or "vital_interest"
        drafts.keep(request, draft)
        return onward(draft)
    district = request.actor.district  # type: ignore[attr-defined]
    context = {"numbers": places.emergency_numbers(district), "back": before("start")}
    return render(request, "web/intake/life.html", context)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def purpose(request: HttpRequest) -> HttpResponse:
    """Help for somebody, or a question or suggestion that is answered at once."""
    asked = request.POST.get("purpose")
    if asked == "help":
        return onward(drafts.load(request))
    if asked in KINDS:
        return HttpResponseRedirect(reverse("intake:enquiry", args=[asked]))
    return render(request, "web/intake/purpose.html", shown("start") | {"back": reverse("intake:start")})


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def enquiry(request: HttpRequest, kind: str) -> HttpResponse:
    """Answered and closed in a minute, without a service and without a name."""
    if kind not in KINDS:
        raise NotVisibleError("no_such_page")
    form = EnquiryForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        context = {"form": bound, "kind": kind, "back": reverse("intake:purpose")}
        return render(request, "web/intake/enquiry.html", context)

    def act(cleaned: dict[str, Any]) -> str:
        cases.answer_enquiry(
            by=request.actor,  # type: ignore[attr-defined]
            kind=kind,
            words=cleaned["words"],
            answer=cleaned["answer"],
            at=timezone.now(),
        )
        return reverse("intake:answered")

    if request.method != "POST":
        return again(form)
    return carry_out(request, form, verb="intake.save", act=act, retry=again)


@seated(Right.TAKE_IN)
@require_safe
def answered(request: HttpRequest) -> HttpResponse:
    """The question is answered; nothing is left open."""
    return render(request, "web/intake/answered.html")


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """The notice is read aloud; the basis is recorded."""
    draft = drafts.load(request)
    told = {"read_aloud": draft.read_aloud, "basis": draft.basis or "consent", "given_by": draft.given_by}
    form = NoticeForm(request.POST or None, initial=told)
    if request.method == "POST" and form.is_valid():
        draft.read_aloud, draft.basis = form.cleaned_data["read_aloud"], form.cleaned_data["basis"]
        draft.given_by = form.cleaned_data["given_by"]
        draft.danger = draft.danger or "none"
        drafts.keep(request, draft)
        return onward(draft)
    district = places.district(request.actor.district)  # type: ignore[attr-defined]
    context = shown("notice") | {"form": form, "notice": district.notice, "back": before("notice")}
    return render(request, "web/intake/notice.html", context)
