"""Secrets of a second factor under the installation's keyring, as text, as the library keeps them."""

from __future__ import annotations

import base64

from simpul.ground.keys import keyring
from simpul.ground.sealed import Column, Kind

#: The library seals before it has a row, so these are bound to their kind alone, not to an officer.
SECOND_FACTOR = Kind(
    "second-factor",
    (
        Column("mfa_authenticator", "data", inside="secret"),  # of an authenticator application
        Column("mfa_authenticator", "data", inside="seed"),  # of recovery codes
    ),
    bound=lambda _key: b"",
)


def seal_factor(text: str) -> str:
    """A secret as the database keeps it: base64 of its sealed bytes."""
    return base64.b64encode(SECOND_FACTOR.seal(keyring(), None, text.encode())).decode()


def open_factor(sealed: str) -> str:
    """The secret in clear, to hold a typed code against it.

    Raises:
        KeyringError: it was sealed with other keys, changed, or never sealed.
        ValueError: no base64.
    """
    return SECOND_FACTOR.open(keyring(), None, base64.b64decode(sealed, validate=True)).decode()
