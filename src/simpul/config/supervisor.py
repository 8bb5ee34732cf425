"""Keeps the processes of one installation together: they start in order, and end together."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import signal
import socket
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from types import FrameType
from typing import IO

from django.utils.translation import gettext as _

from simpul.config.processes import ProcessError, end_group, last_lines, spawn, stop

STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
LOOPBACK = "127.0.0.1"
PORT_PATIENCE = 10
ANSWER_PATIENCE = 90
SERVER_FAULT = 500


class StoppedError(Exception):
    """Somebody asked us to stop (Ctrl-C, a signal, or the terminal was closed)."""


class Supervisor:
    """Runs steps and children; on leaving, everything it started has ended.

    Args:
        folder: where logs, the lock and the list of running processes are kept.
        env: environment of everything that is started.
    """

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self.folder = folder
        self.env = dict(env)
        self.children: dict[str, subprocess.Popen[bytes]] = {}
        self.guarded: dict[str, tuple[subprocess.Popen[bytes], Path]] = {}

    def step(self, name: str, command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> None:
        """Run one command to its end.

        Raises:
            ProcessError: it failed; the sentence holds the end of what it said.
        """
        log = self._log(name)
        log.unlink(missing_ok=True)
        process = spawn(command, log=log, env=self.env | dict(env or {}))
        self.children[name] = process
        try:
            if process.wait() != 0:
                raise ProcessError(
                    _("Langkah “%(name)s” gagal. Akhir catatannya (%(path)s):\n%(lines)s")
                    % {"name": name, "path": log, "lines": last_lines(log, 25)}
                )
        finally:
            stop(process)
            del self.children[name]

    def start(self, name: str, command: Sequence[str | Path]) -> None:
        """Start a child that runs until we stop; its log begins anew."""
        self._log(name).unlink(missing_ok=True)
        self.children[name] = spawn(command, log=self._log(name), env=self.env)
        note = {"groups": [child.pid for child in self.children.values()]}
        self._note.write_text(json.dumps(note))

    def wait_for_answer(self, address: str) -> None:
        """Wait until the web server answers.

        Raises:
            ProcessError: a child ended, or no sound answer came in time.
        """
        deadline = time.monotonic() + ANSWER_PATIENCE
        while not answers(address):
            self.check()
            if time.monotonic() > deadline:
                raise ProcessError(
                    _("Server web belum menjawab. Akhir catatannya (%(path)s):\n%(lines)s")
                    % {"path": self._log("web"), "lines": last_lines(self._log("web"))}
                )
            time.sleep(0.2)

    def watch(self) -> None:
        """Stay until a child ends or somebody asks to stop."""
        while True:
            self.check()
            time.sleep(0.5)

    def watch_over(self, name: str, process: subprocess.Popen[bytes], log: Path) -> None:
        """Notice the end of a process too that is stopped by somebody else."""
        self.guarded[name] = process, log

    def check(self) -> None:
        """Raise a sentence when a process has ended by itself."""
        own = {name: (child, self._log(name)) for name, child in self.children.items()}
        for name, (process, log) in (self.guarded | own).items():
            if process.poll() is not None:
                raise ProcessError(
                    _(
                        "Proses “%(name)s” berhenti sendiri; semuanya dihentikan. "
                        "Akhir catatannya (%(path)s):\n%(lines)s"
                    )
                    % {"name": name, "path": log, "lines": last_lines(log)}
                )

    def stop(self) -> None:
        """Stop the children, the last started first."""
        while self.children:
            _name, child = self.children.popitem()
            stop(child)
        self._note.unlink(missing_ok=True)

    def end_leftovers(self) -> None:
        """End what a killed supervisor left; only processes that are ours, since numbers are used again."""
        if not self._note.exists():
            return
        for group in json.loads(self._note.read_text())["groups"]:
            if _may_be_ours(group):
                end_group(group)
        self._note.unlink()

    @property
    def _note(self) -> Path:
        return self.folder / "running.json"

    def _log(self, name: str) -> Path:
        return self.folder / "log" / f"{name.replace(' ', '-')}.log"


@contextlib.contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Hold the folder: two supervisors never work on the same data.

    Raises:
        ProcessError: another one runs; the sentence names its process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise ProcessError(_("Simpul sudah berjalan: %s") % _holder(lock)) from None
        yield


def tell_holder(folder: Path, address: str) -> None:
    """Leave in the lock who holds it, for the sentence of a second start."""
    (folder / "lock").write_text(f"{address} (proses {os.getpid()})")


def _holder(lock: IO[str]) -> str:
    lock.seek(0)
    return lock.read() or "…"


@contextlib.contextmanager
def stopping_on_signals() -> Iterator[None]:
    """Turn signals into `StoppedError`, once; while everything is being stopped further ones are ignored."""

    def ask(_number: int, _frame: FrameType | None) -> None:
        for each in STOP_SIGNALS:
            signal.signal(each, signal.SIG_IGN)
        raise StoppedError

    before = {each: signal.signal(each, ask) for each in STOP_SIGNALS}
    try:
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)


def claim_port(port: int, *, patience: float = 0) -> None:
    """Make sure the port is free; waits a little where an earlier server is just ending.

    Raises:
        ProcessError: another program listens on it.
    """
    deadline = time.monotonic() + patience
    while not port_is_free(port):
        if time.monotonic() >= deadline:
            raise ProcessError(
                _("Port %(port)s dipakai program lain. Pilih yang lain, misalnya: make demo PORT=%(other)s")
                % {"port": port, "other": port + 1}
            )
        time.sleep(0.2)


def port_is_free(port: int) -> bool:
    """Whether nobody listens on this port of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def answers(address: str) -> bool:
    """Whether an HTTP server answers there without a fault of its own."""
    try:
        with urllib.request.urlopen(address, timeout=20):  # noqa: S310  # nosec B310 - our own http address
            return True
    except urllib.error.HTTPError as error:
        error.close()
        return error.code < SERVER_FAULT
    except OSError:
        return False


def _may_be_ours(group: int) -> bool:
    """Whether the leader of a process group is a program of Simpul, or is gone while others of it remain."""
    if Path("/proc/self").exists():
        command = Path(f"/proc/{group}/cmdline")
        return not command.exists() or b"simpul" in command.read_bytes()
    listed = subprocess.run(  # noqa: S603  # nosec B607 - a fixed program and a number
        ["ps", "-o", "command=", "-p", str(group)],  # noqa: S607
        capture_output=True,
        text=True,
        check=False,
    )
    return not listed.stdout.strip() or "simpul" in listed.stdout
