"""`simpul procrastinate worker`: procrastinate's own command, after asking whether it may start."""

from __future__ import annotations

from typing import Any

from django.core.management.base import CommandError
from procrastinate.contrib.django.management.commands.procrastinate import Command as ProcrastinateCommand

from simpul.config.processes import ProcessError
from simpul.config.start import refuse_unsafe_start


class Command(ProcrastinateCommand):
    """Work only as a role that the policies bind, with the keys of this database."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            refuse_unsafe_start()
        except ProcessError as error:
            raise CommandError(str(error)) from None
        super().handle(*args, **options)
