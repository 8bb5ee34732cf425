"""The databases of a test run: one server, a migrated template, a clone for each worker or test.

Loaded by `-p tests.databases`, before Django reads its settings. Without `DATABASE_URL` an embedded server is
started on a copy of a data folder that was migrated once as the owner and is kept in `.data/test` until a
migration changes. With `DATABASE_URL` and `DATABASE_OWNER_URL` that server is used; its owner role must be
allowed to make databases. Either way the tests connect as the app role, so row-level security holds for them.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import dj_database_url
import psycopg
import pytest
from psycopg import sql

from simpul.config.embedded import Cluster, Urls
from tests.kept import ROOT, STORE, copy_kept, hold, state_of

SIMPUL = str(Path(sys.executable).with_name("simpul"))
"""The command of this environment."""
TEMPLATE = "simpul_template"
RUN = "SIMPUL_TEST_RUN"
BINARIES = "SIMPUL_TEST_POSTGRES"
VACUUM_TRIES = 240  # a minute: on a busy machine a vacuum takes its time
UNSAFE_AND_FAST = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "200",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Seal the environment here: the earliest hook, before pytest-django reads the settings."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        run = STORE / f"run-{os.getpid()}"
        os.environ[RUN] = str(run)
        os.environ["SIMPUL_DATA"] = str(run)
        os.environ["SIMPUL_KEYS"] = str(STORE / "keys" / "keyring.json")
        os.environ.pop("SIMPUL_DEMO", None)
        os.environ.pop("SIMPUL_AS_OWNER", None)


def pytest_configure(config: pytest.Config) -> None:
    """Lay the run's folder; with several workers the first process starts the server they share."""
    if is_worker(config):
        return
    with hold(STORE / "runs.lock"):
        _sweep()
        run_folder().mkdir()
        (run_folder() / "static").mkdir()  # whitenoise warns where none is
        config.stash[_LOCK] = hold(run_folder() / "lock")
    _make_keys()
    if config.getoption("numprocesses", None):
        config.stash[_SERVER] = start_server()


def pytest_unconfigure(config: pytest.Config) -> None:
    """Stop the server and remove what the run made."""
    if is_worker(config) or _LOCK not in config.stash:
        return
    if _SERVER in config.stash:
        config.stash[_SERVER].close()
    shutil.rmtree(run_folder(), ignore_errors=True)
    config.stash[_LOCK].close()


@dataclass(frozen=True)
class Server:
    """A PostgreSQL with a migrated template, and how to clone it."""

    base: Urls
    cluster: Cluster | None = None
    template: str = TEMPLATE

    def urls(self, database: str) -> Urls:
        """The URLs of both roles for one database of this server."""
        return Urls(app=_at(self.base.app, database), owner=_at(self.base.owner, database))

    def clone(self, name: str, *, template: str | None = None) -> Urls:
        """Make a database that starts as a copy of a template (of the migrated one when left out)."""
        self._as_owner(
            sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                sql.Identifier(name), sql.Identifier(template or self.template)
            )
        )
        return self.urls(name)

    def drop(self, name: str) -> None:
        """Drop a database and the connections to it, once a vacuum that may be running has gone."""
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        for _ in range(VACUUM_TRIES):
            with contextlib.suppress(psycopg.errors.InsufficientPrivilege):
                return self._as_owner(drop)
            time.sleep(0.25)
        return self._as_owner(drop)

    def close(self) -> None:
        """Stop the server if this run started it, else drop what the run made on it."""
        if self.cluster is not None:
            self.cluster.stop()
        else:
            self.drop(self.template)

    def _as_owner(self, statement: sql.Composed) -> None:
        with psycopg.connect(self.base.owner, autocommit=True) as connection:
            connection.execute(statement)


_LOCK: pytest.StashKey[Any] = pytest.StashKey()
_SERVER: pytest.StashKey[Server] = pytest.StashKey()


def run_folder() -> Path:
    """The folder of this run: server, files and logs; removed at the end."""
    return Path(os.environ[RUN])


def is_worker(config: pytest.Config) -> bool:
    """Whether this process is one of several workers under another pytest."""
    return hasattr(config, "workerinput")


def environment(urls: Urls, **more: str) -> dict[str, str]:
    """The environment of a `simpul` process that works on a test database."""
    return os.environ | urls.environment() | more


def simpul(*arguments: str, env: dict[str, str]) -> str:
    """Run the `simpul` command in a process of its own and return what it printed.

    Raises:
        AssertionError: it failed; the message holds its output.
    """
    command = [SIMPUL, *arguments]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"simpul {' '.join(arguments)}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """The run's PostgreSQL; started by whoever asks first, or already there for workers."""
    config = request.config
    if not is_worker(config):
        started = config.stash.get(_SERVER, None) or start_server()
        config.stash[_SERVER] = started
        yield started
    elif "DATABASE_URL" in os.environ:
        yield _given_server(os.environ[f"{RUN}_TEMPLATE"])
    else:
        yield Server(_run_cluster().urls("postgres"))


@pytest.fixture(scope="session")
def worker(request: pytest.FixtureRequest) -> str:
    """A name no other worker or run on the same server has; databases are named by it."""
    return f"{run_folder().name.replace('-', '_')}_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"


