from __future__ import annotations

from django.apps import AppConfig


class GroundConfig(AppConfig):
    name = "simpul.ground"
    label = "ground"

    def ready(self) -> None:
        """No connection of any process without asking what its role may do; files are sealed."""
        from django.db.backends.signals import connection_created

        from simpul.ground.files import FILE
        from simpul.ground.rights import on_connection
        from simpul.ground.sealed import register

        connection_created.connect(on_connection, dispatch_uid="simpul.ground.rights")
        register(FILE)
