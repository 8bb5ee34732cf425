"""`simpul keys create`, `check` and `rotate`: the installation's keyring."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils.translation import gettext as _

from simpul.ground import keys
from simpul.ground.crypto import KeyringError
from simpul.ground.management.sentences import sentence


class Command(BaseCommand):
    """Make the keyring, check it against the database, or add a new key and seal everything anew with it."""

    help = (
        "create: buat berkas kunci pemasangan baru. check: cocokkan dengan basis data. "
        "rotate: tambah kunci baru dan segel ulang semuanya."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["create", "check", "rotate"])

    def handle(self, *_args: Any, verb: str, **_options: Any) -> None:
        act = {"create": _create, "check": _check, "rotate": _rotate}[verb]
        try:
            with transaction.atomic():
                self.stdout.write(act())
        except KeyringError as error:
            raise CommandError(sentence(error)) from None


def _create() -> str:
    ring = keys.create()
    return _(
        "Berkas kunci dibuat: %(path)s (sidik %(fingerprint)s). Simpan salinannya di tempat lain, "
        "terpisah dari cadangan basis data: tanpa kunci ini data tidak dapat dibaca."
    ) % {"path": ring.path, "fingerprint": ring.fingerprint}


def _check() -> str:
    ring = keys.keyring()
    return _("Berkas kunci %(fingerprint)s, kunci: %(keys)s. Cocok dengan basis data ini.") % {
        "fingerprint": ring.fingerprint,
        "keys": ", ".join(ring.key_ids),
    }


def _rotate() -> str:
    return (
        _("Kunci %s menyegel mulai sekarang; semua yang tersegel kunci lama sudah disegel ulang.")
        % keys.rotate()
    )
