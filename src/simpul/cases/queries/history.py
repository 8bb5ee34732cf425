"""What happened to the needs of a service, in order: movements, deeds, errands, papers, handovers, money."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from simpul.cases.models import Case, Certificate, Deed, Errand, Handover, Movement, Need, NeedCommitment
from simpul.cases.states import MovementKind
from simpul.ground.clock import day_begins


@dataclass(frozen=True)
class Entry:
    """One thing that happened. The sentence is made where it is read; nothing here is a sentence of ours.

    `kind` is a `MovementKind`, or `deed.note`, `deed.visit`…, `errand.started`, `errand.done`, `certificate`,
    `handover`, `money.proposed`, `money.paid`…, `proposal.made`, `proposal.accepted`… `hidden` says that
    reason and words were left out, because only those above may read them.
    """

    at: datetime
    kind: str
    need: UUID
    by: str
    text: str = ""
    result: str = ""
    reason: str = ""
    tried: str = ""
    override: str = ""
    findings: tuple[dict[str, Any], ...] = ()
    from_office: str = ""
    to_office: str = ""
    to_rung: str = ""
    file: UUID | None = None
    key: UUID | None = None
    amount: int | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Records:
    """All that is recorded with the needs of a service, each kind once."""

    movements: tuple[Movement, ...]
    deeds: tuple[Deed, ...]
    errands: tuple[Errand, ...]
    papers: tuple[Certificate, ...]
    handovers: tuple[Handover, ...]
    money: tuple[NeedCommitment, ...]
    proposed: tuple[Need, ...]


def records_of(case: Case) -> Records:
    """What is recorded with the needs of a service in sight (7 queries)."""
    own = {"need__case": case}
    return Records(
        movements=tuple(Movement.objects.filter(**own).select_related("reason").order_by("at", "id")),
        deeds=tuple(Deed.objects.filter(**own)),
        errands=tuple(Errand.objects.filter(**own).order_by("at", "id")),
        papers=tuple(Certificate.objects.filter(**own)),
        handovers=tuple(Handover.objects.filter(**own)),
        money=tuple(NeedCommitment.objects.filter(**own).select_related("commitment__line__fund")),
        proposed=tuple(Need.objects.filter(case=case, proposal__isnull=False).select_related("proposal")),
    )


#: Entries whose free words may speak of health; coded reasons, money and papers do not.
_FREE_WORDS = ("deed.", "errand.", "proposal.", *MovementKind)


def history(records: Records, zone: ZoneInfo, *, redacted: bool, plain: bool) -> list[Entry]:
    """Everything that happened to the needs of a service in sight, oldest first.

    Args:
        records: what is recorded with them.
        zone: the clock of the district.
        redacted: leave out what only those above the village may read.
        plain: leave out free words, for a seat that reads no health data.
    """
    entries = [
        *_movements(records.movements, redacted=redacted),
        *_deeds(records.deeds),
        *_errands(records.errands),
        *_papers(records.papers, zone),
        *_handovers(records.handovers),
        *_money(records.money),
        *_proposals(records.proposed),
    ]
    ordered = sorted(entries, key=lambda entry: entry.at)
    return [_plain(entry) for entry in ordered] if plain else ordered


def _plain(entry: Entry) -> Entry:
    if not entry.kind.startswith(_FREE_WORDS):
        return entry
    return replace(entry, text="", result="", tried="", override="", file=None)


def _movements(rows: Iterable[Movement], *, redacted: bool) -> Iterable[Entry]:
    for row in rows:
        entry = Entry(
            at=row.at,
            kind=row.kind,
            need=row.need_id,
            by=row.by,
            text=row.note,
            reason=row.reason.text if row.reason else "",
            tried=row.tried,
            override=row.override_reason,
            findings=tuple(row.finding),
            from_office=row.from_office,
            to_office=row.to_office,
            to_rung=row.to_rung,
            key=row.pk,
        )
        if row.above_only and redacted:
            entry = replace(entry, by="", text="", reason="", tried="", override="", findings=(), hidden=True)
        yield entry


def _deeds(rows: Iterable[Deed]) -> Iterable[Entry]:
    for row in rows:
        kind = f"deed.{row.kind}"
        yield Entry(row.at, kind, row.need_id, row.by, text=row.text, result=row.result, file=row.file)


def _errands(rows: Iterable[Errand]) -> Iterable[Entry]:
    for row in rows:
        words = f"{row.goes}; {row.power_of_attorney}"
        yield Entry(row.at, "errand.started", row.need_id, row.by, text=row.task, result=words, key=row.pk)
        if row.done_at is not None:
            yield Entry(
                row.done_at, "errand.done", row.need_id, row.done_by, text=row.task, result=row.result
            )


def _papers(rows: Iterable[Certificate], zone: ZoneInfo) -> Iterable[Entry]:
    """A paper has a date and no hour: it stands at the day's beginning."""
    for row in rows:
        at = day_begins(zone, row.dated)
        yield Entry(at, "certificate", row.need_id, row.by, text=row.number, result=row.purpose)


def _handovers(rows: Iterable[Handover]) -> Iterable[Entry]:
    for row in rows:
        words = f"{row.received_by} ({row.relation})"
        yield Entry(row.at, "handover", row.need_id, row.by, text=row.what, result=words, key=row.pk)


def _money(links: Iterable[NeedCommitment]) -> Iterable[Entry]:
    for link in links:
        asked = link.commitment
        more: dict[str, Any] = {
            "need": link.need_id,
            "amount": asked.amount,
            "result": asked.line.name,
            "key": asked.pk,
        }
        yield Entry(asked.proposed_at, "money.proposed", by=asked.proposed_by, text=asked.purpose, **more)
        if asked.agreed_at is not None:
            yield Entry(asked.agreed_at, "money.agreed", by=asked.agreed_by, **more)
        if asked.ended_at is not None:
            words = asked.book_reference or asked.reason
            yield Entry(asked.ended_at, f"money.{asked.state}", by=asked.ended_by, text=words, **more)


def _proposals(needs: Iterable[Need]) -> Iterable[Entry]:
    """That the person enter the registry, by which basis (`reason`), and what became of it."""
    for need in needs:
        made = need.proposal
        if made is None:
            continue
        yield Entry(made.at, "proposal.made", need.pk, made.made_by, text=made.reason, reason=made.basis)
        if made.decided_at is not None:
            kind = f"proposal.{made.state}"
            yield Entry(made.decided_at, kind, need.pk, made.decided_by, text=made.result)
