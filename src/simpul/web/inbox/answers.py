"""Answers to a referral: each a page with one form, safe to press twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from simpul.ground.actor import Actor
from simpul.referrals import actions
from simpul.referrals.states import Move
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.inbox import forms
from simpul.web.inbox.forms import AnswerForm

Act = Callable[[Actor, UUID, dict[str, Any]], object]
Words = Callable[[], str]


def _answer(move: Move, form_class: type[AnswerForm], title: Words, button: Words, act: Act) -> Any:
    @never_cache
    @seated()
    @require_http_methods(["GET", "POST"])
    def view(request: SeatRequest, referral: UUID) -> HttpResponse:
        actor = request.actor
        page = actions.open_page(by=actor, referral=referral, now=timezone.now())

        def again(bound: CommandForm) -> HttpResponse:
            shown = {"form": bound, "page": page, "move": move, "title": title(), "button_label": button()}
            return render(request, "web/inbox/answer.html", shown)

        def carry(typed: dict[str, Any]) -> str:
            act(actor, referral, typed)
            return reverse("inbox:referral", args=[referral])

        if request.method == "GET":
            return again(form_class(page=page))
        form = form_class(request.POST, request.FILES, page=page)
        return carry_out(request, form, verb=f"referrals.{move}", act=carry, retry=again)

    return view


accept = _answer(
    Move.ACCEPT,
    forms.AcceptForm,
    lambda: _("Terima rujukan ini?"),
    lambda: _("Terima"),
    lambda by, referral, typed: actions.accept(
        by=by, referral=referral, at=timezone.now(), version=typed["version"]
    ),
)
decline = _answer(
    Move.DECLINE,
    forms.DeclineForm,
    lambda: _("Belum dapat dipenuhi"),
    lambda: _("Kirim jawaban"),
    lambda by, referral, typed: actions.decline(
        by=by,
        referral=referral,
        reason=typed["reason"],
        note=typed["note"],
        at=timezone.now(),
        version=typed["version"],
    ),
)
rest = _answer(
    Move.REST,
    forms.RestForm,
    lambda: _("Menunggu pihak di luar daerah"),
    lambda: _("Hentikan hitungan waktu"),
    lambda by, referral, typed: actions.rest(
        by=by, referral=referral, body=typed["body"], at=timezone.now(), version=typed["version"]
    ),
)
resume = _answer(
    Move.RESUME,
    forms.ResumeForm,
    lambda: _("Jawaban dari luar sudah ada?"),
    lambda: _("Lanjutkan hitungan waktu"),
    lambda by, referral, typed: actions.resume(
        by=by, referral=referral, at=timezone.now(), version=typed["version"]
    ),
)
deliver = _answer(
    Move.DELIVER,
    forms.DeliverForm,
    lambda: _("Catat penyerahan"),
    lambda: _("Simpan penyerahan"),
    lambda by, referral, typed: actions.deliver(
        by=by,
        referral=referral,
        what=typed["what"],
        proof=typed["file"],
        at=timezone.now(),
        version=typed["version"],
    ),
)
confirm = _answer(
    Move.ARRIVE,
    forms.ConfirmForm,
    lambda: _("Konfirmasi dengan keluarga"),
    lambda: _("Simpan jawaban keluarga"),
    lambda by, referral, typed: actions.confirm_arrival(
        by=by,
        referral=referral,
        arrived=typed["arrived"] == "yes",
        note=typed["note"],
        at=timezone.now(),
        version=typed["version"],
    ),
)
cancel = _answer(
    Move.CANCEL,
    forms.CancelForm,
    lambda: _("Batalkan rujukan ini?"),
    lambda: _("Batalkan rujukan"),
    lambda by, referral, typed: actions.cancel(
        by=by, referral=referral, note=typed["note"], at=timezone.now(), version=typed["version"]
    ),
)
