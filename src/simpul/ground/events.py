"""The one way up the house: a floor below publishes what happened, floors above listen.

Typed, synchronous, in the same transaction. Listeners register in their floor's `apps.py: ready()`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from typing import TypeVar

E = TypeVar("E")

_listeners: defaultdict[type, list[Callable[[object], None]]] = defaultdict(list)


def listen(event: type[E], handler: Callable[[E], None]) -> None:
    """Call `handler` whenever `event` is published. Registering the same handler twice has no effect."""
    if handler not in _listeners[event]:
        _listeners[event].append(handler)  # type: ignore[arg-type]


def publish(event: object) -> None:
    """Tell every listener, in order of registration; what one of them raises stops the whole action."""
    for handler in _listeners[type(event)]:
        handler(event)


def who_listens() -> dict[str, list[str]]:
    """For each event, who listens: `{"cases.NeedClosed": ["insight.actions.count"]}`."""
    return {
        f"{event.__module__}.{event.__qualname__}": [
            f"{handler.__module__}.{handler.__qualname__}" for handler in handlers
        ]
        for event, handlers in _listeners.items()
    }
