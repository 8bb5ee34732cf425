from __future__ import annotations

from django.apps import AppConfig


class AdoptionConfig(AppConfig):
    name = "simpul.adoption"
    label = "adoption"
