from __future__ import annotations

from django.apps import AppConfig


class LettersConfig(AppConfig):
    name = "simpul.letters"
    label = "letters"

    def ready(self) -> None:
        """The words of letters are sealed."""
        from simpul.ground.sealed import register
        from simpul.letters.models import WORDS

        register(WORDS)
