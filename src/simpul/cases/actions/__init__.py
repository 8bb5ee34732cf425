"""Verbs that write of the floor `cases`. Each is one transaction, seen as its seat, audited."""

from __future__ import annotations

from simpul.cases.actions.deadlines import recompute_deadlines, set_deadlines
from simpul.cases.actions.deeds import (
    assign,
    attach,
    attempt,
    finish_errand,
    note,
    prove,
    record_certificate,
    start_errand,
    visit,
)
from simpul.cases.actions.delivering import deliver
from simpul.cases.actions.drafts import end_drafts, keep_draft, throw_draft, use_draft
from simpul.cases.actions.ending import close, confirm, follow_death, follow_number
from simpul.cases.actions.intake import TakenIn, add_need, answer_enquiry, take_in
from simpul.cases.actions.ladder import climb, descend, reorder, rest, resume
from simpul.cases.actions.listing import follow_proposal
from simpul.cases.actions.money import follow_closed, propose_help, propose_help_asked, record_handover
from simpul.cases.actions.numbers import print_pad, renew_code, reserve_block, reserve_pad
from simpul.cases.actions.referring import (
    hold,
    mark_accepted,
    mark_declined,
    mark_delivered,
    mark_referred,
    mark_rested,
    mark_resumed,
)
from simpul.cases.actions.seeing import follow, print_handover, print_slip, view_service
from simpul.cases.actions.steps import check_not_frozen
from simpul.cases.actions.unnaming import unname_complaints

__all__ = [
    "TakenIn",
    "add_need",
    "answer_enquiry",
    "assign",
    "attach",
    "attempt",
    "check_not_frozen",
    "climb",
    "close",
    "confirm",
    "deliver",
    "descend",
    "end_drafts",
    "finish_errand",
    "follow",
    "follow_closed",
    "follow_death",
    "follow_number",
    "follow_proposal",
    "hold",
    "keep_draft",
    "mark_accepted",
    "mark_declined",
    "mark_delivered",
    "mark_referred",
    "mark_rested",
    "mark_resumed",
    "note",
    "print_handover",
    "print_pad",
    "print_slip",
    "propose_help",
    "propose_help_asked",
    "prove",
    "recompute_deadlines",
    "record_certificate",
    "record_handover",
    "renew_code",
    "reorder",
    "reserve_block",
    "reserve_pad",
    "rest",
    "resume",
    "set_deadlines",
    "start_errand",
    "take_in",
    "throw_draft",
    "unname_complaints",
    "use_draft",
    "view_service",
    "visit",
]
