"""`simpul migrate`: Django's own, then the rights of the app role and the cache table."""

from __future__ import annotations

from typing import Any

from django.core.management import CommandError, call_command
from django.core.management.commands.migrate import Command as DjangoMigrate

from simpul.ground.management.sentences import sentence
from simpul.ground.rights import RoleError, check_app_role, grant_to_app_role


class Command(DjangoMigrate):
    """Migrate as the owner, then let the app role work."""

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            check_app_role()
        except RoleError as error:
            raise CommandError(sentence(error)) from None
        super().handle(*args, **options)
        call_command("createcachetable", verbosity=0)
        grant_to_app_role()
