"""The audit trail: one line for everything done and for every view of a person."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from simpul.ground.actor import Actor
from simpul.ground.models import AuditLine


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
    """
    AuditLine.objects.bulk_create(
        [
            AuditLine(
                district_code=by.district,
                actor=by.label,
                seat=by.seat,
                officer=by.officer,
                verb=verb,
                kind=kind,
                key=str(key),
                label=label,
                fields=list(fields),
                reason=reason[:500],
                command=command,
            )
        ]
    )


def lines_of(kind: str, key: object) -> list[AuditLine]:
    """The lines about one thing that the current actor may see, newest first."""
    return list(AuditLine.objects.filter(kind=kind, key=str(key)).order_by("-at", "-id"))
