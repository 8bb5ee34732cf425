"""What one page asks again and again is asked of the database once.

Answers are kept for one request that only reads, by who acts and what was asked, and are gone with it: the
next request, on whichever worker, asks anew. A request that writes remembers nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import Any, ParamSpec, TypeVar, cast

from simpul.ground.actor import current

P = ParamSpec("P")
R = TypeVar("R")

_kept: ContextVar[dict[Hashable, Any] | None] = ContextVar("simpul_remembered", default=None)
_NOTHING = object()


@contextmanager
def remembering(*, reading: bool = True) -> Iterator[None]:
    """Keep answers until the end of this block; nothing is kept where it does not only read."""
    token = _kept.set({} if reading else None)
    try:
        yield
    finally:
        _kept.reset(token)


def remembered(question: Callable[P, R]) -> Callable[P, R]:
    """Let a question be asked once a page. Its answer must not be changed by who gets it."""

    @wraps(question)
    def asked(*args: P.args, **kwargs: P.kwargs) -> R:
        kept = _kept.get()
        if kept is None:
            return question(*args, **kwargs)
        key = (question, current(), args, tuple(sorted(kwargs.items())))
        answer = kept.get(key, _NOTHING)
        if answer is _NOTHING:
            answer = kept[key] = question(*args, **kwargs)
        return cast("R", answer)

    return asked


def keep(question: Callable[..., R], answer: R, *args: Hashable) -> None:
    """Keep an answer that is known already, as if the question had been asked with these arguments."""
    kept = _kept.get()
    if kept is not None:
        asked = getattr(question, "__wrapped__", question)
        kept[(asked, current(), args, ())] = answer
