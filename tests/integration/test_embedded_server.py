"""The embedded PostgreSQL keeps what was saved, holds two roles apart and is refused outside the demo."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest

from simpul.config.embedded import (
    Cluster,
    EmbeddedError,
    Urls,
    refuse_outside_demo,
    running_server,
    wheel_binaries,
)


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = Cluster(tmp_path_factory.mktemp("embedded") / "pg18")
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def urls(cluster: Cluster) -> Urls:
    return cluster.prepare()


def test_the_app_role_is_bound_by_row_level_security_and_makes_no_tables(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection:
        rights = connection.execute(
            "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles"
            " WHERE rolname = current_user"
        ).fetchone()
        assert rights == (False, False, False, False)
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE TABLE mine ()")


def test_the_app_role_cannot_become_the_owner(urls: Urls) -> None:
    with (
        psycopg.connect(urls.app) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege),
    ):
        connection.execute("SET ROLE simpul_owner")


def test_the_database_speaks_utf8_and_compiles_no_queries(urls: Urls) -> None:
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SHOW server_encoding").fetchone() == ("UTF8",)
        assert connection.execute("SHOW jit").fetchone() == ("off",)
        assert connection.execute("SELECT upper('é')").fetchone() == ("É",)


def test_preparing_again_keeps_the_data(cluster: Cluster, urls: Urls) -> None:
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
    assert cluster.prepare() == urls
    with psycopg.connect(urls.owner) as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (7,)


def test_what_was_saved_survives_a_killed_server(cluster: Cluster, urls: Urls) -> None:
    with psycopg.connect(urls.owner) as connection:
        connection.execute("CREATE TABLE saved AS SELECT generate_series(1, 1000) AS number")
    assert cluster.process is not None
    os.kill(cluster.process.pid, signal.SIGKILL)
    cluster.process.wait()
    cluster.start()
    with psycopg.connect(urls.owner) as connection:
        assert connection.execute("SELECT count(*) FROM saved").fetchone() == (1000,)


def test_a_server_left_by_a_killed_supervisor_is_taken_over(cluster: Cluster, urls: Urls) -> None:
    orphan = cluster.process
    assert orphan is not None
    successor = Cluster(cluster.folder)
    successor.start()
    orphan.wait(timeout=10)
    assert successor.process is not None
    assert running_server(cluster.folder) == successor.process.pid
    cluster.process = successor.process
    with psycopg.connect(urls.app) as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)


def test_an_embedded_database_is_refused_as_a_real_one(urls: Urls) -> None:
    with pytest.raises(EmbeddedError, match="DATABASE_URL"):
        refuse_outside_demo(urls.app)


def test_another_database_is_not_refused(cluster: Cluster) -> None:
    refuse_outside_demo(cluster.url("postgres", "postgres"))


def test_a_database_that_is_gone_is_not_judged(tmp_path: Path) -> None:
    refuse_outside_demo(f"postgresql://simpul_app@{quote(str(tmp_path), safe='')}/simpul")


def test_the_web_server_refuses_an_embedded_database_outside_the_demo(urls: Urls) -> None:
    command = [sys.executable, "-c", "from simpul.config.wsgi import application; application()"]
    env = {name: value for name, value in os.environ.items() if name != "SIMPUL_DEMO"} | urls.environment()
    refused = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    assert refused.returncode != 0
    assert "hanya untuk demo" in refused.stderr
    demo = subprocess.run(
        command, env=env | {"SIMPUL_DEMO": "1"}, capture_output=True, text=True, check=False
    )
    assert "hanya untuk demo" not in demo.stderr
    assert "simpul migrate" in demo.stderr  # this server has no tables yet


def test_a_folder_of_another_version_is_named_in_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path / "pg18"
    folder.mkdir()
    (folder / "PG_VERSION").write_text("16\n")
    with pytest.raises(EmbeddedError, match=r"PostgreSQL 16.*PostgreSQL 18.*demo-reset"):
        Cluster(folder).start()


def test_a_server_that_cannot_start_shows_the_end_of_its_log(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / "pg18", settings={"shared_buffers": "none"})
    with pytest.raises(EmbeddedError, match="shared_buffers"):
        cluster.start()


def test_a_path_too_long_for_a_socket_gets_a_short_private_folder(tmp_path: Path) -> None:
    cluster = Cluster(tmp_path / ("d" * 90) / "pg18", binaries=wheel_binaries())
    cluster.start()
    try:
        assert len(str(cluster.socket_folder)) < 60
        assert cluster.socket_folder.stat().st_mode & 0o077 == 0
        with psycopg.connect(cluster.prepare().app) as connection:
            assert connection.execute("SELECT 1").fetchone() == (1,)
    finally:
        cluster.stop()


def test_only_the_servers_own_user_may_enter_its_folder(cluster: Cluster) -> None:
    assert cluster.folder.stat().st_mode & 0o077 == 0
