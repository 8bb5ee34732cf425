from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "simpul.registry"
    label = "registry"

    def ready(self) -> None:
        """Numbers are sealed."""
        from simpul.ground.sealed import register
        from simpul.registry.adapters import NUMBER

        register(NUMBER)
