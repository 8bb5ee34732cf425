"""The board of a village, a sub-district, the desk or an office: columns of work, and each list in full."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.cases import queries
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.nav import menu

TITLES: dict[str, Callable[[], str]] = {
    "ours": lambda: _("Menunggu kita"),
    "out": lambda: _("Sedang di luar"),
    "answered": lambda: _("Jawaban masuk"),
    "informed": lambda: _("Untuk diketahui"),
    "open": lambda: _("Semua yang berjalan"),
    "late": lambda: _("Melewati batas waktu"),
    "settled": lambda: _("Selesai di desa/kelurahan bulan ini"),
    "unhelped": lambda: _("Belum terbantu"),
}


@never_cache
@seated()
@require_safe
def home(request: SeatRequest) -> HttpResponse:
    """Where a seat begins: its board if it has one, else the first page of its menu."""
    if request.actor.may(Right.BOARD):
        return HttpResponseRedirect(reverse("board:home"))
    pages = menu(request, request.actor)
    return HttpResponseRedirect(pages[0].url if pages else reverse("seats"))


@never_cache
@seated(Right.BOARD)
@require_safe
def board(request: SeatRequest) -> HttpResponse:
    """Three columns of work, not of charts; four numbers on top, each opening its list."""
    now = timezone.now()
    shown = queries.board(by=request.actor, now=now)
    context = {"board": shown, "numbers": shown.numbers, "titles": _titles(), "now": now}
    return render(request, "web/board/home.html", context | _may(request))


@never_cache
@seated(Right.BOARD)
@require_safe
def queue(request: SeatRequest) -> HttpResponse:
    """One list in full, page by page."""
    show = _shown(request)
    after = request.GET.get("after", "")
    found = queries.queue(by=request.actor, now=timezone.now(), show=show, after=after)
    tabs = [(title(), f"{reverse('board:queue')}?daftar={key}", key == show) for key, title in TITLES.items()]
    context = {"found": found, "show": show, "title": TITLES[show](), "tabs": tabs, "again": bool(after)}
    return render(request, "web/board/queue.html", context)


def _shown(request: HttpRequest) -> str:
    asked = request.GET.get("daftar", "")
    return asked if asked in TITLES else "ours"


def _titles() -> dict[str, str]:
    return {key: title() for key, title in TITLES.items()}


def _may(request: SeatRequest) -> dict[str, bool]:
    return {
        "may_take_in": request.actor.may(Right.TAKE_IN),
        "may_act": request.actor.may(Right.ACT) and bool(request.actor.areas),
        "may_answer": request.actor.may(Right.ANSWER),
        "sees_money": "money" in request.actor.reads,
    }
