"""What is started together ends together, whichever way it ends."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from simpul.config.processes import ProcessError
from simpul.config.supervisor import (
    StoppedError,
    Supervisor,
    answers,
    claim_port,
    only_one,
    stopping_on_signals,
    tell_holder,
)


@pytest.fixture
def supervisor(tmp_path: Path) -> Supervisor:
    return Supervisor(tmp_path, os.environ)


def _wait_for_first_line(process: subprocess.Popen[bytes]) -> None:
    """Wait until a process runs its own program: just after its start its command line is still empty."""
    assert process.stdout is not None
    process.stdout.readline()


def test_a_failed_step_shows_the_end_of_what_it_said(supervisor: Supervisor) -> None:
    with pytest.raises(ProcessError, match=r"tables.*gagal(.|\n)*kolom hilang"):
        supervisor.step("tables", ["sh", "-c", "echo kolom hilang; exit 3"])


def test_a_step_gets_its_own_environment_above_ours(supervisor: Supervisor, tmp_path: Path) -> None:
    supervisor.env["WHO"] = "app"
    supervisor.step("who", ["sh", "-c", f"echo $WHO > {tmp_path}/who"], env={"WHO": "owner"})
    assert (tmp_path / "who").read_text() == "owner\n"
    assert supervisor.env["WHO"] == "app"


def test_a_child_that_ends_by_itself_is_named(supervisor: Supervisor) -> None:
    supervisor.start("jobs", ["sh", "-c", "echo antrean rusak; exit 1"])
    with pytest.raises(ProcessError, match=r"jobs.*berhenti sendiri(.|\n)*antrean rusak"):
        supervisor.watch()


def test_the_end_of_the_database_is_noticed_too(supervisor: Supervisor, tmp_path: Path) -> None:
    (tmp_path / "pg.log").write_text("PANIC: disk penuh\n")
    with subprocess.Popen(["true"]) as database:
        supervisor.watch_over("database", database, tmp_path / "pg.log")
        with pytest.raises(ProcessError, match=r"database.*berhenti sendiri(.|\n)*disk penuh"):
            supervisor.watch()


def test_stopping_ends_every_child(supervisor: Supervisor) -> None:
    supervisor.start("web", ["sleep", "600"])
    supervisor.start("jobs", ["sleep", "600"])
    children = list(supervisor.children.values())
    supervisor.stop()
    assert [child.poll() for child in children] == [-signal.SIGTERM, -signal.SIGTERM]


def test_leftovers_of_a_killed_supervisor_are_ended(supervisor: Supervisor, tmp_path: Path) -> None:
    mine = subprocess.Popen(
        ["sh", "-c", "echo; sleep 600; echo simpul"], stdout=subprocess.PIPE, start_new_session=True
    )
    with mine:
        _wait_for_first_line(mine)
        (tmp_path / "running.json").write_text(json.dumps({"groups": [mine.pid]}))
        supervisor.end_leftovers()
        assert mine.wait(timeout=10) == -signal.SIGKILL
    assert not (tmp_path / "running.json").exists()


def test_a_foreign_process_that_got_the_number_is_left_alone(supervisor: Supervisor, tmp_path: Path) -> None:
    foreign = subprocess.Popen(["sleep", "600"], start_new_session=True)
    (tmp_path / "running.json").write_text(json.dumps({"groups": [foreign.pid]}))
    supervisor.end_leftovers()
    assert foreign.poll() is None
    foreign.kill()
    foreign.wait()


def test_a_second_supervisor_is_told_where_the_first_one_is(tmp_path: Path) -> None:
    with only_one(tmp_path):
        tell_holder(tmp_path, "http://127.0.0.1:8000")
        with (
            pytest.raises(ProcessError, match=r"sudah berjalan: http://127\.0\.0\.1:8000"),
            only_one(tmp_path),
        ):
            pytest.fail("two supervisors hold the same folder")
    with only_one(tmp_path):
        pass


def test_a_port_in_use_is_named_with_another_to_take() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ProcessError, match=f"Port {port} dipakai.*PORT={port + 1}"):
            claim_port(port)
        assert not answers(f"http://127.0.0.1:{port + 1}/")
    claim_port(port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_asks_to_stop_and_a_second_one_is_ignored(number: signal.Signals) -> None:
    before = signal.getsignal(number)
    with stopping_on_signals():
        with pytest.raises(StoppedError):
            os.kill(os.getpid(), number)
        os.kill(os.getpid(), number)
    assert signal.getsignal(number) == before


def test_a_web_server_that_never_answers_but_ends_is_reported(supervisor: Supervisor) -> None:
    supervisor.start("web", [sys.executable, "-c", "raise SystemExit('tanpa kunci')"])
    started = time.monotonic()
    with pytest.raises(ProcessError, match="tanpa kunci"):
        supervisor.wait_for_answer("http://127.0.0.1:1/")
    assert time.monotonic() - started < 30
