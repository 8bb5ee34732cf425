"""A child never outlives the one who started it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simpul.config import processes
from simpul.config.processes import ProcessError, last_lines, show, spawn, stop
from simpul.config.supervisor import StoppedError, stopping_on_signals

PARENT = """
import sys, time
from pathlib import Path
from simpul.config.processes import spawn
child = spawn(["sleep", "600"], log=Path(sys.argv[1]))
print(child.pid, flush=True)
time.sleep(600)
"""

#: Says who it is, starts one that sleeps, and listens to nobody.
DEAF = "trap '' TERM; sleep 600 & echo $$ $! > {note}; while :; do sleep 0.05; done"
SHOWING = """
import os, sys
from simpul.config.processes import show
show(["sh", "-c", sys.argv[1]], env=os.environ)
"""

#: Is asked to stop while it is starting a program, between the fork and the next line of Python.
ASKED_IN_A_FORK = """
import os, signal, sys
from pathlib import Path
from simpul.config.processes import show, spawn
from simpul.config.supervisor import StoppedError, stopping_on_signals
os.register_at_fork(after_in_parent=lambda: [os.kill(os.getpid(), signal.SIGINT), None][1])
says = ["sh", "-c", f"echo $$ > {sys.argv[1]}; exec sleep 600"]
try:
    with stopping_on_signals():
        show(says, env=os.environ) if sys.argv[2] == "show" else spawn(says, log=Path(sys.argv[1] + ".log"))
        print("went on")
except StoppedError:
    print("stopped")
"""


def is_alive(pid: int) -> bool:
    """Whether a process runs; one that ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"


def gone(pid: int) -> bool:
    """Whether it ends within five seconds."""
    deadline = time.monotonic() + 5
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.02)
    return not is_alive(pid)


def noted(note: Path) -> list[int]:
    """The processes that said who they are; waits until they have."""
    while not (note.exists() and note.read_text().strip()):
        time.sleep(0.01)
    return [int(word) for word in note.read_text().split()]


def test_a_child_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, str(tmp_path / "log")], stdout=subprocess.PIPE, text=True
    ) as parent:
        assert parent.stdout is not None
        child = int(parent.stdout.readline())
        assert is_alive(child)
        os.kill(parent.pid, signal.SIGKILL)
    assert gone(child)


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


def test_a_program_on_the_terminal_that_failed_is_said_to_have(tmp_path: Path) -> None:
    with pytest.raises(ProcessError):
        show(["false"], env=os.environ)
    show(["true"], env=os.environ)


def test_a_program_on_the_terminal_that_does_not_listen_is_ended_with_what_it_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "SHOWN_PATIENCE", 0.2)
    note = tmp_path / "note"
    timer = subprocess.Popen(
        ["sh", "-c", f"while ! test -s {note}; do sleep 0.02; done; kill -TERM {os.getpid()}"]
    )
    with pytest.raises(StoppedError), stopping_on_signals():
        show(["sh", "-c", DEAF.format(note=note)], env=os.environ)
    timer.wait(timeout=10)
    assert all(gone(each) for each in noted(note))


def test_a_program_on_the_terminal_ends_when_its_parent_is_killed(tmp_path: Path) -> None:
    note = tmp_path / "note"
    says_who = f"echo $$ > {note}; exec sleep 600"
    with subprocess.Popen([sys.executable, "-c", SHOWING, says_who]) as parent:
        (child,) = noted(note)
        os.kill(parent.pid, signal.SIGKILL)
    assert gone(child)


@pytest.mark.parametrize("how", ["spawn", "show"])
def test_who_is_asked_to_stop_in_the_middle_of_a_fork_stops(tmp_path: Path, how: str) -> None:
    note = tmp_path / "note"
    done = subprocess.run(
        [sys.executable, "-c", ASKED_IN_A_FORK, str(note), how],
        capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("stopped\n", "")
    assert not note.exists() or all(gone(each) for each in map(int, note.read_text().split()))


def test_a_child_hears_signals_as_its_parent_did(tmp_path: Path) -> None:
    show(["sh", "-c", f"grep SigBlk /proc/self/status > {tmp_path}/mask"], env=os.environ)
    assert (tmp_path / "mask").read_text().split() == ["SigBlk:", "0" * 16]
