"""The `simpul` command: every verb is a management command of the floor it belongs to."""

from __future__ import annotations

import os
import sys

import django
from django.core.management import execute_from_command_line

from simpul.ground.crypto import KeyringError
from simpul.ground.management.sentences import sentence
from simpul.ground.rights import RoleError

#: Verbs that change tables themselves. Everything else works for people, and so as the app role.
AS_OWNER = frozenset(
    {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "createcachetable", "check", "help"}
)


def main() -> None:
    """Run `simpul VERB …`."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
    try:
        _refuse_as_owner(sys.argv[1:2])
        execute_from_command_line(["simpul", *sys.argv[1:]])
    except (RoleError, KeyringError) as error:
        django.setup()  # sentences need it; nothing is done again where it was done
        sys.exit(sentence(error))


def _refuse_as_owner(verb: list[str]) -> None:
    if os.environ.get("SIMPUL_AS_OWNER") == "1" and not AS_OWNER.issuperset(verb):
        raise RoleError("verb_of_the_app_role", verb=verb[0])
