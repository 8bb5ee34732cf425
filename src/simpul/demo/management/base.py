"""What the commands that fill a demonstration share: pack, demo mark, owner's URL, sentences."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from simpul.adoption.pack.nodes import read_yaml
from simpul.demo.entering import NoDemoError
from simpul.ground.errors import NotVisibleError


class DemoCommand(BaseCommand, ABC):
    """A command that puts synthetic data into the district whose pack was loaded as a demonstration."""

    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("pack", type=Path, help=_("folder paket yang sudah dimuat"))

    def handle(self, *_args: Any, pack: Path, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError(_("Data contoh hanya dibuat dalam peragaan (SIMPUL_DEMO=1)."))
        head = read_yaml(pack / "district.yaml", "district.yaml", [])
        try:
            done = self.make(head.text("code") if head else "", pack, options)
        except NotVisibleError as error:
            raise CommandError(_("Paket %(folder)s belum dimuat.") % {"folder": pack}) from error
        except NoDemoError as error:
            raise CommandError(
                _("Kabupaten ini berjalan sungguhan: data contoh tidak dimasukkan ke dalamnya.")
            ) from error
        self.stdout.write(done)

    @abstractmethod
    def make(self, district: str, pack: Path, options: dict[str, Any]) -> str:
        """Make the data and say in a sentence what is there now.

        Raises:
            NotVisibleError, NoDemoError: told by `handle`.
            CommandError: anything else.
        """


def owner_url() -> str:
    """URL of the owner role, which writes past row-level security.

    Raises:
        CommandError: it is not given.
    """
    if not (owner := os.environ.get("DATABASE_OWNER_URL", "")):
        raise CommandError(_("DATABASE_OWNER_URL belum diisi: data sebanyak ini ditulis peran pemilik."))
    return owner
