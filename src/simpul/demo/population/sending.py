"""Blocks of a crowd on their way into the database, over several processes.

Each block is one transaction: a run that was killed goes on with the blocks that are not there yet. The owner
role writes, because PostgreSQL copies into tables with row-level security for their owner alone.
"""

from __future__ import annotations

import multiprocessing
import pickle
from collections.abc import Callable, Mapping, Sequence
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Any

import psycopg

from simpul.demo.population.blocks import Block
from simpul.demo.population.copying import Lines
from simpul.demo.population.crowd import Crowd
from simpul.demo.population.process import run
from simpul.ground.locks import CROWD_WRITING
from simpul.registry.models import House

_PATIENCE = 0.1

#: Told of each block that is in: its families and its rows.
Told = Callable[[int, int], None]


class SendingError(Exception):
    """A process that was writing ended before its blocks were in."""


def there(crowd: Crowd, connection: psycopg.Connection[Any]) -> set[int]:
    """The numbers of the blocks that are in the database already, once nobody writes any more."""
    connection.execute("SELECT pg_advisory_lock(%s)", [CROWD_WRITING])
    connection.execute("SELECT pg_advisory_unlock(%s)", [CROWD_WRITING])
    numbers = {crowd.first_key(block): block.number for block in crowd.blocks()}
    rows = connection.execute(
        f"SELECT id FROM {House._meta.db_table} WHERE id = ANY(%s)",  # noqa: S608  # nosec B608 - a table's name
        [list(numbers)],
    )
    return {numbers[key] for (key,) in rows}


def send(
    crowd: Crowd, blocks: Sequence[Block], *, url: str, given: Mapping[str, Any], processes: int, tell: Told
) -> None:
    """Draw and write blocks.

    Args:
        crowd: whose blocks they are.
        blocks: those that are not there.
        url: of the owner role.
        given: as `Lines`.
        processes: how many write at once.
        tell: called for each block when it is in.

    Raises:
        SendingError: a process ended early; what it had finished is in.
    """
    context = multiprocessing.get_context("spawn")
    shares = [share for place in range(processes) if (share := blocks[place::processes])]
    running: dict[Connection, SpawnProcess] = {}
    for share in shares:
        ours, theirs = context.Pipe(duplex=False)
        work = pickle.dumps((_write, crowd, share, url, given))
        process = context.Process(target=run, args=(work, theirs), daemon=True)
        process.start()
        theirs.close()
        running[ours] = process
    while running:
        for channel in list(running):
            if not channel.poll(_PATIENCE):
                continue
            try:
                tell(*channel.recv())
            except EOFError:
                process = running.pop(channel)
                process.join()
                if process.exitcode:
                    raise SendingError(process.exitcode) from None


def _write(
    crowd: Crowd, blocks: Sequence[Block], url: str, given: Mapping[str, Any], channel: Connection
) -> None:
    """What one process does; it ends when nobody listens any more."""
    lines = Lines(given)
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock_shared(%s)", [CROWD_WRITING])
        for block in blocks:
            lines.add(crowd.rows_of(block))
            with connection.transaction():
                rows = lines.send(connection)
            channel.send((block.families, rows))
