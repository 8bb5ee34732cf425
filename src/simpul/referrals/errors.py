"""What may go wrong with referrals."""

from __future__ import annotations

from simpul.ground.errors import StateError


class AnsweredError(StateError):
    """Somebody of the office was quicker (`referral_answered`); `by` is the post that answered."""


class AlreadyOutError(StateError):
    """A request for this need lies with this office already (`referral_already_open`)."""
