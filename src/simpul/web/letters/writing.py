"""Write a letter about a need: choose the template, then fill in what it asks."""

from __future__ import annotations

from typing import Any
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
from simpul.web.letters.forms import WriteForm


@never_cache
@seated(Right.LETTER_DRAFT)
@require_safe
def choose(request: SeatRequest, need: UUID) -> HttpResponse:
    """Which letter is written."""
    return render(request, "web/letters/choose.html", {"writing": queries.writing(need, by=request.actor)})


@never_cache
@seated(Right.LETTER_DRAFT)
@require_http_methods(["GET", "POST"])
def write(request: SeatRequest, need: UUID, code: str) -> HttpResponse:
    """What the letter says, and who signs it."""
    offered = queries.writing_form(need, code, by=request.actor, today=timezone.localdate())
    form = WriteForm(request.POST or None, offered=offered)

    def again(bound: CommandForm) -> HttpResponse:
        return render(request, "web/letters/write.html", {"form": bound, "offered": offered})

    def carry(typed: dict[str, Any]) -> str:
        written = actions.write_letter(
            by=request.actor,
            need=need,
            wish=form.letter(typed),
            subject=typed["subject"],
            recipient=typed["recipient"],
            at=timezone.now(),
        )
        return reverse("letters:letter", args=[written.pk])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="letters.draft", act=carry, retry=again)
