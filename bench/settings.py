"""The product's own settings, with three views of comparison and a clock around every request."""

from __future__ import annotations

from pathlib import Path

from simpul.config.settings import *  # noqa: F403, TID251  settings that stand on settings
from simpul.config.settings import MIDDLEWARE as PRODUCT  # noqa: TID251
from simpul.config.settings import TEMPLATES  # noqa: TID251

ROOT_URLCONF = "bench.urls"
MIDDLEWARE = ["bench.timing.TimingMiddleware", *PRODUCT]
for _engine in TEMPLATES:
    if _engine["NAME"] == "django":
        _engine["DIRS"] = [*_engine["DIRS"], Path(__file__).parent / "templates"]
