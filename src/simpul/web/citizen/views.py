"""The citizen's pages: following a service without an account, the printed slip, the numbered blank pad."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.cases import actions
from simpul.cases.queries import CitizenStatus
from simpul.offices.types import Right
from simpul.places.queries import district
from simpul.web.access import SeatRequest, seated
from simpul.web.citizen.forms import FollowForm, PadForm
from simpul.web.commands import CommandForm, carry_out
from simpul.web.language import in_indonesian
from simpul.web.limits import allowed, must_wait, was_wrong

TRIES, WITHIN = 20, 15 * 60
"""Askings of one address within so many seconds."""

FREE = 10
"""Wrong answers of one address, whatever the number, before it has to wait."""


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Where is it now? Ticket and code are posted, so that neither stands in an address or a log."""
    form = FollowForm(request.POST or None)
    if request.method == "GET" or not form.is_valid():
        return _ask(request, form, 200 if request.method == "GET" else 422)
    if not allowed(request, what="follow", most=TRIES, seconds=WITHIN):
        form.add_error(None, _("Terlalu banyak percobaan. Tunggu 15 menit, atau tanyakan kepada Puskesos."))
        return _ask(request, form, 429)
    status = _followed(request, form)
    if status is None:
        form.add_error(
            None,
            _(
                "Nomor atau kode belum cocok. Periksa lagi slip Anda. Setelah beberapa kali, tunggu satu jam "
                "atau minta kode baru."
            ),
        )
        return _ask(request, form, 422)
    # A citizen sits in no seat, so the district's own clock is taken from the service.
    with timezone.override(ZoneInfo(status.timezone)):
        return render(request, "web/citizen/status.html", {"status": status})


@never_cache
@seated(Right.TAKE_IN)
@require_safe
@in_indonesian
def slip(request: SeatRequest, token: str) -> HttpResponse:
    """The slip to print; its code stands here for a quarter of an hour and nowhere else."""
    shown = actions.print_slip(by=request.actor, token=token, at=timezone.now())
    return render(request, "web/citizen/slip.html", {"slip": shown, "address": _address(request)})


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def pad(request: SeatRequest) -> HttpResponse:
    """Numbered blank slips for where no screen goes, typed in later."""
    form = PadForm(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        return render(request, "web/citizen/pad_form.html", {"form": bound})

    def run(cleaned: dict[str, Any]) -> str:
        token = actions.reserve_pad(by=request.actor, size=int(cleaned["size"]), at=timezone.now())
        return reverse("citizen:pad_print", args=[token])

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="cases.reserve_pad", act=run, retry=again)


@never_cache
@seated(Right.TAKE_IN)
@require_safe
@in_indonesian
def pad_print(request: SeatRequest, token: str) -> HttpResponse:
    """The pad itself; printed again it shows the same numbers and codes."""
    context = {
        "blanks": actions.print_pad(by=request.actor, token=token, at=timezone.now()),
        "levy_report": district(request.actor.district).settings.get("levy_report", ""),
        "address": _address(request),
    }
    return render(request, "web/citizen/pad.html", context)


def _followed(request: HttpRequest, form: FollowForm) -> CitizenStatus | None:
    """The status; None, always alike, when it is wrong, unknown, or number or address must wait."""
    now = timezone.now()
    if must_wait(request, what="follow", now=now):
        return None
    status = actions.follow(**form.cleaned_data, at=now)
    if status is None:
        was_wrong(request, what="follow", free=FREE, now=now)
    return status


def _ask(request: HttpRequest, form: FollowForm, status: int) -> HttpResponse:
    return render(request, "web/citizen/follow.html", {"form": form}, status=status)


def _address(request: HttpRequest) -> str:
    return request.build_absolute_uri(reverse("citizen:follow"))
