"""Reading that leaves a trace: a referral names a person, so whoever opens one is recorded."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from simpul.ground import audit, files
from simpul.ground.actor import Actor, acting
from simpul.ground.errors import NotVisibleError
from simpul.referrals.queries import find, referral_page
from simpul.referrals.types import ReferralPage


def open_page(*, by: Actor, referral: UUID, now: datetime) -> ReferralPage:
    """The page of a referral; that its person was seen is recorded.

    Raises:
        NotVisibleError: the actor sees no such referral.
    """
    with acting(by):
        page = referral_page(referral, by=by, now=now)
        audit.record("referrals.view", by=by, kind="referral", key=page.id, label=page.number)
        audit.record("registry.view", by=by, kind="person", key=page.who.id)
        return page


def read_proof(*, by: Actor, referral: UUID) -> tuple[bytes, str]:
    """The proof of delivery and its media type; that it was opened is recorded.

    Raises:
        NotVisibleError: no such referral, or nothing was delivered.
    """
    with acting(by):
        found = find(referral)
        if found.proof is None:
            raise NotVisibleError("no_proof")
        stored, content = files.open_file(by=by, key=found.proof)
        return content, stored.media_type
