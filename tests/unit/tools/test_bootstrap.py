"""A bare machine is told in a sentence what it lacks; a prepared one is left alone."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest

from tools import bootstrap


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> list[list[str]]:
    """Commands are written down, not run."""
    taken: list[list[str]] = []
    monkeypatch.setattr(bootstrap, "run", lambda command, failure: taken.append(command))
    return taken


def test_an_old_python_alone_is_told_which_package_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(bootstrap.BootstrapError, match=r"hanya ada 3\.9(.|\n)*apt install python3\.11"):
        bootstrap.use_new_python()


def test_an_old_python_hands_over_to_a_newer_one(monkeypatch: pytest.MonkeyPatch) -> None:
    started: list[str] = []
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name == "python3.12" else None)

    def replace(program: str, _arguments: list[str]) -> None:
        started.append(program)
        raise SystemExit

    monkeypatch.setattr(bootstrap.os, "execv", replace)
    with pytest.raises(SystemExit):
        bootstrap.use_new_python()
    assert started == ["/usr/bin/python3.12"]


def test_a_python_without_venv_is_told_which_package_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, steps: list[list[str]]
) -> None:
    monkeypatch.setattr(bootstrap, "BIN", tmp_path)
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(bootstrap.BootstrapError, match="apt install python3-venv"):
        bootstrap.make_venv()
    assert steps == []


def test_an_environment_of_another_folder_does_not_count(tmp_path: Path) -> None:
    assert not bootstrap.works(tmp_path / "python")
    assert not bootstrap.works(Path("/usr/bin/env"))


def test_packages_are_installed_by_hash_and_only_once(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, steps: list[list[str]]
) -> None:
    monkeypatch.setattr(bootstrap, "VENV", tmp_path)
    bootstrap.install_packages("dev")
    assert "--require-hashes" in steps[0]
    assert [Path(part).name for part in steps[0] if part.endswith(".txt")] == [
        "base.txt",
        "tools.txt",
        "dev.txt",
    ]
    before = len(steps)
    bootstrap.install_packages("dev")
    assert len(steps) == before


@pytest.mark.parametrize(("installed", "steps_taken"), [((0,), 1), ((18, 4), 1), ((20, 19), 0), ((24, 1), 0)])
def test_node_is_brought_only_where_there_is_none_or_an_old_one(
    monkeypatch: pytest.MonkeyPatch, steps: list[list[str]], installed: tuple[int, ...], steps_taken: int
) -> None:
    monkeypatch.setattr(bootstrap, "node_version", lambda: installed)
    bootstrap.install_node()
    assert len(steps) == steps_taken


def test_a_step_that_fails_ends_with_a_sentence_not_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail() -> None:
        raise bootstrap.BootstrapError("Python terlalu lama.")

    monkeypatch.setattr(bootstrap, "use_new_python", fail)
    assert bootstrap.main(["run"]) == 1
    assert capsys.readouterr().err.strip() == "Python terlalu lama."
