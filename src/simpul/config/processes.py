"""Child processes that never outlive the one who started them."""

from __future__ import annotations

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

PR_SET_PDEATHSIG = 1
SYSTEM_USER = "pgserver"
SHOWN_PATIENCE = 15.0
"""Seconds a program on the terminal has to end by itself when it is asked to."""


class ProcessError(Exception):
    """A program cannot be run here; the message is a sentence for the person at the terminal."""


def _begin(
    command: Sequence[str | Path], parent_death: signal.Signals, **how: Any
) -> subprocess.Popen[bytes]:
    """Start a program as the leader of a process group of its own, whose parent's death it notices.

    While it is started no signal is heard: what a handler raises in the middle of a fork is lost (Python
    calls its own hooks there, and drops their errors), and with it the request to stop. It is heard right
    after, and then the program is ended.
    """
    process = None
    try:
        with _deaf() as before:
            process = subprocess.Popen(  # noqa: S603  a program from our own list
                [str(part) for part in command],
                stdin=subprocess.DEVNULL,
                start_new_session=True,
                preexec_fn=_in_the_child(parent_death, before),  # noqa: PLW1509  we start no threads
                **how,
            )
    except BaseException:
        if process is not None:
            stop(process)
        raise
    return process


@contextmanager
def _deaf() -> Iterator[set[int]]:
    """Signals wait until the end of the block; gives those that waited before."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, signal.valid_signals())
    try:
        yield {int(each) for each in before}
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _in_the_child(parent_death: signal.Signals, heard: set[int]) -> Callable[[], None]:
    """What a new child runs before its program: hear signals, and ask Linux for one when the parent dies.

    So even `kill -9` of the supervisor leaves nothing behind. Elsewhere the next start clears up by id.
    """
    libc = ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None

    def ask() -> None:
        if libc is not None:
            libc.prctl(PR_SET_PDEATHSIG, int(parent_death))
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)

    return ask


def spawn(
    command: Sequence[str | Path],
    *,
    log: Path,
    env: Mapping[str, str] | None = None,
    user: pwd.struct_passwd | None = None,
    parent_death: signal.Signals = signal.SIGTERM,
) -> subprocess.Popen[bytes]:
    """Start a program in a process group of its own, its output appended to a log file.

    Args:
        command: program and arguments; never a shell line.
        log: file that receives both outputs; its folder is made.
        env: the whole environment; the parent's when left out.
        user: system user to become (only root may).
        parent_death: the signal the child gets when this process dies without stopping it.

    Returns:
        The running process; its id is also the id of its process group.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output:
        return _begin(
            command,
            parent_death,
            env=dict(env) if env is not None else None,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )


def stop(
    process: subprocess.Popen[bytes], *, ask: signal.Signals = signal.SIGTERM, patience: float = 15
) -> None:
    """Ask a child to end; after `patience` seconds end its whole process group."""
    if process.poll() is None:
        process.send_signal(ask)
    try:
        process.wait(timeout=patience)
    except subprocess.TimeoutExpired:
        end_group(process.pid)
        process.wait()


def show(command: Sequence[str | Path], *, env: Mapping[str, str]) -> None:
    """Run a program to its end with its words on this terminal; it ends when we are asked to, or die.

    It leads a process group of its own, so that one that does not listen is ended with what it started.

    Raises:
        ProcessError: it failed; why, it has said itself.
    """
    process = _begin(command, signal.SIGTERM, env=dict(env))
    try:
        code = process.wait()
    finally:
        stop(process, patience=SHOWN_PATIENCE)
    if code != 0:
        raise ProcessError(_("Tidak selesai; sebabnya di atas ini."))


def end_group(group: int) -> None:
    """End a process group at once; one that is gone already is fine."""
    try:
        os.killpg(group, signal.SIGKILL)
    except ProcessLookupError:
        return


def last_lines(log: Path, count: int = 15) -> str:
    """The end of a log, to show beside the sentence that says what went wrong."""
    if not log.exists():
        return ""
    return "\n".join(log.read_text(errors="replace").splitlines()[-count:])


def server_user() -> pwd.struct_passwd | None:
    """The system user PostgreSQL runs as when we are root (it refuses root); made when missing."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        pass
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if program is None:
        raise ProcessError(
            _("PostgreSQL menolak berjalan sebagai root. Jalankan Simpul sebagai pengguna biasa.")
        )
    subprocess.run([program, "--system", "--shell", "/usr/sbin/nologin", SYSTEM_USER], check=True)  # noqa: S603
    return pwd.getpwnam(SYSTEM_USER)


def open_way(folder: Path, user: pwd.struct_passwd | None) -> None:
    """Let the server's system user walk to a folder: pass through, not list."""
    if user is None:
        return
    for step in (folder, *folder.parents):
        mode = step.stat().st_mode
        if step.stat().st_uid != user.pw_uid and not mode & 0o001:
            step.chmod(mode | 0o011)


def own(folder: Path, user: pwd.struct_passwd | None) -> None:
    """Make a folder that only the server's user may enter."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    folder.chmod(0o700)
    if user is not None:
        os.chown(folder, user.pw_uid, user.pw_gid)
