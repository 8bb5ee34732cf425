"""A missing browser fails with a sentence; it is never a reason to skip."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tools import chromium, debian


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A machine without browser, Node and the right to install."""
    monkeypatch.delenv("SIMPUL_CHROMIUM", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name, path=None: None)
    monkeypatch.setattr(chromium, "UNPACKED", tmp_path)
    return tmp_path


def _browser(folder: Path, says: str) -> Path:
    program = folder / "chromium"
    program.write_text(f"#!/bin/sh\n{says}\n")
    program.chmod(0o755)
    return program


def test_without_any_browser_the_sentence_says_what_to_do(bare: Path) -> None:
    with pytest.raises(chromium.NoChromiumError, match=r"apt install chromium.*SIMPUL_CHROMIUM"):
        chromium.find()


def test_a_browser_of_the_system_is_used(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = _browser(bare, "echo Chromium 150.0")
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(program))
    assert chromium.find() == program


def test_a_stub_that_points_to_a_snap_is_no_browser(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stub = _browser(bare, "echo 'install the chromium snap'; exit 1")
    monkeypatch.setattr(shutil, "which", lambda name, path=None: str(stub))
    assert chromium.installed() is None


def test_root_on_debian_gets_it_installed(bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def install(package: str) -> bool:
        program = _browser(bare, "echo Chromium 150.0")
        monkeypatch.setattr(shutil, "which", lambda name, path=None: str(program))
        return package == "chromium"

    monkeypatch.setattr(debian, "install", install)
    assert chromium.find() == bare / "chromium"


def test_an_unpacked_one_gets_the_libraries_it_needs(bare: Path) -> None:
    _browser(bare, 'test -n "$LD_LIBRARY_PATH" && echo Chromium 147.0')
    assert chromium.find() == bare / "start"


def test_a_given_path_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SIMPUL_CHROMIUM", "/opt/browser")
    assert chromium.find() == Path("/opt/browser")
