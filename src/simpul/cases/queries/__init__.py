"""Verbs that read of the floor `cases`."""

from __future__ import annotations

from simpul.cases.permissions import can_settle
from simpul.cases.queries.board import Board, Numbers, board, queue
from simpul.cases.queries.citizen import CitizenNeed, CitizenStatus, Slip
from simpul.cases.queries.drafts import HeldDraft, draft, drafts
from simpul.cases.queries.evidence import Proof, proofs_of
from simpul.cases.queries.fits import fits_of
from simpul.cases.queries.history import Entry
from simpul.cases.queries.monthly_report import Monthly, monthly
from simpul.cases.queries.needs import claim_of, find_need, local_day
from simpul.cases.queries.records import (
    commitment_of,
    errand_of,
    handover_record,
    line_choices,
    result_choices,
    seat_choices,
    service_of,
)
from simpul.cases.queries.service import NeedView, ServicePage, need_view, service_page
from simpul.cases.queries.work import SHOWN, WorkItem, WorkPage, person_lines

__all__ = [
    "SHOWN",
    "Board",
    "CitizenNeed",
    "CitizenStatus",
    "Entry",
    "HeldDraft",
    "Monthly",
    "NeedView",
    "Numbers",
    "Proof",
    "ServicePage",
    "Slip",
    "WorkItem",
    "WorkPage",
    "board",
    "can_settle",
    "claim_of",
    "commitment_of",
    "draft",
    "drafts",
    "errand_of",
    "find_need",
    "fits_of",
    "handover_record",
    "line_choices",
    "local_day",
    "monthly",
    "need_view",
    "person_lines",
    "proofs_of",
    "queue",
    "result_choices",
    "seat_choices",
    "service_of",
    "service_page",
]
