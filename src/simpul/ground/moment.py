"""The moment it is: the machine's clock, or in a demonstration that plays a year, the moment it plays."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils import timezone

_played: ContextVar[dt.datetime | None] = ContextVar("simpul_moment", default=None)


def now() -> dt.datetime:
    """The moment that lines of the trail are dated with."""
    return _played.get() or timezone.now()


@contextmanager
def played_clock() -> Iterator[Callable[[dt.datetime], object]]:
    """Move the product's clock; answers what sets it. At the end it shows the machine's time again."""
    before = _played.set(None)
    try:
        yield _played.set
    finally:
        _played.reset(before)
