"""`simpul demo_data`: synthetic people, officers and happenings in a district whose pack is loaded."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.adoption.pack.nodes import read_yaml
from simpul.demo.making import NoDemoError, make_demo
from simpul.ground.errors import NotVisibleError


class Command(BaseCommand):
    """Fill a loaded district with its demonstration, once."""

    help = "Membuat penduduk, petugas, dan layanan contoh di kabupaten yang paketnya sudah dimuat."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=Path, help=_("folder paket yang sudah dimuat"))

    def handle(self, *_args: Any, pack: Path, **_options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("Data contoh hanya dibuat dalam peragaan (SIMPUL_DEMO=1)."))
        head = read_yaml(pack / "district.yaml", "district.yaml", [])
        try:
            made = make_demo(head.text("code") if head else "", pack, now=timezone.now())
        except NotVisibleError as error:
            raise CommandError(_("Paket %(folder)s belum dimuat.") % {"folder": pack}) from error
        except NoDemoError as error:
            raise CommandError(
                _("Kabupaten ini berjalan sungguhan: data contoh tidak dimasukkan ke dalamnya.")
            ) from error
        self.stdout.write(_("Data contoh siap.") if made else _("Data contoh sudah ada."))
