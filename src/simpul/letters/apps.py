from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "simpul.letters"
    label = "letters"

    def ready(self) -> None:
        """Hear of a new key: letters are sealed anew with it."""
        from simpul.ground.events import listen
        from simpul.ground.keys import KeysRotated
        from simpul.letters.actions import reseal_after_rotation

        listen(KeysRotated, reseal_after_rotation)
