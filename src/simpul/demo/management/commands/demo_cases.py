"""`simpul demo_cases`: a year of services in a district's demonstration."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.adoption.pack.nodes import read_yaml
from simpul.demo.making import NoDemoError
from simpul.demo.year.making import Progress, Year, YearError, make_year
from simpul.ground.errors import NotVisibleError

_EVERY = 5


class Command(BaseCommand):
    """Fill a demonstration with the services of twelve months."""

    help = "Membuat layanan contoh selama dua belas bulan; yang terputus dapat dilanjutkan."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=Path, help=_("folder paket yang sudah dimuat"))
        parser.add_argument("--services", type=int, default=300_000, help=_("jumlah layanan"))
        parser.add_argument(
            "--played", type=int, default=3_000, help=_("di antaranya yang dimainkan; yang lain salinan")
        )
        parser.add_argument("--seed", type=int, default=1, help=_("angka awal: lain angka, lain layanan"))

    def handle(self, *_args: Any, pack: Path, **options: Any) -> None:
        owner = os.environ.get("DATABASE_OWNER_URL", "")
        if not settings.DEMO or not owner:
            raise CommandError(
                _("Layanan contoh hanya dibuat dalam peragaan (SIMPUL_DEMO=1), dengan DATABASE_OWNER_URL.")
            )
        head = read_yaml(pack / "district.yaml", "district.yaml", [])
        services = max(1, options["services"])
        played = min(services, max(1, options["played"]))
        year = Year(head.text("code") if head else "", services, played, options["seed"])
        try:
            made = make_year(year, owner=owner, now=timezone.now(), tell=self._teller())
        except NotVisibleError as error:
            raise CommandError(_("Paket %(folder)s belum dimuat.") % {"folder": pack}) from error
        except NoDemoError as error:
            raise CommandError(
                _("Kabupaten ini berjalan sungguhan: data contoh tidak dimasukkan ke dalamnya.")
            ) from error
        except YearError as error:
            raise CommandError(_sentence(error)) from error
        self.stdout.write(_("Layanan contoh siap.") if made else _("Layanan contoh sudah ada."))

    def _teller(self) -> Callable[[Progress], None]:
        """Says how far it is every few seconds, and at the end of each step."""
        said = time.monotonic()

        def tell(progress: Progress) -> None:
            nonlocal said
            now = time.monotonic()
            if progress.done == progress.wanted or now - said >= _EVERY:
                said = now
                self.stdout.write(_progress(progress))
                self.stdout.flush()

        return tell


def _progress(progress: Progress) -> str:
    sentences = {
        "play": _("%(done)d dari %(wanted)d layanan dimainkan."),
        "copy": _("%(done)d dari %(wanted)d layanan, %(rows)d baris."),
        "link": _("%(done)d baris jejak audit dirangkai."),
    }
    return sentences[progress.step] % vars(progress)


def _sentence(error: YearError) -> str:
    return {
        "year_before_demo": _("Data contoh belum dibuat. Jalankan dahulu: simpul demo_data"),
        "another_year": _(
            "Layanan lain sudah dibuat (jumlah-dimainkan-seed): %(there)s. Mulai lagi: make demo-reset"
        )
        % {"there": error.values.get("there", "")},
        "year_under_way": _("Layanan contoh sedang dibuat oleh proses lain."),
    }[error.code]
