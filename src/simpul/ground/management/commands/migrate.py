"""`simpul migrate`: Django's own, then the rights of the app role and the cache table."""

from __future__ import annotations

from typing import Any

from django.core.management import call_command
from django.core.management.commands.migrate import Command as DjangoMigrate

from simpul.ground.rights import grant_to_app_role


class Command(DjangoMigrate):
    """Migrate as the owner, then let the app role work."""

    def handle(self, *args: Any, **options: Any) -> None:
        super().handle(*args, **options)
        call_command("createcachetable", verbosity=0)
        grant_to_app_role()
