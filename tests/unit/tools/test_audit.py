"""`make audit` never takes silence for "nothing found"."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tools import audit

LOCK = Path("requirements/base.txt")


def answers(monkeypatch: pytest.MonkeyPatch, code: int, out: str = "", err: str = "") -> int:
    done = subprocess.CompletedProcess([], code, out, err)
    monkeypatch.setattr(audit.subprocess, "run", lambda *_given, **_more: done)
    return audit.audit(LOCK)


def test_nothing_known_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    assert answers(monkeypatch, 0, err="No known vulnerabilities found") == 0


def test_a_weakness_is_shown(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    assert answers(monkeypatch, 1, out="django 5.0 PYSEC-1") == 1
    assert "PYSEC-1" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("code", "out", "err"),
    [
        (1, "", "ConnectionError: Max retries exceeded"),
        (0, "toml  Dependency not found on PyPI and could not be audited: toml", "No known vulnerabilities"),
    ],
)
def test_no_answer_is_no_clean_bill(monkeypatch: pytest.MonkeyPatch, code: int, out: str, err: str) -> None:
    assert answers(monkeypatch, code, out, err) == audit.UNREACHED


@pytest.mark.parametrize("code", [-9, 2, 139])
def test_a_tool_that_broke_is_no_clean_bill(monkeypatch: pytest.MonkeyPatch, code: int) -> None:
    assert answers(monkeypatch, code, err="Killed") == audit.UNREACHED
    monkeypatch.setattr(audit, "install", lambda *_given: None)
    assert audit.main() == audit.UNREACHED


def test_it_says_that_it_could_not_ask(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(audit, "install", lambda *_given: None)
    monkeypatch.setattr(audit, "audit", lambda _lock: audit.UNREACHED)
    assert audit.main() == audit.UNREACHED
    assert "BUKAN" in capsys.readouterr().err
