"""Synthetic data enter only what is a demonstration, and by one process at a time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from psycopg import Connection, connect

from simpul.ground.errors import DomainError
from simpul.places.models import District
from simpul.places.queries import district as find_district


class NoDemoError(Exception):
    """The district was not loaded as a demonstration: nothing synthetic enters it."""


def demonstration(code: str) -> District:
    """The district of a code, loaded as a demonstration.

    Raises:
        NotVisibleError: no such district is loaded.
        NoDemoError: the district is a real one.
    """
    district = find_district(code)
    if not district.is_demo:
        raise NoDemoError(code)
    return district


@contextmanager
def alone(owner: str, lock: int, *, busy: DomainError) -> Iterator[Connection[Any]]:
    """A connection of the owner role that no other process has for this lock.

    It is held by the session, so it goes when the process does, however it ends.

    Raises:
        DomainError: `busy`, another process has it.
    """
    with connect(owner, autocommit=True) as connection:
        if connection.execute("SELECT pg_try_advisory_lock(%s)", [lock]).fetchone() != (True,):
            raise busy
        yield connection
