"""Referrals that left, and sending one: choose the office, then say what is asked."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.offices.types import Right
from simpul.referrals import actions, queries
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.desk.forms import ReferForm


@seated(Right.REFER)
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """What the own office asked of others: silent ones first."""
    return render(request, "web/desk/home.html", {"sent": queries.sent(by=request.actor, now=timezone.now())})


@never_cache
@seated(Right.REFER)
@require_safe
def choose(request: SeatRequest, need: UUID) -> HttpResponse:
    """Which office is asked: those on the route of this kind of need first."""
    return render(request, "web/desk/choose.html", {"sending": queries.offices_for(need, by=request.actor)})


@never_cache
@seated(Right.REFER)
@require_http_methods(["GET", "POST"])
def compose(request: SeatRequest, need: UUID, office: UUID) -> HttpResponse:
    """What is asked of the office, and whether a letter goes along."""
    offered = queries.composing(need, office, by=request.actor, now=timezone.now())
    start = {"version": offered.sending.version, "contact": offered.contact}
    form = ReferForm(request.POST or None, offered=offered, initial=start)

    def again(bound: CommandForm) -> HttpResponse:
        return render(request, "web/desk/compose.html", {"form": bound, "offered": offered})

    def carry(typed: dict[str, object]) -> str:
        sent = actions.send(
            by=request.actor,
            need=need,
            asking=form.asking(typed),
            at=timezone.now(),
            version=form.cleaned_data["version"],
        )
        return reverse("inbox:referral", args=[sent.pk])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="referrals.send", act=carry, retry=again)
