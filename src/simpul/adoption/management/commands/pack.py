"""`simpul pack`: check, load or begin a district pack, or write the schema an editor completes it with."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.adoption.load import LoadRefusedError, load_pack
from simpul.adoption.pack.check import check_pack
from simpul.adoption.pack.new import NationalMissingError, PackExistsError, UnknownDistrictError, new_pack
from simpul.adoption.pack.published import published_schemas


class Command(BaseCommand):
    help = "Paket kabupaten/kota: check, load, new, schema."
    requires_system_checks: list[str] = []  # noqa: RUF012 - Django declares it as an instance list

    def add_arguments(self, parser: ArgumentParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        check = verbs.add_parser("check", help=_("sebutkan semua kesalahan sebuah paket"))
        check.add_argument("folder", type=Path)
        load = verbs.add_parser("load", help=_("muat paket ke basis data, atau muat ulang sesudah disunting"))
        load.add_argument("folder", type=Path)
        new = verbs.add_parser("new", help=_("buat paket awal dari kode Kemendagri"))
        new.add_argument("code")
        new.add_argument("folder", type=Path)
        schema = verbs.add_parser("schema", help=_("tulis JSON Schema untuk penyunting"))
        schema.add_argument("folder", type=Path)

    def handle(self, *_args: Any, verb: str, folder: Path, **options: Any) -> None:
        if verb == "check":
            self._check(folder)
        elif verb == "load":
            self._load(folder)
        elif verb == "new":
            self._new(options["code"], folder)
        else:
            self._schema(folder)

    def _check(self, folder: Path) -> None:
        report = check_pack(folder)
        for found in report.mistakes:
            self.stdout.write(str(found))
        if report.mistakes:
            raise CommandError(
                _("%(count)s kesalahan di %(folder)s.") % {"count": len(report.mistakes), "folder": folder}
            )
        self.stdout.write(_("Paket %(folder)s tanpa kesalahan.") % {"folder": folder})

    def _load(self, folder: Path) -> None:
        try:
            report = load_pack(folder, at=timezone.now(), demo=settings.DEMO)
        except LoadRefusedError as error:
            for sentence in error.sentences:
                self.stdout.write(sentence)
            raise CommandError(_("Paket %(folder)s tidak dimuat.") % {"folder": folder}) from error
        for line in report.lines():
            self.stdout.write(line)

    def _new(self, code: str, folder: Path) -> None:
        try:
            pack = new_pack(code, folder)
        except UnknownDistrictError as error:
            raise CommandError(
                _("%(code)s bukan kode kabupaten/kota. Tulis kode Kemendagri berbentuk PP.KK.")
                % {"code": code}
            ) from error
        except PackExistsError as error:
            raise CommandError(
                _("Folder %(folder)s sudah berisi berkas. Tulis folder lain yang kosong.")
                % {"folder": folder}
            ) from error
        except NationalMissingError as error:
            raise CommandError(
                _("Zona waktu provinsi ini tidak ada di paket nasional. Tulis `time_zones` di sana.")
            ) from error
        self.stdout.write(
            _("Paket %(name)s siap di %(folder)s. Sunting, lalu jalankan `simpul pack check %(folder)s`.")
            % {"name": pack.name, "folder": folder}
        )

    def _schema(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in published_schemas().items():
            (folder / name).write_text(text, encoding="utf-8")
        self.stdout.write(_("Skema ditulis di %(folder)s.") % {"folder": folder})
