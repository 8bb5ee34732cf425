"""Short links to private files: signed for one seat, good for five minutes."""

from __future__ import annotations

from uuid import UUID

from django.core.signing import BadSignature, TimestampSigner
from django.urls import reverse

from simpul.ground.actor import Actor
from simpul.ground.errors import NotVisibleError

SECONDS = 300
_signer = TimestampSigner(salt="simpul.files")


def short_link(key: UUID, actor: Actor) -> str:
    """An address at which this seat, and nobody else, gets the file for five minutes."""
    _value, _separator, signature = _signer.sign(_bound(key, actor)).partition(f"{actor.seat}:")
    return reverse("files:get", args=[key, signature])


def check(key: UUID, token: str, actor: Actor) -> None:
    """Raise unless the token was made for this file and seat, at most five minutes ago.

    Raises:
        NotVisibleError: it was not, or it ran out.
    """
    try:
        _signer.unsign(f"{_bound(key, actor)}:{token}", max_age=SECONDS)
    except BadSignature:
        raise NotVisibleError("no_such_file") from None


def _bound(key: UUID, actor: Actor) -> str:
    return f"{key}/{actor.seat}"
