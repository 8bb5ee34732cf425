"""`simpul demo`: a synthetic district on this machine, at one address, until Ctrl-C."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from simpul.config.demo_filling import fill
from simpul.config.demo_site import Place, run
from simpul.config.processes import ProcessError
from simpul.config.supervisor import StoppedError, stopping_on_signals

_TOLD = {"population": ("families", "seed", "processes"), "cases": ("services", "played", "seed")}


class Command(BaseCommand):
    """Start database, web server and jobs, and stop them together."""

    help = "Menjalankan Simpul dengan data contoh di komputer ini."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "what",
            nargs="?",
            choices=("site", *_TOLD),
            default="site",
            help="site: jalankan; population: isi dengan penduduk contoh sebanyak satu kabupaten;"
            " cases: dengan layanan contoh selama dua belas bulan",
        )
        parser.add_argument(
            "--district", default="", help="nama di folder districts/, atau sebuah folder paket"
        )
        parser.add_argument("--port", type=int, default=8000, help="port pada 127.0.0.1")
        parser.add_argument("--reset", action="store_true", help="hapus data demo dan mulai dari awal")
        parser.add_argument("--families", type=int, default=600_000, help="population: jumlah keluarga")
        parser.add_argument("--services", type=int, default=300_000, help="cases: jumlah layanan")
        parser.add_argument("--played", type=int, default=3_000, help="cases: di antaranya yang dimainkan")
        parser.add_argument("--seed", type=int, default=1, help="lain angka, lain orang dan layanan")
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="population")

    def handle(self, *_args: Any, **options: Any) -> None:
        place = Place(settings.DATA.resolve(), pack_folder(options["district"]), options["port"])
        with stopping_on_signals():
            try:
                if options["what"] == "site":
                    run(place, reset=options["reset"])
                else:
                    fill(place, f"demo_{options['what']}", _options(options))
            except StoppedError:
                self.stdout.write("\n" + _("Simpul berhenti; data tersimpan."))
            except ProcessError as error:
                raise CommandError(str(error)) from error


def _options(options: Mapping[str, Any]) -> list[str]:
    """What the verb of the demo floor is told."""
    return [f"--{name}={options[name]}" for name in _TOLD[options["what"]]]


def pack_folder(name: str) -> Path:
    """The folder of a district pack, by its name or its path; without a name the first that has demo figures.

    Raises:
        CommandError: there is none; names those there are.
    """
    name = name or next((path.parent.name for path in sorted(settings.DISTRICTS.glob("*/demo"))), "")
    folder = Path(name) if "/" in name else settings.DISTRICTS / name
    if not name or not folder.is_dir():
        known = ", ".join(sorted(path.name for path in settings.DISTRICTS.glob("*") if path.is_dir()))
        raise CommandError(
            _("Paket kabupaten “%(name)s” tidak ada. Yang ada: %(known)s") % {"name": name, "known": known}
        )
    return folder.resolve()
