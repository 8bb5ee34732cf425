"""What may go wrong, as codes and values. The sentence is made where a person reads it.

These classes know no Django: `web`, the API and the command line turn them into sentences and statuses.
"""

from __future__ import annotations


class DomainError(Exception):
    """Something a person did or asked that cannot be. `code` names the sentence, `values` fill it."""

    def __init__(self, code: str, **values: object) -> None:
        super().__init__(code)
        self.code = code
        self.values = values

    def __str__(self) -> str:
        shown = ", ".join(f"{name}={value}" for name, value in self.values.items())
        return f"{self.code}({shown})"


class NotVisibleError(DomainError):
    """What the actor may not see: the same answer as for what does not exist (404)."""


class NotAllowedError(DomainError):
    """A visible thing the actor may not do this with (403)."""


class StateError(DomainError):
    """The thing is no longer in a state where this can be done (409)."""


class StaleError(StateError):
    """Somebody else changed the thing since the form was opened (409)."""


class InputError(DomainError):
    """What was typed cannot be taken (422). `field` names the form field, or is empty."""

    def __init__(self, code: str, *, field: str = "", **values: object) -> None:
        super().__init__(code, **values)
        self.field = field


class LimitError(DomainError):
    """Too many tries, or too much at once (429)."""
