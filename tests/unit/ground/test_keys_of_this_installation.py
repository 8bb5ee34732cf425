"""Keys that cannot be read end in a sentence, wherever they were thought to lie."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.conf import LazySettings

from simpul.ground.crypto import KeyringError
from simpul.ground.keys import keyring


@pytest.mark.parametrize(
    ("place", "code"), [("file/keyring.json", "keyring_unreadable"), ("none/keyring.json", "keyring_missing")]
)
def test_a_place_that_cannot_be_entered_is_told(
    tmp_path: Path, settings: LazySettings, place: str, code: str
) -> None:
    (tmp_path / "file").touch()
    settings.KEYS = tmp_path / place
    with pytest.raises(KeyringError, match=code):
        keyring()
