"""Tables of the floor `cases`."""

from __future__ import annotations

from simpul.cases.models.asked import AskedNeed
from simpul.cases.models.deeds import Certificate, Deed, Errand, Handover, NeedCommitment
from simpul.cases.models.drafts import DRAFT, KEPT_FOR, IntakeDraft
from simpul.cases.models.needs import Movement, Need
from simpul.cases.models.services import REPORTER_PHONE, Case, Enquiry, TicketSeries

__all__ = [
    "DRAFT",
    "KEPT_FOR",
    "REPORTER_PHONE",
    "AskedNeed",
    "Case",
    "Certificate",
    "Deed",
    "Enquiry",
    "Errand",
    "Handover",
    "IntakeDraft",
    "Movement",
    "Need",
    "NeedCommitment",
    "TicketSeries",
]
