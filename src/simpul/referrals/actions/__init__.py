"""Verbs that write of the floor `referrals`."""

from __future__ import annotations

from simpul.referrals.actions.answering import accept, decline, deliver, rest, resume
from simpul.referrals.actions.deadlines import recompute_deadlines
from simpul.referrals.actions.ending import cancel, confirm_arrival, follow_need_closed, follow_need_moved
from simpul.referrals.actions.money import propose_help
from simpul.referrals.actions.reading import open_page, read_proof
from simpul.referrals.actions.sending import send
from simpul.referrals.actions.writing import write_letter

__all__ = [
    "accept",
    "cancel",
    "confirm_arrival",
    "decline",
    "deliver",
    "follow_need_closed",
    "follow_need_moved",
    "open_page",
    "propose_help",
    "read_proof",
    "recompute_deadlines",
    "rest",
    "resume",
    "send",
    "write_letter",
]
