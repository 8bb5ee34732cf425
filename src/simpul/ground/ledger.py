"""Safe to press twice: a command is carried out once, and a replay gets the first answer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.db import connection

from simpul.ground.actor import Actor, acting
from simpul.ground.errors import StateError
from simpul.ground.models import Command


@dataclass(frozen=True)
class Answer:
    """What a command answered: a key or address (at most 300 characters), and whether it was a replay."""

    value: str
    replayed: bool


def once(command: UUID, *, by: Actor, verb: str, act: Callable[[], str]) -> Answer:
    """Carry out `act` unless this command id was carried out before; then give its first answer.

    The ledger row is written first, in the same transaction as the act: of two at once the second waits for
    the first and then reads its answer; a crash leaves neither row nor effect.

    Raises:
        StateError: `command_reused`, the id belongs to another verb or another seat.
    """
    with acting(by):
        if not _claim(command, by, verb):
            first = Command.objects.filter(id=command).first()  # another seat's is not there to be read
            if first is None or first.verb != verb or first.seat != by.seat:
                raise StateError("command_reused")
            return Answer(first.answer, replayed=True)
        value = act()
        Command.objects.filter(id=command).update(answer=value[:300])
        return Answer(value, replayed=False)


def _claim(command: UUID, by: Actor, verb: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO ground_command (id, district_code, seat, verb, answer, at)"
            " VALUES (%s, %s, %s, %s, '', now()) ON CONFLICT (id) DO NOTHING",
            [command, by.district, by.seat, verb],
        )
        return bool(cursor.rowcount == 1)
