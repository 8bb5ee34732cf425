"""Coming in: choosing a seat, the demonstration's door, the one-time link of an invitation."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.views import password_change
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.ground.errors import NotVisibleError
from simpul.offices import actions as offices_actions
from simpul.offices import queries as offices
from simpul.offices.models import Seat
from simpul.web.accounts.forms import PasswordForm
from simpul.web.commands import CommandForm, carry_out
from simpul.web.second_factor import may_sit

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@require_http_methods(["GET", "POST"])
def seats(request: HttpRequest) -> HttpResponse:
    """Choose the seat to work in. Whoever holds just one is put into it without asking."""
    if not request.user.is_authenticated:
        return HttpResponseRedirect(reverse("accounts:demo" if settings.DEMO else "account_login"))
    mine = offices.seats_of(request.user, at=timezone.now())
    chosen = request.POST.get("seat", "")
    if request.method == "GET" and len(mine) == 1 and request.actor.seat is None:  # type: ignore[attr-defined]
        chosen = str(mine[0].pk)
    seat = next((each for each in mine if str(each.pk) == chosen), None)
    if seat is not None:
        return _sit(request, seat)
    return render(
        request,
        "web/accounts/seats.html",
        {
            "choices": [(s.pk, s.title, s.office.name, s.office.area_name, "") for s in mine],
            "next": _next(request),
        },
    )


def _sit(request: HttpRequest, seat: Seat) -> HttpResponse:
    """Put the seat into the session; a seat of the district asks for a second factor first."""
    if not may_sit(request.user, seat):
        messages.warning(
            request, _("Tugas ini memerlukan pengaman kedua. Pasang aplikasi kode atau kunci sandi dulu.")
        )
        return HttpResponseRedirect(reverse("mfa_index"))
    request.session.cycle_key()
    request.session["seat"] = str(seat.pk)
    return HttpResponseRedirect(_next(request) or reverse("home"))


def _next(request: HttpRequest) -> str:
    given = request.POST.get("next") or request.GET.get("next") or ""
    return given if url_has_allowed_host_and_scheme(given, allowed_hosts=None) else ""


@require_http_methods(["GET", "POST"])
def demo_door(request: HttpRequest) -> HttpResponse:
    """The demonstration's sign-in: take any of its seats. Does not exist in a real installation."""
    if not settings.DEMO:
        raise NotVisibleError("no_such_page")
    if request.method == "POST":
        seat = offices.demo_seat(UUID(request.POST["seat"]), at=timezone.now())
        if seat is None or seat.officer is None:
            raise NotVisibleError("no_such_seat")
        login(request, seat.officer, backend=BACKEND)
        request.session["seat"] = str(seat.pk)
        return HttpResponseRedirect(reverse("home"))
    return render(request, "web/accounts/demo.html", {"door": offices.demo_door(at=timezone.now())})


@require_http_methods(["GET", "POST"])
def change_password(request: HttpRequest) -> HttpResponse:
    """Allauth's page; an account without a password (the demonstration's) has none to change."""
    if request.user.is_authenticated and not request.user.has_usable_password():
        raise NotVisibleError("no_such_page")
    return password_change(request)  # type: ignore[no-any-return]  # allauth has no types


@never_cache
@require_http_methods(["GET", "POST"])
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take the seat of an invitation: a new officer with a password, a known one signed in as themselves."""
    found = offices_actions.invitation(token, at=timezone.now())
    known = offices_actions.invited_officer(found)
    own = known is not None and known == request.user
    form = (CommandForm if known else PasswordForm)(request.POST or None)

    def again(bound: CommandForm) -> HttpResponse:
        shown = {"form": bound, "invitation": found, "known": known is not None, "own": own}
        return render(request, "web/accounts/invitation.html", shown)

    def act(cleaned: dict[str, Any]) -> str:
        offices_actions.accept(
            token=token,
            password=cleaned.get("password", ""),
            at=timezone.now(),
            signed_in=request.user.pk,
        )
        return reverse("seats" if own else "account_login")

    if request.method == "GET":
        return again(form)
    return carry_out(request, form, verb="offices.accept", act=act, retry=again)
