"""Needs one by one: found, the claim on going on, the reasons that may be given."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef

from simpul.cases.models import Certificate, Deed, Handover, Need, NeedCommitment
from simpul.cases.queries.fits import fits_of
from simpul.cases.rules import Finding, KnownFit, KnownMoney, Standing, findings, is_late, known
from simpul.funds import queries as funds
from simpul.ground.actor import Actor
from simpul.ground.clock import day_in
from simpul.ground.errors import InputError, NotVisibleError
from simpul.offices import queries as offices
from simpul.offices.models import Reason, ReasonKind
from simpul.places.models import District


def find_need(key: UUID) -> Need:
    """A need the current actor sees, with its service, category, rung and office.

    Raises:
        NotVisibleError: there is none in sight.
    """
    found = Need.objects.select_related("case", "category", "rung", "office__district").filter(pk=key).first()
    if found is None:
        raise NotVisibleError("no_such_need")
    return found


def local_day(need: Need, at: datetime) -> date:
    """The day it is in the need's district."""
    district: District = need.office.district
    return day_in(ZoneInfo(district.timezone), at)


def claim_of(need: Need, *, by: Actor, at: datetime, claim: str | None = None) -> tuple[Finding, ...]:
    """What catalogue, balances, ladder, clock and history say against sending this need on now.

    Args:
        need: with its service, category and rung.
        by: who would send it on.
        at: when.
        claim: what the reason asserts (a `Claim`); None tells what speaks against any of them.
    """
    today = local_day(need, at)
    fits = fits_of(need, by=by, today=today)
    lines = funds.lines_for_area(need.village_code, today.year) if need.village_may_settle else []
    lines = [line for line in lines if line.serves(need.category.code)]
    standing = Standing(
        rung=need.rung.kind,
        may_settle=need.village_may_settle,
        named=need.category.code in need.rung.settles,
        attempted=attempted(need),
        late=is_late(need.due_at, at, resting=need.resting_since is not None),
        urgency=need.urgency,
    )
    surely = [KnownFit(fit.name, fit.rung_kind, fit.quota_left) for fit in fits if fit.open]
    money = [KnownMoney(line.name, line.left) for line in lines]
    if claim is None:
        return known(standing, fits=surely, money=money)
    return findings(claim, standing, fits=surely, money=money)


def attempted(need: Need) -> bool:
    """Whether the rung that holds the need has tried something since it came there."""
    since = need.entered_at
    tries = (
        Deed.objects.filter(need=OuterRef("pk"), kind="attempt", at__gte=since),
        Handover.objects.filter(need=OuterRef("pk"), at__gte=since),
        NeedCommitment.objects.filter(need=OuterRef("pk"), commitment__proposed_at__gte=since),
        Certificate.objects.filter(need=OuterRef("pk"), dated__gte=local_day(need, since)),
    )
    anything = Exists(tries[0]) | Exists(tries[1]) | Exists(tries[2]) | Exists(tries[3])
    return Need.objects.filter(anything, pk=need.pk).exists()


def coded(district: str, kind: ReasonKind, code: str, *, note: str, field: str = "reason") -> Reason:
    """A coded reason of the pack, with its note where it asks for one.

    Raises:
        InputError: `reason_unknown`, or `note_missing` (field `note`).
    """
    found = offices.reason(district, kind, code)
    if found is None:
        raise InputError("reason_unknown", field=field)
    if found.needs_note and not note.strip():
        raise InputError("note_missing", field="note")
    return found
