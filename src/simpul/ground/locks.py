"""Advisory locks of the database: every number in one place, so that no two things wait by chance.

What concerns one thing alone (a household, a ticket, an address) is locked by its words: `hold("ticket …")`.
The first word says what kind of thing it is. A NIK or KK is locked by its keyed index (`registry.adapters`),
which says nothing about it. Order, for whoever takes several: number, household, then rows.
"""

from __future__ import annotations

from django.db import connection

AUDIT_CHAIN = 0x51A9_0001
"""One process links the trail."""

PACK = 0x6B_0299
"""One pack is loaded at a time."""

CROWD, CROWD_WRITING, YEAR = 0x51D3, 0x51D4, 0x51D5
"""A crowd and a year enter a demonstration once at a time; CROWD_WRITING is held
by every writing process, so that whoever begins anew waits for the last block of a run that was killed."""

KEYS = 0x51A9_0002
"""One rotation or dropping of keys."""


def hold(words: str) -> None:
    """Wait for whoever holds this thing; held until the transaction ends.

    Raises:
        OperationalError: it did not come free within the connection's `lock_timeout`.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [words])
