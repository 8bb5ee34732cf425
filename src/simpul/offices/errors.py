"""What may go wrong with seats and invitations."""

from __future__ import annotations

from simpul.ground.errors import InputError, StateError


class SeatEndedError(StateError):
    """The seat has ended; nothing more is done in it."""


class InvitationError(StateError):
    """The link was used, has expired, or never existed: one code, which tells a stranger nothing."""


class TermError(InputError):
    """Dates of a seat that cannot be."""
