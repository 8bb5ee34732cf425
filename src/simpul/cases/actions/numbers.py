"""Ticket numbers from the district's series, one by one or as a block for a paper pad; new codes."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db import connection

from simpul.cases.actions.steps import acts, lock_case
from simpul.cases.models import Case, TicketSeries
from simpul.cases.permissions import check_can_take_in
from simpul.cases.queries.codes import SealedSlip, index_of, open_pad, pad_code, seal_pad, seal_slip
from simpul.ground import audit, locks
from simpul.ground.actor import Actor
from simpul.ground.errors import InputError
from simpul.ground.tickets import Block, Ticket, new_code, parse_ticket
from simpul.places.queries import local_day

MOST_ON_A_PAD = 100


def give_number(district: str, typed: str, *, at: datetime) -> tuple[str, str]:
    """A ticket and its code: the next of the series, or the one typed in from a pad.

    Raises:
        InputError: `ticket_shape`, `ticket_check_digit`, `ticket_not_issued`, `ticket_used`.
    """
    if not typed:
        year, month = _month(district, at)
        return str(Ticket(district, year, month, _advance(district, year, month, 1))), new_code()
    ticket = parse_ticket(typed)
    series = TicketSeries.objects.filter(
        district_code=ticket.district, month=_series(ticket.year, ticket.month)
    )
    if ticket.district != district or not series.filter(last__gte=ticket.serial).exists():
        raise InputError("ticket_not_issued", field="ticket")
    locks.hold(f"ticket {ticket}")  # of two who type one number the second waits, and is told
    if Case.objects.filter(ticket=str(ticket)).exists():
        raise InputError("ticket_used", field="ticket")
    return str(ticket), pad_code(str(ticket))


@acts
def reserve_block(*, by: Actor, size: int, at: datetime) -> tuple[Ticket, ...]:
    """Reserve numbers for a paper pad or a phone; each is used once, whenever it is typed in.

    Raises:
        NotAllowedError: this seat takes nobody in.
        InputError: `block_size`, not between 1 and 100.
    """
    check_can_take_in(by, next(iter(by.comes_from), ""))
    if not 1 <= size <= MOST_ON_A_PAD:
        raise InputError("block_size", field="size", most=MOST_ON_A_PAD)
    year, month = _month(by.district, at)
    last = _advance(by.district, year, month, size)
    audit.record("cases.reserve_block", by=by, kind="ticket_series", key=_series(year, month))
    return tuple(Block(last - size + 1, last).tickets(by.district, year, month))


@acts
def reserve_pad(*, by: Actor, size: int, at: datetime) -> str:
    """Reserve the numbers of a paper pad; answers the sealed address part that prints it.

    Raises:
        NotAllowedError, InputError: as `reserve_block`.
    """
    return seal_pad(reserve_block(by=by, size=size, at=at), seat=by.seat, at=at)


@acts
def print_pad(*, by: Actor, token: str, at: datetime) -> tuple[SealedSlip, ...]:
    """Numbers and codes of a pad this seat reserved within a day.

    Raises:
        NotVisibleError: another seat's pad, or too old.
    """
    blanks = open_pad(token, seat=by.seat, at=at)
    audit.record("cases.print_pad", by=by, kind="ticket_series", key=blanks[0].ticket)
    return blanks


@acts
def renew_code(*, by: Actor, case: Case | UUID, at: datetime) -> str:
    """Make a new code for a family that lost its slip or typed wrong too often; answers the sealed slip.

    Raises:
        NotVisibleError: no such service in sight.
        NotAllowedError: not this seat's village.
    """
    row = lock_case(case)
    check_can_take_in(by, row.village_code)
    code = new_code()
    row.code_index, row.code_tries, row.code_wait_until = index_of(code, ticket=row.ticket), 0, None
    row.save(update_fields=["code_index", "code_tries", "code_wait_until"])
    audit.record("cases.renew_code", by=by, kind="case", key=row.pk, label=row.ticket)
    return seal_slip(row.ticket, code, seat=by.seat, at=at)


def _month(district: str, at: datetime) -> tuple[int, int]:
    today = local_day(district, at)
    return today.year, today.month


def _series(year: int, month: int) -> str:
    return f"{year % 100:02d}{month:02d}"


def _advance(district: str, year: int, month: int, size: int) -> int:
    """Take `size` numbers; two at once wait for each other on the row."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO cases_ticketseries (district_code, month, last) VALUES (%s, %s, %s)"
            " ON CONFLICT (district_code, month) DO UPDATE SET last = cases_ticketseries.last + EXCLUDED.last"
            " RETURNING last",
            [district, _series(year, month), size],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else size
