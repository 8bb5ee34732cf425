"""When the packages of the browser code are laid anew, and when they lie as asked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools import build_browser


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """What npm was told, in a folder where nothing was laid yet."""
    (tmp_path / "node_modules").mkdir()
    (tmp_path / "package-lock.json").write_text("{}")
    told: list[tuple[str, ...]] = []
    monkeypatch.setattr(build_browser, "ROOT", tmp_path)
    monkeypatch.setattr(build_browser, "FRONTEND", tmp_path)
    monkeypatch.setattr(build_browser, "MODULES_STAMP", tmp_path / "node_modules" / ".lock-hash")
    monkeypatch.setattr(build_browser, "run", lambda _folder, *command: told.append(command))
    return told


def laid(asked: list[tuple[str, ...]]) -> list[bool]:
    """For each time npm was asked, whether the checking tools came too."""
    return ["--omit=dev" not in command for command in asked]


@pytest.mark.parametrize("whole", [True, False])
def test_where_nothing_lies_it_is_laid_once(asked: list[tuple[str, ...]], *, whole: bool) -> None:
    for _ in range(2):
        build_browser.install(Path(), whole=whole)
    assert laid(asked) == [whole]


def test_the_tools_come_on_top_and_are_enough_for_building(asked: list[tuple[str, ...]]) -> None:
    for whole in (False, True, False, True):
        build_browser.install(Path(), whole=whole)
    assert laid(asked) == [False, True]


def test_another_lock_is_laid_anew(asked: list[tuple[str, ...]]) -> None:
    build_browser.install(Path(), whole=True)
    (build_browser.FRONTEND / "package-lock.json").write_text('{"name": "other"}')
    build_browser.install(Path(), whole=True)
    assert laid(asked) == [True, True]
