"""The `simpul` command: every verb is a management command of the floor it belongs to."""

from __future__ import annotations

import os
import sys

from django.core.management import execute_from_command_line


def main() -> None:
    """Run `simpul VERB …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    execute_from_command_line(["simpul", *sys.argv[1:]])
