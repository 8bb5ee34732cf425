"""PostgreSQL's own programs for dumping and restoring, and how they find a database."""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryFile

import psycopg
from django.utils.translation import gettext as _
from psycopg.conninfo import conninfo_to_dict

from simpul.config.embedded import EMBEDDED_MAJOR, wheel_binaries
from simpul.config.processes import ProcessError

#: Parts of a database URL, and the variable by which PostgreSQL's programs read each. A password given as
#: an argument could be read in the list of processes.
_VARIABLES = {
    "dbname": "PGDATABASE",
    "host": "PGHOST",
    "hostaddr": "PGHOSTADDR",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "passfile": "PGPASSFILE",
    "options": "PGOPTIONS",
    "sslmode": "PGSSLMODE",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "sslrootcert": "PGSSLROOTCERT",
    "connect_timeout": "PGCONNECT_TIMEOUT",
}
_LAST_WORDS = 600
_UNKNOWN_BEFORE_17 = b"SET transaction_timeout"


def run(name: str, *arguments: str | Path, url: str) -> None:
    """Run `pg_dump` on a database.

    Raises:
        ProcessError: it is not here, is older than the server, or failed; the sentence holds what it said.
    """
    command = [_program(name, url), *map(str, arguments)]
    done = subprocess.run(  # noqa: S603  PostgreSQL's own program
        command, env=os.environ | _environment(url), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise ProcessError(
            _("%(program)s gagal: %(words)s")
            % {"program": name, "words": done.stderr.strip()[-_LAST_WORDS:] or done.returncode}
        )


def pour(dump: Path, *, url: str) -> None:
    """Pour a dump into an empty database, all of it or nothing, whatever version from 15 on the server is.

    The script goes through our hands because a newer `pg_restore` begins it with a setting that an older
    server does not know.

    Raises:
        ProcessError: a program is not here, or failed; the sentence holds what it said.
    """
    reading = [_program("pg_restore", url), "--no-owner", "--no-privileges", "--file=-", str(dump)]
    running = [_program("psql", url), "--quiet", "--no-psqlrc", "--set=ON_ERROR_STOP=1"]
    env = os.environ | _environment(url)
    with TemporaryFile() as said:
        with (
            subprocess.Popen(reading, env=env, stdout=subprocess.PIPE, stderr=said) as reader,  # noqa: S603
            subprocess.Popen(  # noqa: S603
                running, env=env, stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=said
            ) as writer,
        ):
            whole = _hand_on(reader, writer)
        if whole and writer.returncode == 0:
            return
        said.seek(0)
        words = said.read().decode(errors="replace").strip()[-_LAST_WORDS:]
    raise ProcessError(_("%(program)s gagal: %(words)s") % {"program": "pg_restore", "words": words})


def _hand_on(reader: subprocess.Popen[bytes], writer: subprocess.Popen[bytes]) -> bool:
    """Give the script on in one transaction; only when it was read to its end is there a COMMIT."""
    script, sink = reader.stdout, writer.stdin
    if script is None or sink is None:
        raise AssertionError("both ends are pipes")
    whole = False
    with suppress(BrokenPipeError), sink:
        sink.write(b"BEGIN;\n")
        head = True
        for line in script:
            head = head and not line.startswith(b"CREATE ")
            if not (head and line.startswith(_UNKNOWN_BEFORE_17)):
                sink.write(line)
        whole = reader.wait() == 0
        sink.write(b"COMMIT;\n" if whole else b"ROLLBACK;\n")
    reader.kill()  # where the writer gave up, nobody reads on
    return whole


def _environment(url: str) -> dict[str, str]:
    parts = conninfo_to_dict(url)
    unknown = ", ".join(sorted(parts.keys() - _VARIABLES.keys()))
    if unknown:
        raise ProcessError(_("Bagian alamat basis data ini belum dikenal: %s") % unknown)
    return {_VARIABLES[part]: str(value) for part, value in parts.items() if value is not None}


def _program(name: str, url: str) -> str:
    """The program that came with us; a server newer than that needs the system's own."""
    with psycopg.connect(url) as connection:
        newest = connection.info.server_version // 10_000
    if newest <= EMBEDDED_MAJOR:
        return str(wheel_binaries() / name)
    found = shutil.which(name)
    if found is None:
        raise ProcessError(
            _("PostgreSQL %(version)s memerlukan %(program)s: pasang postgresql-client-%(version)s.")
            % {"version": newest, "program": name}
        )
    return found
