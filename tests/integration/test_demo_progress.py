"""The demo knows what is loaded, and says what stands in the way."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.management import CommandError

from simpul.config.demo_site import Place, Progress, lay_keys, read_progress, write_progress
from simpul.config.embedded import Urls
from simpul.config.management.commands.demo import pack_folder
from simpul.config.processes import ProcessError
from simpul.ground.crypto import Keyring


def test_a_new_database_has_nothing_loaded(committed_db: Urls) -> None:
    assert read_progress(committed_db) == Progress()


def test_progress_is_kept_in_the_database(committed_db: Urls) -> None:
    write_progress(committed_db, Progress(("bantaeng",), loading="brebes"))
    assert read_progress(committed_db) == Progress(("bantaeng",), loading="brebes")


def test_the_address_is_on_this_machine_only() -> None:
    assert Place(Path("data"), Path("pack"), 8001).address == "http://127.0.0.1:8001"


def test_an_unknown_district_names_those_there_are(settings: object, tmp_path: Path) -> None:
    (tmp_path / "kabupaten-contoh").mkdir()
    settings.DISTRICTS = tmp_path  # type: ignore[attr-defined]
    with pytest.raises(CommandError, match=r"“atlantis” tidak ada.*kabupaten-contoh"):
        pack_folder("atlantis")


def test_a_district_may_be_a_folder_anywhere(tmp_path: Path) -> None:
    assert pack_folder(f"{tmp_path}/") == tmp_path.resolve()


def test_a_new_demo_gets_keys_and_keeps_them(committed_db: Urls, tmp_path: Path) -> None:
    path = tmp_path / "keys" / "keyring.json"
    lay_keys(path, committed_db)
    made = Keyring.load(path).fingerprint
    lay_keys(path, committed_db)
    assert Keyring.load(path).fingerprint == made


def test_no_new_keys_are_made_beside_sealed_data(
    committed_db: Urls, owner_connection: psycopg.Connection[Any], tmp_path: Path
) -> None:
    owner_connection.execute("INSERT INTO ground_keymark VALUES (1, 'another')")
    with pytest.raises(ProcessError, match="demo-reset"):
        lay_keys(tmp_path / "keyring.json", committed_db)
    assert not (tmp_path / "keyring.json").exists()
