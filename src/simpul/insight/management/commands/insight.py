"""`simpul insight`: count every district anew, as the job worker does; take in official poverty rates."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.ground.actor import system
from simpul.ground.errors import InputError
from simpul.insight import actions, jobs
from simpul.insight.adapters import read_rates
from simpul.places.management.choosing import chosen_district

SENTENCES: dict[str, Callable[[], str]] = {
    "rates_too_large": lambda: _("Berkas terlalu besar untuk sebuah tabel angka kemiskinan."),
    "rates_not_a_table": lambda: _("Berkas ini bukan tabel CSV (UTF-8, koma, satu baris kepala)."),
    "rates_columns": lambda: _("Baris kepala harus persis: {columns}"),
    "rates_empty": lambda: _("Tidak ada angka dalam berkas ini."),
    "rates_twice": lambda: _("Angka {area} tahun {year} ada dua kali."),
    "rates_elsewhere": lambda: _(
        "Baris {line}: {area} bukan kode kabupaten/kota ini, provinsinya, atau 00. Angka per desa tidak ada."
    ),
    "rates_source": lambda: _("Baris {line}: tulis sumbernya, paling banyak 200 huruf."),
    "rates_number": lambda: _(
        "Baris {line}: tahun, bulan (1 sampai 12 atau kosong), atau persen (0 sampai 100, 2 desimal) keliru."
    ),
}


class Command(BaseCommand):
    """Count anew, or import."""

    help = "Angka ringkasan: hitung ulang, atau muat angka kemiskinan resmi."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        verbs.add_parser("refresh", help="hitung ulang angka ringkasan")
        rates = verbs.add_parser("import", help="muat angka kemiskinan resmi dengan sumbernya")
        rates.add_argument("file", type=Path)
        rates.add_argument("--district", default="", help="kode Kemendagri, bila lebih dari satu dimuat")

    def handle(self, *_args: Any, verb: str, **options: Any) -> None:
        """Do what was asked."""
        if verb == "refresh":
            jobs.refresh_districts()
        else:
            self._import(options["file"], options["district"])

    def _import(self, file: Path, code: str) -> None:
        district = chosen_district(code)
        try:
            rates = read_rates(file.read_bytes(), district=district.code)
        except OSError as error:
            raise CommandError(_("Berkas %(file)s tidak dapat dibaca.") % {"file": file}) from error
        except InputError as error:
            raise CommandError(SENTENCES[error.code]().format(**error.values)) from error
        by = system(district.code, label="simpul insight import")
        taken = actions.import_rates(by=by, district=district, rates=rates, at=timezone.now())
        self.stdout.write(_("%(n)s angka kemiskinan dimuat.") % {"n": taken})
