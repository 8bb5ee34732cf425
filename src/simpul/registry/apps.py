from __future__ import annotations

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "simpul.registry"
    label = "registry"

    def ready(self) -> None:
        """Numbers are sealed anew when the keys were rotated."""
        from simpul.ground.events import listen
        from simpul.ground.keys import KeysRotated
        from simpul.registry.actions import reseal_after_rotation

        listen(KeysRotated, reseal_after_rotation)
