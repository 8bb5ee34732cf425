"""A child never outlives the one who started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from simpul.config.processes import last_lines, spawn, stop

PARENT = """
import sys, time
from pathlib import Path
from simpul.config.processes import spawn
child = spawn(["sleep", "600"], log=Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(600)
"""


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        os.kill(parent.pid, signal.SIGKILL)
    deadline = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not is_alive(child)


def test_a_child_that_does_not_listen_is_ended_with_its_group(tmp_path: Path) -> None:
    deaf = spawn(["sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.05; done"], log=tmp_path / "log")
    while "ready" not in last_lines(tmp_path / "log"):
        time.sleep(0.01)
    stop(deaf, patience=0.2)
    assert deaf.returncode == -signal.SIGKILL


def test_what_a_child_said_is_kept_in_its_log(tmp_path: Path) -> None:
    spawn(["sh", "-c", "echo satu; echo dua >&2"], log=tmp_path / "sub" / "log").wait()
    assert last_lines(tmp_path / "sub" / "log", 1) == "dua"


def test_a_log_that_does_not_exist_has_no_lines(tmp_path: Path) -> None:
    assert last_lines(tmp_path / "none") == ""
