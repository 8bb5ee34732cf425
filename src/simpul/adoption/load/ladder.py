"""The ladder: its rungs, and the coded reasons to move a need, to refuse it and to end it."""

from __future__ import annotations

from collections.abc import Iterator

from simpul.adoption.load.plan import Values
from simpul.adoption.load.tables import Loading, Table, write_rows
from simpul.adoption.pack.schema.ladder import ClimbReason, Ladder
from simpul.adoption.pack.schema.ladder import Reason as Written
from simpul.offices.models import Reason, ReasonKind, Rung
from simpul.offices.types import Claim

_REASON_COLUMNS = (
    "text",
    "plain",
    "instead",
    "can_do",
    "needs_note",
    "met",
    "above_only",
    "claim",
    "position",
)
_BLANK: Values = {
    "plain": "",
    "instead": "",
    "can_do": "",
    "needs_note": False,
    "met": None,
    "above_only": False,
    "claim": Claim.NONE.value,
}


def load_rungs(loading: Loading) -> dict[str, Rung]:
    """Bring the rungs to what the pack says; returns every rung of the district by code."""
    known = {row.code: row for row in Rung.objects.filter(district=loading.district)}
    wanted = {
        rung.code: {
            "name": rung.name,
            "kind": str(rung.kind),
            "position": position,
            "settles": list(rung.settles),
        }
        for position, rung in enumerate(loading.pack.ladder.rungs)
    }
    table = Table("rung", Rung.objects, ("name", "kind", "position", "settles"), ("retired_at", loading.at))
    rows, _found = write_rows(
        loading,
        table,
        known=known,
        wanted=wanted,
        make=lambda code: Rung(district_id=loading.district, code=code),
    )
    return rows


def load_reasons(loading: Loading) -> None:
    """Bring the coded reasons of every kind to what the pack says."""
    rows = Reason.objects.filter(district=loading.district)
    known = {f"{row.kind}.{row.code}": row for row in rows}

    def make(code: str) -> Reason:
        kind, own = code.split(".")
        return Reason(district_id=loading.district, kind=kind, code=own)

    table = Table("reason", Reason.objects, _REASON_COLUMNS, ("retired_at", loading.at))
    write_rows(loading, table, known=known, wanted=_wanted(loading), make=make)


def _wanted(loading: Loading) -> dict[str, Values]:
    ladder, refusals = loading.pack.ladder, loading.pack.refusals.refusals
    found: dict[str, Values] = {}
    for kind, code, values in [*_moves(ladder), *_ends(ladder)]:
        found[f"{kind}.{code}"] = {**_BLANK, **values, "position": len(found)}
    for refusal in refusals:
        found[f"{ReasonKind.REFUSE}.{refusal.code}"] = {
            **_BLANK,
            "text": refusal.sentence,
            "plain": refusal.plain,
            "instead": refusal.instead,
            "can_do": refusal.can_do,
            "position": len(found),
        }
    return found


def _moves(ladder: Ladder) -> Iterator[tuple[ReasonKind, str, Values]]:
    lists: tuple[tuple[ReasonKind, list[Written]], ...] = (
        (ReasonKind.CLIMB, list(ladder.climb)),
        (ReasonKind.DESCEND, ladder.descend),
        (ReasonKind.OVERRIDE, ladder.override),
        (ReasonKind.REORDER, ladder.reorder),
    )
    for kind, reasons in lists:
        for reason in reasons:
            values = {"text": reason.name, "plain": reason.plain or "", "needs_note": reason.needs_note}
            if isinstance(reason, ClimbReason):
                values |= {"above_only": reason.above_only, "claim": str(reason.claim)}
            yield kind, reason.code, values


def _ends(ladder: Ladder) -> Iterator[tuple[ReasonKind, str, Values]]:
    for body in ladder.rest:
        yield ReasonKind.REST, body.code, {"text": body.name}
    for result in ladder.results:
        values = {"text": result.name, "plain": result.plain, "needs_note": result.needs_note}
        yield ReasonKind.RESULT, result.code, {**values, "met": result.outcome == "met"}
