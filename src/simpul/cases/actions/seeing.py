"""Seeing is recorded too: an officer opens a service, a citizen follows one, a slip is printed."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import UUID

from simpul.cases.actions.steps import acts
from simpul.cases.models import Case
from simpul.cases.queries.citizen import CitizenStatus, Slip, citizen_status, slip_of
from simpul.cases.queries.codes import matches, open_slip
from simpul.cases.queries.papers import limit
from simpul.cases.queries.records import HandoverRecord, handover_record
from simpul.cases.queries.service import ServicePage, service_page
from simpul.ground import audit
from simpul.ground.actor import Actor, acting, seeing, system
from simpul.ground.errors import InputError, NotVisibleError
from simpul.ground.tickets import Ticket, parse_ticket, still_waiting, wait_after
from simpul.offices import queries as offices

WRONG_CODES = 5
"""Wrong codes after which the answers wait, longer with each, unless the district says otherwise."""

FORGOTTEN_AFTER = timedelta(days=1)
"""After the last wait is over: wrong codes are counted from nothing again."""

MOST_COUNTED = 1000

_NOBODYS_CODE = bytes(32)


def view_service(*, by: Actor, case_id: UUID, at: datetime) -> ServicePage:
    """The page of a service; who looked at whom is recorded.

    Raises:
        NotVisibleError: no such service in sight; none is for a seat that reads no casework.
        NotAllowedError: the seat has ended (`seat_ended`).
    """
    with seeing(by):  # one line is written, at the end
        offices.check_still_seated(by, at=at)
        page = service_page(case_id, by=by, now=at)
        audit.record("registry.view", by=by, kind="person", key=page.case.person_id, label=page.case.ticket)
        return page


def follow(*, ticket: str, code: str, at: datetime) -> CitizenStatus | None:
    """What a citizen may know with ticket and code; None for everything else, whatever was wrong.

    A wrong code is counted against its service; from the fifth on nothing is answered for a minute, then two,
    four, at most an hour. What is typed meanwhile is not counted, so the wait ends by itself. The caller
    answers a page, not an error, so that the count is kept, and asks `web.limits` first.

    Args:
        ticket: as typed.
        code: as typed.
        at: when.
    """
    number = _number(ticket)
    if number is None:
        return None
    with acting(system(number.district)):
        case = Case.objects.select_for_update().filter(ticket=str(number)).first()
        stored = _NOBODYS_CODE if case is None else bytes(case.code_index)
        right = matches(code, ticket=str(number), stored=stored)
        if case is None or still_waiting(case.code_wait_until, now=at):
            return None
        if right:
            _count_codes(case, 0, at=at)
            return citizen_status(case, now=at)
        old = case.code_wait_until is not None and at - case.code_wait_until >= FORGOTTEN_AFTER
        _count_codes(case, 1 if old else min(case.code_tries + 1, MOST_COUNTED), at=at)
        return None


@acts
def print_slip(*, by: Actor, token: str, at: datetime) -> Slip:
    """The slip of a service that this seat opened a moment ago; its code is shown here and never again.

    Raises:
        NotVisibleError: not this seat's slip, or too old.
    """
    sealed = open_slip(token, seat=by.seat, at=at)
    with acting(system(by.district, by.label)):
        case = Case.objects.filter(ticket=sealed.ticket).first()
        if case is None:
            raise NotVisibleError("no_such_slip")
        slip = slip_of(case, sealed)
    audit.record("cases.print_slip", by=by, kind="case", key=case.pk, label=case.ticket)
    return slip


@acts
def print_handover(*, by: Actor, handover: UUID, at: datetime) -> HandoverRecord:  # noqa: ARG001  asked by `acts`
    """A handover record to print and sign; that it was opened for printing is recorded.

    Raises:
        NotVisibleError: no such handover in sight.
    """
    record = handover_record(handover)
    number = record.handover.number
    audit.record("cases.print_handover", by=by, kind="need", key=record.need.pk, label=number)
    return record


def _count_codes(case: Case, wrong: int, *, at: datetime) -> None:
    """Keep how often a wrong code was typed, and how long nothing is answered now."""
    if wrong == case.code_tries == 0:
        return
    wait = wait_after(wrong, free=limit(case.district_code, "slip_code_tries", otherwise=WRONG_CODES))
    case.code_tries, case.code_wait_until = wrong, at + wait if wait else None
    case.save(update_fields=["code_tries", "code_wait_until"])


def _number(typed: str) -> Ticket | None:
    try:
        return parse_ticket(typed)
    except InputError:
        return None
