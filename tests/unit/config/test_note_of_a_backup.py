"""What a backup leaves beside itself, its note and the keys, and what is said when that cannot be written."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings
from django.utils import timezone

from simpul.config.backup import taking
from simpul.config.backup.manifest import BackupError
from simpul.config.backup.noted import last_backup


def test_it_is_noted_where_the_doctor_looks(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA = tmp_path / "data"
    now = timezone.now()
    taking._note(tmp_path, now)
    found = last_backup()
    assert found is not None
    assert (found.at, found.folder) == (now, tmp_path)


def test_where_it_cannot_be_noted_that_is_said(tmp_path: Path, settings: LazySettings) -> None:
    settings.DATA = tmp_path / "file"
    settings.DATA.touch()
    with pytest.raises(BackupError, match="tidak dapat dicatat"):
        taking._note(tmp_path, timezone.now())


def test_keys_that_cannot_be_copied_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(BackupError, match="tidak dapat disalin"):
        taking.copy_keys(tmp_path / "file" / "keys", tmp_path / "backups")
