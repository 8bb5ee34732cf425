"""`simpul doctor`: is this installation well, and if not, what is to be done?"""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.utils import translation
from django.utils.translation import gettext as _

from simpul.config.doctor.examination import examine, gravest
from simpul.config.doctor.facts import Level
from simpul.config.doctor.looking import look

MARKS = {Level.WELL: "✓", Level.ATTENTION: "!", Level.BROKEN: "✗"}


class Command(BaseCommand):
    """Look at everything, change nothing. Exit code: 0 well, 1 needs attention, 2 broken."""

    help = "Periksa pemasangan ini dan katakan apa yang harus dilakukan (0 baik, 1 perlu perhatian, 2 rusak)."
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        languages = [code for code, _name in settings.LANGUAGES]
        parser.add_argument("--language", choices=languages, default=settings.LANGUAGE_CODE)

    def handle(self, *_args: Any, language: str, **_options: Any) -> None:
        with translation.override(language):
            findings = examine(look())
            for each in findings:
                self.stdout.write(f"{MARKS[each.level]} {each.what}: {each.found}")
                if each.todo:
                    self.stdout.write(f"    → {each.todo}")
            level = gravest(findings)
            self.stdout.write(_told(level, sum(each.level > Level.WELL for each in findings)))
        if level:
            sys.exit(int(level))


def _told(level: Level, count: int) -> str:
    if level is Level.WELL:
        return _("Semuanya baik.")
    return _("%s hal perlu diperbaiki.") % count
