"""The service as one page that reads like a letter, and a page for each thing that may be done with it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.cases import actions, queries
from simpul.cases.queries import NeedView, ServicePage
from simpul.cases.rules import OF_ONE_REASON, Finding
from simpul.cases.types import NeedInput
from simpul.ground.errors import NotAllowedError, NotVisibleError
from simpul.offices.types import Right
from simpul.programmes.rules.asking import is_asked, missing_facts
from simpul.referrals import queries as referrals
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.language import in_indonesian
from simpul.web.services.acting import Act
from simpul.web.services.acts import BY_OFFER, BY_SLUG
from simpul.web.services.forms import AddNeedForm, ClimbForm, CodeForm, ErrandDoneForm
from simpul.web.services.story import criteria_of, tell

FIRST = 3
"""Buttons beside a need; what else may be done stands under "Tindakan lain"."""


@never_cache
@seated()
@require_safe
def page(request: SeatRequest, case: UUID) -> HttpResponse:
    """The letter: what can be done now, the ladder, what happened; the family beside it."""
    now = timezone.now()
    shown = actions.view_service(by=request.actor, case_id=case, at=now)
    context = {
        "page": shown,
        "case": shown.case,
        "person": shown.person,
        "needs": _needs(shown),
        "story": tell(shown.history, {view.need.pk: view.need.category.name for view in shown.needs}),
        "referrals": referrals.of_case(case, now=now),
        "may_take_in": request.actor.may(Right.TAKE_IN) and not shown.hidden_reporter,
        "unreached": _unreached(shown),
    }
    return render(request, "web/services/page.html", context)


@never_cache
@seated()
@require_http_methods(["GET", "POST"])
def act(request: SeatRequest, need: UUID, slug: str) -> HttpResponse:
    """One thing done with one need, on a page of its own."""
    chosen = BY_SLUG.get(slug)
    if chosen is None:
        raise NotVisibleError("no_such_page")
    now = timezone.now()
    case, view = queries.need_view(need, by=request.actor, now=now)
    if request.method == "GET" and chosen.offer not in view.offers:
        raise NotAllowedError("not_allowed")
    today = queries.local_day(view.need, now)
    form = chosen.form(
        request.POST or None,
        request.FILES or None,
        need=view.need,
        today=today,
        by=request.actor,
        initial={"version": view.need.version, "dated": today},
    )

    def again(bound: CommandForm) -> HttpResponse:
        context = {"form": bound, "act": chosen, "case": case, "view": view} | _beside(
            request, bound, chosen, view
        )
        return render(request, "web/services/act.html", context)

    def run(_cleaned: dict[str, Any]) -> str:
        chosen.run(request.actor, view.need, form, timezone.now())
        messages.success(request, chosen.done())
        return reverse("services:page", args=[case.pk])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb=f"cases.{chosen.offer}", act=run, retry=again)


@never_cache
@seated(Right.ACT)
@require_http_methods(["GET", "POST"])
def errand_done(request: SeatRequest, errand: UUID) -> HttpResponse:
    """What came of an errand."""
    held = queries.errand_of(errand)
    form = ErrandDoneForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        context = {"form": bound, "title": _("Hasil pengurusan"), "lead": held.task, "case": held.need.case}
        return render(request, "web/services/simple.html", context)

    def run(cleaned: dict[str, Any]) -> str:
        actions.finish_errand(by=request.actor, errand=held, result=cleaned["result"], at=timezone.now())
        return reverse("services:page", args=[held.need.case_id])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="cases.finish_errand", act=run, retry=again)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def add_need(request: SeatRequest, case: UUID) -> HttpResponse:
    """Another need of the same person."""
    shown = queries.service_page(case, by=request.actor, now=timezone.now()).case
    form = AddNeedForm(request.POST or None, district=request.actor.district, initial={"urgency": "3"})

    def again(bound: CommandForm) -> HttpResponse:
        context = {"form": bound, "title": _("Tambah kebutuhan"), "lead": "", "case": shown}
        return render(request, "web/services/simple.html", context)

    def run(cleaned: dict[str, Any]) -> str:
        told = NeedInput(cleaned["category"], cleaned["words"], cleaned["urgency"])
        actions.add_need(by=request.actor, case=case, need=told, at=timezone.now())
        return reverse("services:page", args=[case])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="cases.add_need", act=run, retry=again)


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def new_code(request: SeatRequest, case: UUID) -> HttpResponse:
    """A new code for a family that lost its slip."""
    shown = queries.service_page(case, by=request.actor, now=timezone.now()).case
    form = CodeForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        lead = _("Kode lama tidak berlaku lagi. Kode baru dicetak pada slip dan hanya tampil sekali.")
        context = {"form": bound, "title": _("Buat kode baru"), "lead": lead, "case": shown}
        return render(request, "web/services/simple.html", context)

    def run(_cleaned: dict[str, Any]) -> str:
        token = actions.renew_code(by=request.actor, case=case, at=timezone.now())
        return reverse("citizen:slip", args=[token])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="cases.renew_code", act=run, retry=again)


@never_cache
@seated()
@require_safe
@in_indonesian
def handover(request: SeatRequest, handover: UUID) -> HttpResponse:
    """The handover record, to print and sign."""
    record = actions.print_handover(by=request.actor, handover=handover, at=timezone.now())
    return render(request, "web/services/handover.html", {"record": record, "given": record.handover})


def _needs(shown: ServicePage) -> list[dict[str, Any]]:
    """What is still to be done first; each keeps the number it was given."""
    numbered = [{"number": number, **_need(view)} for number, view in enumerate(shown.needs, 1)]
    return sorted(numbered, key=lambda each: bool(each["need"].closed_at))


def _need(view: NeedView) -> dict[str, Any]:
    # Money is offered where there is some; its page says so to whom it ran out on the way.
    # So are questions: they stand beside the programmes that lack an answer.
    lacking = missing_facts(each for fit in view.fits if fit.asks for each in fit.results)
    hidden = {"facts"} | (set() if view.funded else {"help"})
    names = [name for name in view.offers if name not in hidden]
    offered = [BY_OFFER[name] for name in names if name in BY_OFFER]
    return {
        "view": view,
        "need": view.need,
        "first": offered[:FIRST],
        "more": offered[FIRST:],
        "refer": "refer" in view.offers,
        "unknown": len([spec for spec in lacking if is_asked(spec)]) if "facts" in view.offers else 0,
        "fits": [(fit, _verdict(fit.overall), criteria_of(fit)) for fit in view.fits],
        "ladder": [(rung.name, rung.state) for rung in view.ladder],
        "whose": view.waiting_for,
    }


def _findings(request: SeatRequest, form: ClimbForm, view: NeedView) -> tuple[Finding, ...]:
    """What speaks against the chosen reason; before one is chosen, what the rung could still do."""
    claim = form.claim
    found = queries.claim_of(view.need, by=request.actor, at=timezone.now(), claim=claim)
    return found if claim else tuple(each for each in found if each.code not in OF_ONE_REASON)


def _verdict(overall: str) -> str:
    return {"fits": "met", "unclear": "unknown", "does_not_fit": "not_met"}[overall]


def _unreached(shown: ServicePage) -> list[str]:
    """Programmes that surely fit an open need and are still out of reach, by name."""
    return sorted({fit.name for view in shown.needs for fit in view.fits if fit.open})


def _beside(request: SeatRequest, form: CommandForm, chosen: Act, view: NeedView) -> dict[str, Any]:
    """What stands beside the form: findings before going on, a warning before a paper."""
    return {
        "findings": _findings(request, form, view) if isinstance(form, ClimbForm) else (),
        "useless_paper": chosen.offer == "certificate" and not view.paper_opens_door,
    }
