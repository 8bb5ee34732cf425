"""A database that goes away while it is asked."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.db import OperationalError, connection

GONE = "the server closed the connection"


@pytest.fixture
def kept_open(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who closes the connection at the end closes nothing: the test's own transaction goes on."""
    monkeypatch.setattr(connection, "close", lambda: None)


@pytest.fixture
def database_gone(kept_open: None) -> Callable[[], AbstractContextManager[None]]:
    """`with database_gone():` every statement is refused."""

    def refuse(*_statement: object) -> None:
        raise OperationalError(GONE)

    return lambda: connection.execute_wrapper(refuse)
