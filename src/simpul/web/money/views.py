"""Budget lines of the own village or district, and what waits for a hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from simpul.cases import queries as cases
from simpul.funds import actions, permissions, queries
from simpul.funds.models import Commitment
from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.money.forms import AgreeForm, PayForm, ReasonForm

HANDS = (Right.PROPOSE_SPENDING, Right.AGREE_SPENDING, Right.PAY)
READERS = (*HANDS, Right.AUDIT)
Act = Callable[[Actor, Commitment, dict[str, Any]], object]
Check = Callable[[Actor, Commitment], None]


@seated(*READERS)
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """The own lines with what is left and what waits; for auditors every fund of the district, added up."""
    audits = request.actor.may(Right.AUDIT)
    read = queries.books_page if audits else queries.money_page
    page = read(by=request.actor, year=timezone.localdate().year)
    return render(request, "web/money/home.html", {"page": page, "audits": audits})


@seated()
@require_safe
def commitment(request: SeatRequest, commitment: UUID) -> HttpResponse:
    """One commitment: what for, how much, whose hand is next."""
    held = _held(commitment)
    actor = request.actor
    may = {
        "agree": held.state == "proposed" and permissions.can_agree(actor, held),
        "pay": held.state == "agreed" and permissions.can_pay(actor, held),
        "release": held.state in {"proposed", "agreed"} and permissions.can_release(actor, held),
    }
    service = cases.service_of(held.pk)
    shown = {
        "commitment": held,
        "may": may,
        "service": service,
        "at_home": any(map(actor.may, (Right.AUDIT, *HANDS))),
    }
    return render(request, "web/money/commitment.html", shown)


def _act(
    form_class: type[CommandForm], verb: str, title: Callable[[], str], check: Check, act: Act
) -> Callable[..., HttpResponse]:
    @seated(*HANDS)
    @require_http_methods(["GET", "POST"])
    def view(request: SeatRequest, commitment: UUID) -> HttpResponse:
        held = _held(commitment)
        form = form_class(
            request.POST or None, initial={"version": held.version, "paid_on": timezone.localdate()}
        )
        actor: Actor = request.actor
        check(actor, held)

        def again(bound: CommandForm) -> HttpResponse:
            shown = {"form": bound, "commitment": held, "title": title()}
            return render(request, "web/money/act.html", shown)

        def carry(cleaned: dict[str, Any]) -> str:
            act(actor, held, cleaned)
            return reverse("money:commitment", args=[held.pk])

        return (
            again(form)
            if request.method == "GET"
            else carry_out(request, form, verb=verb, act=carry, retry=again)
        )

    return view


def _held(commitment: UUID) -> Commitment:
    held = queries.commitment(commitment)
    if held is None:
        raise NotVisibleError("no_such_commitment")
    return held


agree = _act(
    AgreeForm,
    "funds.agree",
    lambda: _("Setujui pengeluaran ini?"),
    permissions.check_can_agree,
    lambda by, held, typed: actions.agree(
        by=by, commitment=held, at=timezone.now(), version=typed["version"]
    ),
)
refuse = _act(
    ReasonForm,
    "funds.refuse",
    lambda: _("Belum dapat disetujui"),
    permissions.check_can_agree,
    lambda by, held, typed: actions.refuse(
        by=by, commitment=held, reason=typed["reason"], at=timezone.now(), version=typed["version"]
    ),
)
pay = _act(
    PayForm,
    "funds.pay",
    lambda: _("Catat pembayaran"),
    permissions.check_can_pay,
    lambda by, held, typed: actions.pay(
        by=by,
        commitment=held,
        book_reference=typed["book_reference"],
        paid_on=typed["paid_on"],
        at=timezone.now(),
        version=typed["version"],
    ),
)
release = _act(
    ReasonForm,
    "funds.release",
    lambda: _("Lepas kembali"),
    permissions.check_can_release,
    lambda by, held, typed: actions.release(
        by=by, commitment=held, reason=typed["reason"], at=timezone.now(), version=typed["version"]
    ),
)
