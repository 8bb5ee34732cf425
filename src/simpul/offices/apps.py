from __future__ import annotations

from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "simpul.offices"
    label = "offices"

    def ready(self) -> None:
        """An officer's second factor is sealed."""
        from simpul.ground.sealed import register
        from simpul.offices.adapters import SECOND_FACTOR

        register(SECOND_FACTOR)
