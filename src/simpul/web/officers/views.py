"""Seats of the own area: who sits where, by which decree, until when."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError
from simpul.offices import actions, permissions, queries
from simpul.offices.models import Capacity, Seat
from simpul.offices.types import Right, RoleCode
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.officers.forms import AppointForm, EndForm, ExtendForm, InviteForm, NipForm

Act = Callable[[SeatRequest, Actor, Seat, dict[str, Any]], object]


def _area(request: SeatRequest) -> str:
    """The area whose seats this seat looks after."""
    return str(request.seat.area_code)


@seated(Right.SEATS)
@require_safe
def roster(request: SeatRequest) -> HttpResponse:
    """Every seat of the area, those that end soon marked."""
    today = timezone.localdate()
    page = queries.roster(
        request.actor.district, _area(request), today=today, q=request.GET.get("kantor", "")
    )
    return render(request, "web/officers/roster.html", {"page": page, "today": today})


@seated(Right.SEATS)
@require_safe
def seat(request: SeatRequest, seat: UUID) -> HttpResponse:
    """One seat with its decree and its extensions."""
    held = _held(request, seat)
    actor = request.actor
    may_change = held.ended_on is None and held.pk != actor.seat
    may_change = may_change and permissions.can_fill(actor, held.office, held.role)
    return render(request, "web/officers/seat.html", {"held": held, "may_change": may_change})


@seated(Right.SEATS)
@require_http_methods(["GET", "POST"])
def appoint(request: SeatRequest) -> HttpResponse:
    """Make a seat in an office of the area, standing on a decree."""
    actor = request.actor
    offices = {str(each.pk): each for each in queries.offices_below(actor.district, _area(request))}
    form = AppointForm(
        request.POST or None,
        request.FILES or None,
        initial={"starts_on": timezone.localdate()},
        offices=[(key, each.name) for key, each in offices.items()],
        roles=queries.role_titles(actor.district),
    )

    def again(bound: CommandForm) -> HttpResponse:
        return render(
            request, "web/officers/form.html", {"form": bound, "title": _("Tugas baru"), "held": None}
        )

    def act(typed: dict[str, Any]) -> str:
        made = actions.appoint(
            by=actor,
            office=offices[typed["office"]],
            role=RoleCode(typed["role"]),
            title=typed["title"],
            capacity=Capacity(typed["capacity"]),
            starts_on=typed["starts_on"],
            ends_on=typed["ends_on"],
            decree=actions.NewDecree(
                number=typed["decree_number"],
                dated=typed["decree_dated"],
                title=typed["title"],
                valid_until=typed["ends_on"],
                scan=typed["file"],
            ),
        )
        return reverse("officers:seat", args=[made.pk])

    return (
        again(form)
        if request.method == "GET"
        else carry_out(request, form, verb="offices.appoint", act=act, retry=again)
    )


def _change(
    form_class: type[CommandForm], verb: str, title: Callable[[], str], act: Act
) -> Callable[..., HttpResponse]:
    @seated(Right.SEATS)
    @require_http_methods(["GET", "POST"])
    def view(request: SeatRequest, seat: UUID) -> HttpResponse:
        held = _held(request, seat)
        told = {"version": held.version, "on": timezone.localdate()}
        form = form_class(request.POST or None, request.FILES or None, initial=told)

        def again(bound: CommandForm) -> HttpResponse:
            return render(request, "web/officers/form.html", {"form": bound, "title": title(), "held": held})

        def carry(typed: dict[str, Any]) -> str:
            act(request, request.actor, held, typed)
            return reverse("officers:seat", args=[held.pk])

        return (
            again(form)
            if request.method == "GET"
            else carry_out(request, form, verb=verb, act=carry, retry=again)
        )

    return view


def _held(request: SeatRequest, key: UUID) -> Seat:
    found = queries.seat_in(request.actor.district, _area(request), key)
    if found is None:
        raise NotVisibleError("no_such_seat")
    return found


def _invite(request: SeatRequest, by: Actor, held: Seat, typed: dict[str, Any]) -> None:
    token = actions.invite(by=by, seat=held, email=typed["email"], name=typed["name"], at=timezone.now())
    link = request.build_absolute_uri(reverse("accounts:invitation", args=[token]))
    # Shown once: the token is stored nowhere.
    messages.success(
        request,
        _("Kirimkan tautan ini kepada %(name)s. Hanya ditampilkan sekali: %(link)s")
        % {"name": typed["name"], "link": link},
    )


extend = _change(
    ExtendForm,
    "offices.extend",
    lambda: _("Perpanjang dengan surat"),
    lambda _request, by, held, typed: actions.extend(
        by=by,
        seat=held,
        letter_number=typed["letter_number"],
        letter_date=typed["letter_date"],
        until=typed["until"],
        scan=typed["file"],
        version=typed["version"],
    ),
)
end = _change(
    EndForm,
    "offices.end",
    lambda: _("Akhiri masa tugas"),
    lambda _request, by, held, typed: actions.end(
        by=by, seat=held, on=typed["on"], reason=typed["reason"], version=typed["version"]
    ),
)
invite = _change(InviteForm, "offices.invite", lambda: _("Undang petugas"), _invite)
nip = _change(
    NipForm,
    "offices.record_nip",
    lambda: _("Catat NIP"),
    lambda _request, by, held, typed: actions.record_nip(
        by=by, seat=held, nip=typed["nip"], version=typed["version"]
    ),
)
