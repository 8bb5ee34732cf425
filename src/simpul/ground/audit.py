"""The audit trail: one line for everything done and for every view of a person."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from simpul.ground import chain
from simpul.ground.actor import Actor, acting
from simpul.ground.free_text import refuse_number
from simpul.ground.keys import keyring
from simpul.ground.models import AuditLine
from simpul.ground.moment import now


def record(
    verb: str,
    *,
    by: Actor,
    kind: str,
    key: object,
    label: str = "",
    fields: Iterable[str] = (),
    reason: str = "",
    command: UUID | None = None,
) -> None:
    """Write one line. `fields` are names of changed fields; values never enter the trail.

    Args:
        verb: what was done, `floor.verb` (`cases.climb`, `registry.view`).
        by: who did it.
        kind: what kind of thing, as the floor names it (`need`, `person`).
        key: the thing's key.
        label: a name of the thing that is no personal data (a ticket number), or empty.
        fields: names of the fields that changed.
        reason: why, where the actor had to say so; must hold no personal data.
        command: the id of the command that caused it.

    Raises:
        InputError: `number_in_text`, an identity number would stand in the trail for good.
    """
    line = AuditLine(
        at=now(),
        district_code=by.district,
        actor=by.label,
        seat=by.seat,
        officer=by.officer,
        verb=verb,
        kind=kind,
        key=str(key),
        label=refuse_number(label, field="label"),
        fields=list(fields),
        reason=refuse_number(reason, field="reason")[:500],
        command=command,
    )
    line.seal = chain.seal(line, chain.secret(keyring()))
    AuditLine.objects.bulk_create([line])


def count_of(verb: str, *, by: Actor, within: timedelta) -> int:
    """How often this seat did something lately, up to now; what was rolled back left no line."""
    since = now() - within  # the clock that dates the lines
    return AuditLine.objects.filter(seat=by.seat, verb=verb, at__gte=since).count()


def lines_of(kind: str, key: object) -> list[AuditLine]:
    """The lines about one thing that the current actor may see, newest first."""
    return list(AuditLine.objects.filter(kind=kind, key=str(key)).order_by("-at", "-id"))


@dataclass(frozen=True)
class TrailPage:
    """Lines of the trail, newest first, and the key of the last one when there are more."""

    lines: list[AuditLine]
    older: int | None
    verb: str
    label: str


_PAGE = 50


def page(*, by: Actor, verb: str = "", label: str = "", before: str = "") -> TrailPage:
    """A page of the trail that the actor may read; reading it is a line of the trail itself.

    Args:
        by: who reads.
        verb: beginning of a verb (`funds.`), or empty.
        label: a thing's label, such as a ticket number, or empty.
        before: the key of the last line of the page before, or empty for the newest.
    """
    with acting(by):
        lines = AuditLine.objects.order_by("-id")
        if verb:
            lines = lines.filter(verb__startswith=verb)
        if label:
            lines = lines.filter(label=label)
        if before.isdecimal():
            lines = lines.filter(id__lt=int(before[:18]))
        found = list(lines[: _PAGE + 1])
        record("ground.read_trail", by=by, kind="trail", key=by.district)
    older = found[_PAGE - 1].pk if len(found) > _PAGE else None
    return TrailPage(found[:_PAGE], older, verb, label)
