"""What happened to a referral, for the floors above: keys only."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class ReferralSent:
    """A request went to an office."""

    referral_id: UUID
    need_id: UUID


@dataclass(frozen=True, slots=True)
class ReferralAnswered:
    """The office said yes or no, or the request was taken back; `state` says which."""

    referral_id: UUID
    need_id: UUID
    state: str


@dataclass(frozen=True, slots=True)
class ReferralDelivered:
    """The office says help was given."""

    referral_id: UUID
    need_id: UUID


@dataclass(frozen=True, slots=True)
class ReferralArrived:
    """The family said whether it arrived."""

    referral_id: UUID
    need_id: UUID
    arrived: bool
