"""Handing over what belongs behind the wall, and the pages of those who work there. Never cached."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from simpul.ground.errors import NotVisibleError
from simpul.offices.models import Office
from simpul.offices.types import Right
from simpul.places import queries as places
from simpul.protection import actions, queries
from simpul.protection.states import ReportState
from simpul.protection.types import Note, Report
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.protection.forms import AssignForm, HandOverForm, MoveForm

#: What the ledger keeps, as of any intake: it must not tell that something was handed over or worked on.
NEUTRAL_VERB = "intake.save"


def _carry_out_quietly(
    request: SeatRequest,
    form: CommandForm,
    *,
    act: Callable[[dict[str, Any]], None],
    retry: Callable[[CommandForm], HttpResponse],
    onward: Callable[[], str],
) -> HttpResponse:
    """Carry out a command whose ledger row says nothing, and go `onward` from there."""

    def quietly(cleaned: dict[str, Any]) -> str:
        act(cleaned)
        return reverse("home")

    response = carry_out(request, form, verb=NEUTRAL_VERB, act=quietly, retry=retry)
    return HttpResponseRedirect(onward()) if isinstance(response, HttpResponseRedirect) else response


@never_cache
@seated(Right.TAKE_IN)
@require_http_methods(["GET", "POST"])
def hand_over(request: SeatRequest) -> HttpResponse:
    """Hand a report to the named office at once."""
    actor = request.actor
    offices = {str(office.pk): office for office in queries.receiving_offices(actor.district)}
    form = _hand_over_form(request, offices)

    def again(bound: CommandForm) -> HttpResponse:
        matters = queries.matters_of(actor.district)
        notes = {str(key): " · ".join(words) for key, words in matters.items()}
        context = {"form": bound, "offices": offices, "notes": notes}
        return render(request, "web/protection/hand_over.html", context)

    fresh = {}

    def act(cleaned: dict[str, Any]) -> None:
        told = {name: cleaned[name] for name in Report.__dataclass_fields__}
        stub = actions.hand_over(
            by=actor, report=Report(**told), office=offices[cleaned["office"]], at=timezone.now()
        )
        fresh["baru"] = stub.number

    def onward() -> str:
        return f"{reverse('protection:stubs')}?{urlencode(fresh)}"

    if request.method == "GET":
        return again(form)
    return _carry_out_quietly(request, form, act=act, retry=again, onward=onward)


def _hand_over_form(request: SeatRequest, offices: dict[str, Office]) -> HandOverForm:
    """With several offices none is chosen beforehand: a report in the wrong hands is not taken back."""
    choices = [(key, office.name) for key, office in offices.items()]
    only = next(iter(offices)) if len(offices) == 1 else None
    return HandOverForm(request.POST or None, offices=choices, initial={"office": only})


@never_cache
@seated(Right.TAKE_IN)
@require_safe
def stubs(request: SeatRequest) -> HttpResponse:
    """What this seat handed over: a number, a day, "diserahkan". Nothing else is left to see."""
    mine = queries.stubs(by=request.actor)
    return render(request, "web/protection/stubs.html", {"stubs": mine, "fresh": request.GET.get("baru", "")})


@never_cache
@seated(Right.PROTECT)
@require_safe
def reports(request: SeatRequest) -> HttpResponse:
    """The reports assigned to this seat."""
    actions.take_unassigned(by=request.actor)
    return render(request, "web/protection/reports.html", {"reports": queries.reports()})


@never_cache
@seated(Right.PROTECT)
@require_http_methods(["GET", "POST"])
def report(request: SeatRequest, report: UUID) -> HttpResponse:
    """One report, opened by a seat assigned to it."""
    actor = request.actor
    opened = actions.open_report(by=actor, report=report, at=timezone.now())
    form = MoveForm(request.POST or None, initial={"version": opened.version})

    def again(bound: CommandForm) -> HttpResponse:
        shown = {"asked": _asked(opened.report), "history": _history(opened.notes)}
        return render(request, "web/protection/report.html", {"form": bound, "opened": opened, **shown})

    def act(cleaned: dict[str, Any]) -> None:
        actions.move(
            by=actor,
            report=report,
            state=ReportState(cleaned["state"]),
            note=cleaned["note"],
            at=timezone.now(),
            version=cleaned["version"],
        )

    def onward() -> str:
        return reverse("protection:report", args=[report])

    if request.method == "GET":
        return again(form)
    return _carry_out_quietly(request, form, act=act, retry=again, onward=onward)


@never_cache
@seated(Right.PROTECT)
@require_http_methods(["GET", "POST"])
def assign(request: SeatRequest, report: UUID) -> HttpResponse:
    """Bring a colleague into a report: only who holds it may, and only of the same office."""
    actor = request.actor
    if queries.sealed(report) is None:
        raise NotVisibleError("no_such_report")
    today = places.local_day(actor.district, timezone.now())
    seats = {str(seat.pk): seat for seat in queries.colleagues(by=actor, today=today)}
    choices = [(key, f"{seat.officer}, {seat.title}") for key, seat in seats.items()]
    form = AssignForm(request.POST or None, seats=choices)

    def again(bound: CommandForm) -> HttpResponse:
        context = {"form": bound, "report": report, "seats": seats}
        return render(request, "web/protection/assign.html", context)

    def act(cleaned: dict[str, Any]) -> None:
        actions.assign(by=actor, report=report, seat=seats[cleaned["seat"]], at=timezone.now())

    def onward() -> str:
        return reverse("protection:report", args=[report])

    if request.method == "GET":
        return again(form)
    return _carry_out_quietly(request, form, act=act, retry=again, onward=onward)


def _history(notes: tuple[Note, ...]) -> list[dict[str, Any]]:
    words = {
        "handed_over": _("Diserahkan"),
        "opened": _("Dibuka"),
        "assigned": _("Pendamping ditambahkan"),
        "accepted": _("Ditangani"),
        "closed": _("Selesai didampingi"),
    }
    return [{"at": each.at, "by": each.by, "sentence": words[each.verb], "note": each.text} for each in notes]


def _asked(told: Report) -> list[tuple[str, str]]:
    unknown = _("Belum diketahui")
    return [
        (_("Yang perlu dilindungi"), told.person or unknown),
        (_("Usia"), told.age or unknown),
        (_("Keberadaan"), told.whereabouts or unknown),
        (_("Dalam bahaya sekarang"), _("Ya") if told.in_danger_now else _("Tidak disebut")),
        (_("Cara menghubungi yang aman"), told.safe_contact or unknown),
        (_("Yang menyampaikan"), told.reporter or unknown),
    ]
