"""`simpul backup DIR`: database and files of this moment; the keys only to a place of their own."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.config.backup.taking import copy_keys, forget_older, take
from simpul.config.processes import ProcessError
from simpul.config.where import database
from simpul.ground.crypto import KeyringError
from simpul.ground.management.sentences import sentence


class Command(BaseCommand):
    """Keep a copy of database and files while people work."""

    help = "Cadangkan basis data dan berkas; kunci tidak ikut, kecuali ke tempat lain dengan --keys-to."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="folder tempat cadangan-cadangan disimpan")
        parser.add_argument("--keys-to", type=Path, help="salin juga kunci, ke folder di luar cadangan")
        parser.add_argument("--keep", type=_count, help="hapus cadangan lama, sisakan sekian yang terakhir")

    def handle(
        self, *_args: Any, folder: Path, keys_to: Path | None, keep: int | None, **_options: Any
    ) -> None:
        try:
            copies = copy_keys(keys_to, folder) if keys_to else []
            with database() as urls:
                taken = take(urls, folder, now=timezone.now())
        except ProcessError as error:
            raise CommandError(str(error)) from error
        except KeyringError as error:
            raise CommandError(sentence(error)) from None
        except psycopg.OperationalError as error:
            raise CommandError(_("Basis data tidak dapat dihubungi: %s") % error) from error
        self.stdout.write(
            _(
                "Cadangan selesai: %(folder)s (%(tables)s tabel, %(files)s berkas, "
                "%(linked)s di antaranya ditautkan)."
            )
            % {
                "folder": taken.folder,
                "tables": len(taken.manifest.tables),
                "files": taken.files,
                "linked": taken.linked,
            }
        )
        for name in taken.manifest.missing:
            self.stderr.write(_("PERHATIAN: berkas %s tercatat, tetapi isinya tidak ada.") % name)
        for copy in copies:
            self.stderr.write(
                _(
                    "PERHATIAN: %s membuka semua data. Simpan terpisah dari cadangan, "
                    "pindahkan dari komputer ini."
                )
                % copy
            )
        for old in forget_older(folder, keep) if keep else []:
            self.stdout.write(_("Dihapus: %s") % old)


def _count(text: str) -> int:
    """A number of at least one."""
    if not text.isdecimal() or int(text) < 1:
        raise ValueError(text)
    return int(text)
