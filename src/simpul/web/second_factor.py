"""Seats of the district are taken with a second factor: an authenticator app or a passkey."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from simpul.offices.models import Officer, Seat
from simpul.offices.rules import role_of

FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
"""Recovery codes stand in for a factor that was lost; alone they are none."""


def may_sit(officer: Officer | AnonymousUser, seat: Seat) -> bool:
    """Whether this officer's account is strong enough for the seat, now.

    Asked when a seat is chosen and again with every request, since a factor can be removed meanwhile.
    Waived in the demonstration alone, where both the setting and the database say so.
    """
    demo = settings.DEMO and seat.district.is_demo
    return demo or not role_of(seat.role).strong_sign_in or bool(is_mfa_enabled(officer, FACTORS))
