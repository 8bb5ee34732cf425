"""`simpul keys check` and `simpul keys rotate`: the installation's keyring."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction

from simpul.ground import keys
from simpul.ground.crypto import KeyringError

SENTENCES = {
    "keyring_missing": "There is no keyring at {path}. Restore it from its backup.",
    "keyring_readable_by_others": "{path} can be read by others (mode {mode}). Run: chmod 600 {path}",
    "keyring_unreadable": "{path} cannot be read: {reason}.",
    "keyring_damaged": "{path} is damaged. Restore it from its backup.",
    "keyring_version": "{path} was written by another version of Simpul ({version}).",
    "keyring_unwritable": "{path} cannot be written: {reason}.",
    "wrong_keyring": "{path} is another keyring ({fingerprint}); this database was sealed with {expected}.",
}


class Command(BaseCommand):
    """Check the keyring against the database, or add a new key and seal everything anew with it."""

    help = "check: hold the keyring against the database. rotate: add a key and seal everything anew."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["check", "rotate"])

    def handle(self, *_args: Any, verb: str, **_options: Any) -> None:
        try:
            with transaction.atomic():
                self.stdout.write(_rotate() if verb == "rotate" else _check())
        except KeyringError as error:
            sentence = SENTENCES.get(error.code, error.code)
            raise CommandError(sentence.format(**error.values)) from None


def _check() -> str:
    ring = keys.keyring()
    return f"Keyring {ring.fingerprint}, keys: {', '.join(ring.key_ids)}. It fits this database."


def _rotate() -> str:
    return f"Key {keys.rotate()} seals from now on; everything held under older keys was sealed anew."
