"""`simpul demo_population`: a crowd of synthetic families beside a district's demonstration."""

from __future__ import annotations

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.demo.crowding import CrowdError, Progress, Wish, make_crowd
from simpul.demo.management.base import DemoCommand, owner_url
from simpul.demo.population.sending import SendingError

_EVERY = 5


class Command(DemoCommand):
    """Fill the villages of a demonstration with as many families as a district has."""

    help = "Membuat penduduk contoh sebanyak satu kabupaten; yang terputus dapat dilanjutkan."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument("--families", type=int, required=True, help=_("jumlah keluarga"))
        parser.add_argument("--seed", type=int, default=1, help=_("angka awal: lain angka, lain orang"))
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)

    def make(self, district: str, pack: Path, options: dict[str, Any]) -> str:  # noqa: ARG002  the code is enough
        wish = Wish(district, max(1, options["families"]), options["seed"], max(1, options["processes"]))
        try:
            made = make_crowd(wish, owner=owner_url(), now=timezone.now(), tell=self._teller())
        except SendingError as error:
            raise CommandError(
                _("Penulisan terputus. Jalankan lagi: yang sudah masuk tidak diulang.")
            ) from error
        except CrowdError as error:
            raise CommandError(_sentence(error)) from error
        return _("Penduduk contoh siap.") if made else _("Penduduk contoh sudah ada.")

    def _teller(self) -> Callable[[Progress], None]:
        """Says how far it is, and how fast: with the first block, every few seconds, and at the end."""
        began, said = time.monotonic(), -float(_EVERY)

        def tell(progress: Progress) -> None:
            nonlocal said
            now = time.monotonic() - began
            if progress.families == progress.before:
                if progress.before:
                    self.stdout.write(_("%(families)d keluarga sudah ada.") % {"families": progress.before})
            elif progress.families == progress.wanted or now - said >= _EVERY:
                said = now
                self._say(progress, now)

        return tell

    def _say(self, progress: Progress, seconds: float) -> None:
        done = progress.families - progress.before
        self.stdout.write(
            _("%(families)d dari %(wanted)d keluarga · %(rate)d keluarga, %(rows)d baris per detik")
            % {
                "families": progress.families,
                "wanted": progress.wanted,
                "rate": done / seconds,
                "rows": progress.rows / seconds,
            }
        )
        self.stdout.flush()


def _sentence(error: CrowdError) -> str:
    return {
        "crowd_before_demo": _("Data contoh belum dibuat. Jalankan dahulu: simpul demo_data"),
        "another_crowd": _(
            "Penduduk lain sudah dibuat (keluarga-seed): %(there)s. Mulai lagi: make demo-reset"
        )
        % {"there": error.values.get("there", "")},
        "crowd_under_way": _("Penduduk contoh sedang dibuat oleh proses lain."),
    }[error.code]
