"""Verbs that read of the floor `referrals`."""

from __future__ import annotations

from simpul.referrals.queries.inbox import PARTS, inbox, inbox_part
from simpul.referrals.queries.own import own_office
from simpul.referrals.queries.page import find, referral_page
from simpul.referrals.queries.sending import (
    Composing,
    OfficeChoice,
    Sending,
    allowed_time,
    composing,
    contact_for,
    offices_for,
)
from simpul.referrals.queries.service import Sent, of_case, of_need, other_is_open, sent
from simpul.referrals.queries.writing import Writing, WritingForm, last_tried, writing, writing_form

__all__ = [
    "PARTS",
    "Composing",
    "OfficeChoice",
    "Sending",
    "Sent",
    "Writing",
    "WritingForm",
    "allowed_time",
    "composing",
    "contact_for",
    "find",
    "inbox",
    "inbox_part",
    "last_tried",
    "of_case",
    "of_need",
    "offices_for",
    "other_is_open",
    "own_office",
    "referral_page",
    "sent",
    "writing",
    "writing_form",
]