@pytest.fixture(scope="session")
def worker_database(
    django_test_environment: None, django_db_blocker: Any, server: Server, worker: str
) -> Iterator[None]:
    """Give this worker its own clone, seen as the app role."""
    urls = server.clone(worker)
    with django_db_blocker.unblock(), pointing_at(urls):
        yield
    server.drop(worker)


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: Any, server: Server, worker: str
) -> Iterator[Urls]:
    """A throw-away clone for one test that commits for real: concurrency, other processes, `kill -9`.

    Not to be combined with `db`. Threads of the test see the clone too. (pytest-django's `transactional_db`
    empties tables, which the app role may not do.)
    """
    assert "db" not in request.fixturenames, "use either db or committed_db"
    name = f"{worker}_commit"
    urls = server.clone(name)
    with django_db_blocker.unblock(), pointing_at(urls):
        yield urls
    server.drop(name)


@pytest.fixture
def owner_connection(
    request: pytest.FixtureRequest, django_db_setup: None, server: Server, worker: str
) -> Iterator[psycopg.Connection[tuple[Any, ...]]]:
    """A connection of the owner role to the test's database, past Django; each statement commits."""
    uses_clone = "committed_db" in request.fixturenames
    urls = request.getfixturevalue("committed_db") if uses_clone else server.urls(worker)
    with psycopg.connect(urls.owner, autocommit=True) as connection:
        yield connection


@contextlib.contextmanager
def pointing_at(urls: Urls) -> Iterator[None]:
    """Let Django's connections, those of new threads too, use another database for a while."""
    from django.db import connections  # noqa: PLC0415  this plugin is read before Django is set up

    place = connections.settings["default"]
    before = dict(place)
    parsed = dj_database_url.parse(urls.app)
    connections.close_all()
    place.update({key: parsed[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")})
    try:
        yield
    finally:
        connections.close_all()
        place.update(before)


def start_server() -> Server:
    """Start the run's server with a migrated template on it."""
    if "DATABASE_URL" in os.environ:
        return _migrated_on_given_server()
    copy_kept("template", state_of_migrations(), run_folder() / "pg", _make_migrated_folder)
    cluster = _run_cluster()
    cluster.start()
    return Server(cluster.urls("postgres"), cluster)


def migrated_cluster(folder: Path) -> Cluster:
    """A server of one's own with the migrated template on it, not started; it writes as a real one does."""
    copy_kept("template", state_of_migrations(), folder, _make_migrated_folder)
    return Cluster(folder, binaries=_binaries())


def _run_cluster() -> Cluster:
    return Cluster(run_folder() / "pg", binaries=_binaries(), settings=UNSAFE_AND_FAST)


def _binaries() -> Path | None:
    """Another PostgreSQL's programs, when the run is to prove that version."""
    given = os.environ.get(BINARIES)
    return Path(given) if given else None


def _make_migrated_folder(folder: Path) -> None:
    cluster = Cluster(folder, binaries=_binaries(), settings=UNSAFE_AND_FAST)
    cluster.start()
    try:
        _migrate(cluster.prepare(TEMPLATE, owner_makes_databases=True))
    finally:
        cluster.stop()


def _migrate(urls: Urls) -> None:
    simpul("migrate", "--verbosity", "0", "--skip-checks", env=environment(urls, SIMPUL_AS_OWNER="1"))


def _migrated_on_given_server() -> Server:
    name = f"{TEMPLATE}_{os.getpid()}"
    os.environ[f"{RUN}_TEMPLATE"] = name
    server = _given_server(name)
    server._as_owner(sql.SQL("CREATE DATABASE {} TEMPLATE template0").format(sql.Identifier(name)))
    _migrate(server.urls(name))
    return server


def _given_server(template: str) -> Server:
    assert "DATABASE_OWNER_URL" in os.environ, (
        "DATABASE_URL needs DATABASE_OWNER_URL beside it (role with CREATEDB)"
    )
    return Server(Urls(os.environ["DATABASE_URL"], os.environ["DATABASE_OWNER_URL"]), template=template)


def state_of_migrations() -> str:
    """A short hash of everything a migrated database depends on."""
    source = ROOT / "src" / "simpul"
    used = [source / "ground" / name for name in ("rls.py", "rights.py", "management/commands/migrate.py")]
    files = [*source.glob("*/migrations/*.py"), *used, ROOT / "requirements" / "base.txt"]
    return state_of(files, os.environ.get(BINARIES, ""))


def _make_keys() -> None:
    """Keys for tests, made once."""
    from simpul.ground.crypto import Keyring  # noqa: PLC0415  Django is set up only now

    keys = Path(os.environ["SIMPUL_KEYS"])
    with hold(STORE / "keys.lock"):
        if not keys.exists():
            Keyring.create(keys)


def _sweep() -> None:
    """Remove folders of runs that died without tidying up: nobody holds their lock."""
    for run in STORE.glob("run-*"):
        with contextlib.suppress(BlockingIOError, FileNotFoundError), (run / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(run, ignore_errors=True)


def _at(url: str, database: str) -> str:
    return urlunsplit(urlsplit(url)._replace(path=f"/{database}"))
