from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "simpul.web"
    label = "web"

    def ready(self) -> None:
        """An intake's draft is sealed in its session."""
        from simpul.ground.sealed import register
        from simpul.web.intake.draft import DRAFT

        register(DRAFT)
