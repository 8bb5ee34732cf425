from __future__ import annotations

from django.apps import AppConfig


class ProtectionConfig(AppConfig):
    name = "simpul.protection"
    label = "protection"

    def ready(self) -> None:
        """Reports and their trail are sealed."""
        from simpul.ground.sealed import register
        from simpul.protection.models import CONTENT

        register(CONTENT)
