"""What may go wrong with letters."""

from __future__ import annotations

from simpul.ground.errors import DomainError, InputError


class NumberTakenError(InputError):
    """The office has given this number to another letter (`letter_number_taken`)."""


class TypesettingError(DomainError):
    """The district's template cannot be set: it is wrong, takes too long, or wants what it may not have.

    `reason` is the compiler's first line, for whoever keeps the template; it is never shown to others.
    """
