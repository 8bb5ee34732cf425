"""`simpul demo`: one address, a clean end, and nothing lost when it is killed."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from bench.site import free_port
from simpul.config.embedded import Cluster, running_server
from tests.databases import SIMPUL, run_folder
from tests.functional.site import copy_demo
from tests.kept import ROOT

pytestmark = pytest.mark.slow
NEXT_START = 90


class Demo:
    """The command in a process of its own, on a folder and a port of its own."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.process: subprocess.Popen[str] | None = None
        self.said = ""

    def start(self, patience: float, *more: str) -> str:
        """Start it and wait for the address it prints."""
        hidden = ("DATABASE_URL", "DATABASE_OWNER_URL", "SIMPUL_KEYS")
        env = {name: value for name, value in os.environ.items() if name not in hidden}
        command = [SIMPUL, "demo", "--port", str(self.port), *more]
        self.process = subprocess.Popen(
            command,
            env=env | {"SIMPUL_DATA": str(self.data)},
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        assert self.process.stdout is not None
        self.said = ""
        deadline = time.monotonic() + patience
        for line in self.process.stdout:
            self.said += line
            if found := re.search(r"DATA CONTOH: (http://\S+)", line):
                return found[1]
            assert time.monotonic() < deadline, self.said
        return pytest.fail(f"it ended without an address:\n{self.said}")

    def end(self, number: signal.Signals) -> int:
        """Send a signal and wait for the end."""
        assert self.process is not None
        self.process.send_signal(number)
        rest, _nothing = self.process.communicate(timeout=60)
        self.said += rest
        return self.process.returncode

    def count(self, table: str) -> int:
        """Rows of a table, counted by the owner past row-level security."""
        with psycopg.connect(Cluster(self.data / "pg18").urls().owner) as connection:
            row = connection.execute(f"SELECT count(*) FROM {table}").fetchone()  # noqa: S608  our own names
        assert row is not None
        return int(row[0])


@pytest.fixture(scope="module")
def demo() -> Iterator[Demo]:
    """A demo whose data were loaded before; whatever is left of it at the end is stopped."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")  # each on a folder of its own
    made = Demo(run_folder() / f"demo-command-{worker}")
    copy_demo(made.data)
    (made.data / "keys").mkdir(exist_ok=True)
    shutil.copy(os.environ["SIMPUL_KEYS"], made.data / "keys" / "keyring.json")
    made.start(NEXT_START)
    yield made
    if made.process is not None and made.process.poll() is None:
        made.end(signal.SIGTERM)


def _persons_after_restart(demo: Demo) -> int:
    if demo.process is None or demo.process.poll() is not None:
        demo.start(NEXT_START)
    return demo.count("registry_person")


def test_one_address_answers_and_says_that_the_data_are_invented(demo: Demo) -> None:
    _persons_after_restart(demo)
    address = f"http://127.0.0.1:{demo.port}"
    assert re.findall(r"http://\S+", demo.said) == [address]
    with urllib.request.urlopen(address) as answer:
        assert "DATA CONTOH" in answer.read().decode()


def test_ctrl_c_ends_everything_and_the_next_start_keeps_the_data(demo: Demo) -> None:
    persons = _persons_after_restart(demo)
    assert persons > 0
    assert demo.end(signal.SIGINT) == 0
    assert "data tersimpan" in demo.said
    assert running_server(demo.data / "pg18") is None
    demo.start(NEXT_START)
    assert "paket" not in demo.said
    assert demo.count("registry_person") == persons


def test_a_killed_demo_starts_again_with_everything_that_was_saved(demo: Demo) -> None:
    persons = _persons_after_restart(demo)
    with psycopg.connect(Cluster(demo.data / "pg18").urls().owner, autocommit=True) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS answered_saved (number int)")
        connection.execute("INSERT INTO answered_saved VALUES (1)")
    saved = demo.count("answered_saved")
    assert demo.end(signal.SIGKILL) == -signal.SIGKILL
    demo.start(NEXT_START)
    assert demo.count("registry_person") == persons
    assert demo.count("answered_saved") == saved


def test_a_second_demo_on_the_same_data_is_told_where_the_first_one_is(demo: Demo) -> None:
    _persons_after_restart(demo)
    second = Demo(demo.data)
    with pytest.raises(pytest.fail.Exception, match=rf"sudah berjalan: http://127\.0\.0\.1:{demo.port}"):
        second.start(NEXT_START)
    assert second.process is not None
    second.process.communicate()
    assert second.process.returncode == 1
