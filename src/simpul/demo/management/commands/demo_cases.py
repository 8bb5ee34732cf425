"""`simpul demo_cases`: a year of services in a district's demonstration."""

from __future__ import annotations

import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.demo.management.base import DemoCommand, owner_url
from simpul.demo.year.making import Progress, Year, YearError, make_year

_EVERY = 5


class Command(DemoCommand):
    """Fill a demonstration with the services of twelve months."""

    help = "Membuat layanan contoh selama dua belas bulan; yang terputus dapat dilanjutkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--services", type=int, default=300_000, help=_("jumlah layanan"))
        parser.add_argument(
            "--played", type=int, default=3_000, help=_("di antaranya yang dimainkan; yang lain salinan")
        )
        parser.add_argument("--seed", type=int, default=1, help=_("angka awal: lain angka, lain layanan"))

    def make(self, district: str, pack: Path, options: dict[str, Any]) -> str:  # noqa: ARG002  the code is enough
        services = max(1, options["services"])
        played = min(services, max(1, options["played"]))
        year = Year(district, services, played, options["seed"])
        try:
            made = make_year(year, owner=owner_url(), now=timezone.now(), tell=self._teller())
        except YearError as error:
            raise CommandError(_sentence(error)) from error
        return _("Layanan contoh siap.") if made else _("Layanan contoh sudah ada.")

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
