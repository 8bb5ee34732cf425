"""`simpul insight refresh`: count every district anew, as the job worker does by the clock."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from simpul.insight import jobs


class Command(BaseCommand):
    """Count anew."""

    help = "Hitung ulang angka ringkasan setiap kabupaten/kota."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("verb", choices=["refresh"])

    def handle(self, *args: Any, **options: Any) -> None:  # noqa: ARG002
        """Count."""
        jobs.refresh_districts()
