"""The main menu, by right: (right, label, URL name, icon). What a seat may not do it is not shown."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from simpul.ground.actor import Actor
from simpul.offices.types import Right


class Item(NamedTuple):
    """One entry of the menu as a page shows it."""

    label: str
    url: str
    icon: str
    active: bool


MENU: tuple[tuple[Right, Callable[[], str], str, str], ...] = (
    (Right.BOARD, lambda: _("Papan kerja"), "board:home", "home"),
    (Right.TAKE_IN, lambda: _("Terima warga"), "intake:start", "user-plus"),
    (Right.STEWARD, lambda: _("Tugas data"), "steward:tasks", "database-search"),
    (Right.ANSWER, lambda: _("Kotak masuk"), "inbox:home", "inbox"),
    (Right.REFER, lambda: _("Rujukan"), "desk:home", "send"),
    (Right.LETTER_INITIAL, lambda: _("Surat"), "letters:desk", "signature"),
    (Right.LETTER_SIGN, lambda: _("Surat"), "letters:desk", "signature"),
    (Right.LETTER_DRAFT, lambda: _("Surat"), "letters:desk", "signature"),
    (Right.PROPOSE_SPENDING, lambda: _("Dana"), "money:home", "coins"),
    (Right.AGREE_SPENDING, lambda: _("Dana"), "money:home", "coins"),
    (Right.PAY, lambda: _("Dana"), "money:home", "coins"),
    (Right.AUDIT, lambda: _("Dana"), "money:home", "coins"),
    (Right.OVERVIEW, lambda: _("Ringkasan"), "leaders:overview", "chart-bar"),
    (Right.AUDIT, lambda: _("Jejak"), "trail:trail", "list-search"),
    (Right.SEATS, lambda: _("Petugas"), "officers:roster", "users"),
    (Right.PROTECT, lambda: _("Pendampingan"), "protection:reports", "shield-check"),
)


def menu(request: HttpRequest, actor: Actor | None) -> list[Item]:
    """The entries for this actor; the one whose pages are open now is active."""
    if actor is None or actor.seat is None:
        return []
    shown: dict[str, Item] = {}
    for right, label, name, icon in MENU:
        url = reverse(name)
        if actor.may(right) and url not in shown:
            shown[url] = Item(label(), url, icon, active=request.path.startswith(url))
    return list(shown.values())
