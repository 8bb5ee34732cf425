"""`simpul places boundaries FILE`: the map of villages, from a GeoJSON that the district supplies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.ground.actor import system
from simpul.ground.errors import InputError
from simpul.places import actions, queries
from simpul.places.adapters import read_boundaries
from simpul.places.management.choosing import chosen_district
from simpul.places.types import BoundariesLoaded, Sheet

SENTENCES: dict[str, Callable[[], str]] = {
    "boundaries_too_large": lambda: _(
        "Berkas terlalu besar. Paling banyak {most} MB; sederhanakan garisnya."
    ),
    "boundaries_not_geojson": lambda: _(
        "Berkas ini bukan GeoJSON berisi daftar wilayah (FeatureCollection)."
    ),
    "boundaries_not_areas": lambda: _("Wilayah ke-{number} bukan bidang (Polygon atau MultiPolygon)."),
    "boundaries_without_code": lambda: _(
        "Wilayah ke-{number} tidak memuat kode Kemendagri. Sebutkan nama kolomnya dengan --key."
    ),
    "boundaries_twice": lambda: _("Kode {area} ada dua kali. Satukan dahulu bidangnya."),
    "boundaries_of_nobody": lambda: _(
        "Tidak satu pun wilayah dalam berkas ini ada di kabupaten/kota ini. Kode pertama: {example}"
    ),
    "boundaries_not_in_degrees": lambda: _(
        "Koordinat di luar Indonesia. Simpan berkas dalam derajat (WGS 84, EPSG:4326), bujur lebih dulu."
    ),
}


class Command(BaseCommand):
    """Load the boundaries of a district's villages."""

    help = "Peta desa/kelurahan dari berkas GeoJSON milik daerah."

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        boundaries = verbs.add_parser("boundaries", help="muat batas desa/kelurahan")
        boundaries.add_argument("file", type=Path)
        boundaries.add_argument("--district", default="", help="kode Kemendagri, bila lebih dari satu dimuat")
        boundaries.add_argument("--source", default="", help="asal garis batas, tampil di bawah peta")
        boundaries.add_argument("--key", default="", help="nama kolom yang memuat kode Kemendagri")

    def handle(self, *_args: Any, file: Path, **options: Any) -> None:
        """Read, draw, keep; say what is missing."""
        district = chosen_district(options["district"])
        villages = {each.code: each.name for each in queries.villages_of(district.code)}
        try:
            sheet = read_boundaries(file.read_bytes(), villages=villages, key=options["key"])
        except OSError as error:
            raise CommandError(_("Berkas %(file)s tidak dapat dibaca.") % {"file": file}) from error
        except InputError as error:
            raise CommandError(SENTENCES[error.code]().format(**error.values)) from error
        by = system(district.code, label="simpul places boundaries")
        loaded = actions.load_boundaries(
            by=by, district=district, sheet=sheet, source=options["source"][:200], at=timezone.now()
        )
        self._tell(sheet, loaded)

    def _tell(self, sheet: Sheet, loaded: BoundariesLoaded) -> None:
        self.stdout.write(_("%(n)s desa/kelurahan digambar.") % {"n": loaded.drawn})
        if sheet.mended:
            self.stdout.write(_("%(n)s bidang yang garisnya bersilang dirapikan.") % {"n": sheet.mended})
        if sheet.apart:
            self.stdout.write(_("Ada batas yang bertumpuk atau berselisih; peta tetap dipakai."))
        if sheet.unknown:
            shown = ", ".join(sheet.unknown[:10])
            self.stdout.write(
                _("%(n)s wilayah dilewati, bukan desa/kelurahan di sini: %(codes)s")
                % {"n": len(sheet.unknown), "codes": shown}
            )
        for code, name in loaded.missing:
            self.stdout.write(_("Belum ada batasnya: %(code)s %(name)s") % {"code": code, "name": name})
