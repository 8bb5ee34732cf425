"""Web, worker and commands refuse a role that the policies do not bind, and keys of another database."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from simpul.config.embedded import Cluster
from simpul.ground.crypto import Keyring
from tests.databases import SIMPUL, TEMPLATE, migrated_cluster

WEB = (sys.executable, "-c", "from simpul.config.wsgi import application; application()")
WORKER = (SIMPUL, "procrastinate", "worker", "--one-shot")
OFFICER = (SIMPUL, "officer", "invite", "--district=00.00", "--email=a@contoh.test", "--name=A")
COUNTING = (SIMPUL, "insight", "refresh")


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    made = migrated_cluster(tmp_path_factory.mktemp("roles") / "pg")
    made.start()
    with psycopg.connect(made.url("postgres", TEMPLATE), autocommit=True) as connection:
        connection.execute("CREATE ROLE bypasser LOGIN BYPASSRLS")
        connection.execute("CREATE ROLE friend LOGIN")
        connection.execute("GRANT simpul_owner TO friend")
        connection.execute("CREATE ROLE maker LOGIN CREATEROLE")
    yield made
    made.stop()


@pytest.fixture
def keyring(tmp_path: Path) -> Path:
    """The keyring of the test databases, at a place of its own."""
    path = tmp_path / "keys" / "keyring.json"
    path.parent.mkdir(mode=0o700)
    shutil.copy(os.environ["SIMPUL_KEYS"], path)
    return path


def start(command: tuple[str, ...], cluster: Cluster, role: str, keys: Path, **more: str) -> tuple[int, str]:
    """Exit status and what the process said."""
    env = os.environ | {
        "DATABASE_URL": cluster.url(role, TEMPLATE),
        "DATABASE_OWNER_URL": cluster.url("simpul_owner", TEMPLATE),
        "SIMPUL_KEYS": str(keys),
        "SIMPUL_DEMO": "1",  # else the embedded server itself is refused
        **more,
    }
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False, timeout=60)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("role", "words", "command"),
    [
        ("postgres", "superuser", WEB),
        ("bypasser", "BYPASSRLS", WEB),
        ("simpul_owner", "memiliki tabel", WEB),
        ("friend", "memiliki tabel", WEB),
        ("maker", "NOCREATEROLE", WEB),
        ("postgres", "superuser", WORKER),
        ("postgres", "superuser", COUNTING),
        ("simpul_owner", "memiliki tabel", OFFICER),
    ],
)
def test_a_role_that_policies_do_not_bind_is_refused(
    cluster: Cluster, keyring: Path, command: tuple[str, ...], role: str, words: str
) -> None:
    status, said = start(command, cluster, role, keyring)
    assert status != 0
    assert words in said
    assert "Traceback" not in said


def test_a_role_put_on_by_a_superuser_is_refused_too(cluster: Cluster, keyring: Path) -> None:
    url = cluster.url("postgres", TEMPLATE) + "?options=-c%20role%3Dsimpul_app"
    status, said = start(WEB, cluster, "postgres", keyring, DATABASE_URL=url)
    assert status != 0
    assert "superuser" in said


def test_the_web_is_no_command_of_the_owner(cluster: Cluster, keyring: Path) -> None:
    status, said = start(WEB, cluster, "simpul_app", keyring, SIMPUL_AS_OWNER="1")
    assert status != 0
    assert "memiliki tabel" in said


def test_only_commands_on_tables_work_as_the_owner(cluster: Cluster, keyring: Path) -> None:
    status, said = start(OFFICER, cluster, "simpul_app", keyring, SIMPUL_AS_OWNER="1")
    assert status != 0
    assert "tanpa SIMPUL_AS_OWNER" in said


@pytest.mark.parametrize("command", [WEB, COUNTING], ids=["web", "insight"])
def test_the_app_role_starts(cluster: Cluster, keyring: Path, command: tuple[str, ...]) -> None:
    assert start(command, cluster, "simpul_app", keyring) == (0, "")


def test_migrating_without_the_app_role_says_what_to_do(cluster: Cluster, keyring: Path) -> None:
    migrate = (SIMPUL, "migrate", "--skip-checks", "--verbosity=0")
    status, said = start(
        migrate, cluster, "simpul_app", keyring, SIMPUL_AS_OWNER="1", SIMPUL_APP_ROLE="nobody_yet"
    )
    assert status != 0
    assert "CREATE ROLE nobody_yet LOGIN" in said


def test_migrating_as_the_app_role_says_what_to_do(cluster: Cluster, keyring: Path) -> None:
    status, said = start((SIMPUL, "migrate", "--skip-checks"), cluster, "simpul_app", keyring)
    assert status != 0
    assert "SIMPUL_AS_OWNER=1" in said


def test_migrating_for_an_app_role_with_too_much_power_is_refused(cluster: Cluster, keyring: Path) -> None:
    migrate = (SIMPUL, "migrate", "--skip-checks", "--verbosity=0")
    status, said = start(
        migrate, cluster, "simpul_app", keyring, SIMPUL_AS_OWNER="1", SIMPUL_APP_ROLE="bypasser"
    )
    assert status != 0
    assert "NOBYPASSRLS" in said


@pytest.mark.parametrize("command", [WEB, WORKER], ids=["web", "worker"])
class TestKeys:
    def test_no_keyring_no_start(self, cluster: Cluster, keyring: Path, command: tuple[str, ...]) -> None:
        keyring.unlink()
        status, said = start(command, cluster, "simpul_app", keyring)
        assert status != 0
        assert "Berkas kunci tidak ada" in said
        assert "Traceback" not in said
        assert not keyring.exists()

    def test_another_keyring_is_refused(
        self, cluster: Cluster, keyring: Path, command: tuple[str, ...]
    ) -> None:
        assert start(WEB, cluster, "simpul_app", keyring)[0] == 0  # leaves the mark of the right one
        keyring.unlink()
        Keyring.create(keyring)
        status, said = start(command, cluster, "simpul_app", keyring)
        assert status != 0
        assert "bukan milik basis data ini" in said
        assert "Traceback" not in said

    def test_a_keyring_open_to_others_is_refused(
        self, cluster: Cluster, keyring: Path, command: tuple[str, ...]
    ) -> None:
        keyring.chmod(0o644)
        status, said = start(command, cluster, "simpul_app", keyring)
        assert status != 0
        assert "chmod 600" in said


def test_no_new_keyring_is_made_for_a_sealed_database(cluster: Cluster, keyring: Path) -> None:
    assert start(WEB, cluster, "simpul_app", keyring)[0] == 0
    keyring.unlink()
    status, said = start((SIMPUL, "keys", "create"), cluster, "simpul_app", keyring)
    assert status != 0
    assert "Kembalikan berkas kunci itu" in said
    assert not keyring.exists()
