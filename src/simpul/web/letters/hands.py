"""What is done to a letter: each a form on its page, safe to press twice."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from simpul.ground.actor import Actor
from simpul.letters import actions
from simpul.web.access import SeatRequest, seated
from simpul.web.commands import CommandForm, carry_out
from simpul.web.letters.views import FORMS, HANDS, letter_page

Act = Callable[[Actor, UUID, dict[str, Any]], object]


def _hand(move: str, verb: str, act: Act) -> Callable[..., HttpResponse]:
    @seated(*HANDS)
    @require_POST
    def view(request: SeatRequest, letter: UUID) -> HttpResponse:
        actor = request.actor

        def again(bound: CommandForm) -> HttpResponse:
            return letter_page(request, actions.open_page(by=actor, letter=letter), **{move: bound})

        def carry(typed: dict[str, Any]) -> str:
            act(actor, letter, typed)
            return reverse("letters:letter", args=[letter])

        form = FORMS[move](request.POST, request.FILES)
        return carry_out(request, form, verb=verb, act=carry, retry=again)

    return view


number = _hand(
    "number",
    "letters.give_number",
    lambda by, letter, typed: actions.give_number(
        by=by,
        letter=letter,
        number=typed["number"],
        dated=typed["dated"],
        at=timezone.now(),
        version=typed["version"],
    ),
)
initial = _hand(
    "initial",
    "letters.initial",
    lambda by, letter, typed: actions.initial(
        by=by, letter=letter, at=timezone.now(), version=typed["version"]
    ),
)
sign = _hand(
    "sign",
    "letters.sign",
    lambda by, letter, typed: actions.sign(by=by, letter=letter, at=timezone.now(), version=typed["version"]),
)
scan_back = _hand(
    "scan",
    "letters.scan_back",
    lambda by, letter, typed: actions.scan_back(
        by=by, letter=letter, upload=typed["file"], at=timezone.now(), version=typed["version"]
    ),
)
send = _hand(
    "send",
    "letters.send",
    lambda by, letter, typed: actions.send(by=by, letter=letter, at=timezone.now(), version=typed["version"]),
)
withdraw = _hand(
    "withdraw",
    "letters.withdraw",
    lambda by, letter, typed: actions.withdraw(
        by=by, letter=letter, reason=typed["reason"], at=timezone.now(), version=typed["version"]
    ),
)
