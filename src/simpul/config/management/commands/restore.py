"""`simpul restore DIR`: make an installation of a backup, in an empty database and an empty folder."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

import psycopg
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from simpul.config.backup.restoring import refuse_to_overwrite, restore, sound
from simpul.config.processes import ProcessError
from simpul.config.where import database
from simpul.ground.crypto import KeyringError
from simpul.ground.management.sentences import sentence


class Command(BaseCommand):
    """Restore a backup, or only read it through."""

    help = "Pulihkan cadangan ke basis data dan folder yang kosong. Kembalikan dahulu berkas kuncinya."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help="satu cadangan, folder yang namanya waktu pembuatannya")
        parser.add_argument("--check", action="store_true", help="periksa saja keutuhan cadangan")

    def handle(self, *_args: Any, folder: Path, check: bool, **_options: Any) -> None:
        try:
            manifest, sums = sound(folder)
            if check:
                self.stdout.write(_("Cadangan %s utuh.") % folder)
                return
            with database(make=True) as urls:
                refuse_to_overwrite(urls)
                done = restore(urls, folder, manifest, sums)
        except ProcessError as error:
            raise CommandError(str(error)) from error
        except KeyringError as error:
            raise CommandError(sentence(error)) from None
        except (psycopg.OperationalError, OSError) as error:
            raise CommandError(_("Pemulihan gagal: %s") % error) from error
        self.stdout.write(
            _(
                "Dipulihkan dan dicocokkan: %(tables)s tabel, %(rows)s baris, %(files)s berkas, "
                "keadaan %(at)s."
            )
            % {"tables": len(manifest.tables), "rows": done.rows, "files": done.files, "at": manifest.made_at}
        )
        if done.opened:
            self.stdout.write(_("Nomor yang disegel dapat dibuka dengan kunci ini."))
        if manifest.head:
            self.stdout.write(_("Periksa jejaknya: simpul audit verify --since %s") % manifest.head)
