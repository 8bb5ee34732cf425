"""When the last backup was made, as `taking` noted it in the data folder."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from simpul.config.backup.taking import NOTE


@dataclass(frozen=True)
class LastBackup:
    """When and where; `at` is in UTC."""

    at: dt.datetime
    folder: Path


def last_backup() -> LastBackup | None:
    """The last backup that was finished here; None when none is noted, or the note cannot be read."""
    try:
        noted = json.loads((settings.DATA / NOTE).read_text(encoding="utf-8"))
        return LastBackup(dt.datetime.fromisoformat(noted["at"]), Path(noted["folder"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None
