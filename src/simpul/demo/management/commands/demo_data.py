"""`simpul demo_data`: synthetic people, officers and happenings in a district whose pack is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from simpul.demo.making import make_demo
from simpul.demo.management.base import DemoCommand


class Command(DemoCommand):
    """Fill a loaded district with its demonstration, once."""

    help = "Membuat penduduk, petugas, dan layanan contoh di kabupaten yang paketnya sudah dimuat."

    def make(self, district: str, pack: Path, options: dict[str, Any]) -> str:  # noqa: ARG002  asks nothing more
        made = make_demo(district, pack, now=timezone.now())
        return _("Data contoh siap.") if made else _("Data contoh sudah ada.")
