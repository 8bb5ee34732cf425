"""Verbs that write of the floor `letters`."""

from __future__ import annotations

from simpul.letters.actions.chain import initial, sign
from simpul.letters.actions.drafting import draft, give_number
from simpul.letters.actions.leaving import scan_back, send, withdraw, withdraw_about
from simpul.letters.actions.reading import (
    confirm_digits,
    open_page,
    read_picture,
    read_scan,
    read_sheet,
)

__all__ = [
    "confirm_digits",
    "draft",
    "give_number",
    "initial",
    "open_page",
    "read_picture",
    "read_scan",
    "read_sheet",
    "scan_back",
    "send",
    "sign",
    "withdraw",
    "withdraw_about",
]
