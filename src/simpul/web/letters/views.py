"""What waits for a hand, the page of a letter, and its sheet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from simpul.ground.files import PICTURES
from simpul.letters import actions, queries
from simpul.letters.queries import LetterPage
from simpul.offices.types import Right
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm
from simpul.web.letters.forms import HandForm, NumberForm, ScanForm, WithdrawForm

HANDS = (Right.LETTER_DRAFT, Right.LETTER_INITIAL, Right.LETTER_SIGN)
FORMS: dict[str, type[CommandForm]] = {
    "number": NumberForm,
    "initial": HandForm,
    "sign": HandForm,
    "scan": ScanForm,
    "send": HandForm,
    "withdraw": WithdrawForm,
}


@seated(*HANDS)
@require_safe
def desk(request: SeatRequest) -> HttpResponse:
    """To initial, to sign, and the letters of the own office."""
    return render(request, "web/letters/desk.html", {"desk": queries.desk(by=request.actor)})


@never_cache
@seated()
@require_safe
def letter(request: SeatRequest, letter: UUID) -> HttpResponse:
    """A letter and what may be done with it now."""
    return letter_page(request, actions.open_page(by=request.actor, letter=letter))


def letter_page(request: SeatRequest, page: LetterPage, **refused: CommandForm) -> HttpResponse:
    """The page with its forms, one of them perhaps refused."""
    start = {"version": page.version, "dated": timezone.localdate()}
    shown = {
        move: refused.get(move) or (form(initial=start) if move in page.moves else None)
        for move, form in FORMS.items()
    }
    return render(request, "web/letters/letter.html", {"page": page, "forms": shown})


@never_cache
@seated()
@require_safe
def pdf(request: SeatRequest, letter: UUID) -> HttpResponse:
    """The sheet as PDF, to print and sign."""
    content = actions.read_sheet(by=request.actor, letter=letter)
    return _file(content, "application/pdf", "surat.pdf")


@never_cache
@seated()
@require_safe
def picture(request: SeatRequest, letter: UUID) -> HttpResponse:
    """The first page as a picture, so that a phone shows what is to be signed."""
    return _file(actions.read_picture(by=request.actor, letter=letter), "image/png", "surat.png")


@never_cache
@seated()
@require_safe
def scan(request: SeatRequest, letter: UUID) -> HttpResponse:
    """The signed paper."""
    content, media_type = actions.read_scan(by=request.actor, letter=letter)
    return _file(content, media_type, f"pindaian.{media_type.rpartition('/')[2]}")


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=media_type)
    shown = "inline" if media_type in PICTURES else "attachment"
    response["Content-Disposition"] = f'{shown}; filename="{name}"'
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["X-Content-Type-Options"] = "nosniff"
    return response
