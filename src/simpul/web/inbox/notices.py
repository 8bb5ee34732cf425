"""An office past its time says why, before or after the leaders' page names it."""

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
from django.views.decorators.http import require_http_methods

from simpul.ground.errors import NotVisibleError
from simpul.insight import actions, queries
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.inbox.forms import ExplainForm


@never_cache
@seated(Right.ANSWER)
@require_http_methods(["GET", "POST"])
def explain(request: SeatRequest, notice: UUID) -> HttpResponse:
    """The notice of the own office, and the words that will stand beside its name."""
    found = queries.notice_for(request.actor, now=timezone.now())
    if found is None or found.id != notice:
        raise NotVisibleError("no_such_notice")

    def again(bound: CommandForm) -> HttpResponse:
        return render(request, "web/inbox/explain.html", {"form": bound, "notice": found})

    def act(cleaned: dict[str, Any]) -> str:
        actions.answer_notice(by=request.actor, notice=notice, words=cleaned["words"], at=timezone.now())
        messages.success(request, _("Penjelasan tersimpan."))
        return reverse("inbox:home")

    if request.method == "GET":
        return again(ExplainForm(initial={"words": found.answer}))
    form = ExplainForm(request.POST)
    return carry_out(request, form, verb="insight.answer_notice", act=act, retry=again)
