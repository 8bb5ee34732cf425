"""Verbs that read of the floor `referrals`."""

from __future__ import annotations

from simpul.referrals.queries.inbox import inbox
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
from simpul.referrals.queries.service import of_need, other_is_open

__all__ = [
    "Composing",
    "OfficeChoice",
    "Sending",
    "allowed_time",
    "composing",
    "contact_for",
    "find",
    "inbox",
    "of_need",
    "offices_for",
    "other_is_open",
    "referral_page",
]
