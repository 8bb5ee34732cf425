"""Money of the own office for what was asked of it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.funds import queries as funds
from simpul.ground.errors import InputError, NotAllowedError
from simpul.offices.types import Right
from simpul.referrals import actions
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.money.forms import AskForm


@never_cache
@seated(Right.PROPOSE_SPENDING)
@require_http_methods(["GET", "POST"])
def propose(request: SeatRequest, referral: UUID) -> HttpResponse:
    """Ask the own head for money of the own fund; what came of it stands on the money page."""
    actor = request.actor
    page = actions.open_page(by=actor, referral=referral, now=timezone.now())
    if request.method == "GET" and not page.lines:
        raise NotAllowedError("not_allowed")
    form = AskForm(request.POST or None, initial={"version": page.version})
    form.offer((each.line, each.name, each.left) for each in page.lines)

    def again(bound: CommandForm) -> HttpResponse:
        shown = {"form": bound, "page": page, "title": _("Usulkan dari dana kantor ini")}
        return render(request, "web/inbox/money.html", shown)

    def carry(typed: dict[str, Any]) -> str:
        line = funds.line(UUID(typed["line"]))
        if line is None:
            raise InputError("line_elsewhere", field="line")
        asked = {"amount": typed["amount"], "purpose": typed["purpose"], "at": timezone.now()}
        made = actions.propose_help(by=actor, referral=referral, line=line, **asked)
        return reverse("money:commitment", args=[made.pk])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="referrals.propose_help", act=carry, retry=again)
