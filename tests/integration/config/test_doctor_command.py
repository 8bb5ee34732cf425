"""`simpul doctor` on a real database: it looks, says what to do, and ends with how grave it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError, connection

from simpul.config.doctor import looking
from simpul.config.doctor.facts import Database
from tests.databases import Urls, environment

SIMPUL = str(Path(sys.executable).with_name("simpul"))


def doctor(env: dict[str, str], *more: str) -> tuple[int, str]:
    done = subprocess.run([SIMPUL, "doctor", *more], env=env, capture_output=True, text=True, check=False)
    assert "Traceback" not in done.stderr
    return done.returncode, done.stdout + done.stderr


def test_it_finds_what_is_wrong_with_a_bare_installation(committed_db: Urls, tmp_path: Path) -> None:
    with psycopg.connect(committed_db.owner, autocommit=True) as owner:
        owner.execute("ALTER TABLE cases_need DISABLE ROW LEVEL SECURITY")
        owner.execute("DELETE FROM django_migrations WHERE app = 'cases'")
    env = environment(committed_db, SIMPUL_DATA=str(tmp_path))
    code, said = doctor(env)
    assert code == 2
    for words in ("mati pada: cases_need", "belum dimigrasi: cases.0001", "tidak berjalan", "tanpa TLS",
                  "belum pernah dibuat", "belum ada paket"):  # fmt: skip
        assert words in said
    assert list(tmp_path.iterdir()) == []
    assert "without TLS" in doctor(env, "--language", "en")[1]


def test_without_a_database_it_says_so(tmp_path: Path) -> None:
    nowhere = "postgresql://simpul_app@127.0.0.1:9/simpul"
    env = os.environ | {"DATABASE_URL": nowhere, "SIMPUL_DATA": str(tmp_path)}
    code, said = doctor(env)
    assert code == 2
    assert "tidak menjawab" in said
    assert "systemctl status postgresql" in said


def test_it_sees_districts_and_their_administrators(cast) -> None:
    facts = looking.look()
    assert isinstance(facts.database, Database)
    assert facts.database.unguarded == ()
    assert facts.database.unapplied == ()
    assert abs(facts.database.ahead) < 2
    here = next(each for each in facts.districts if each.code == cast.place.district.code)
    assert here.administrators == 1


def test_a_database_that_goes_away_is_no_crash(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_statement: object) -> None:
        raise OperationalError("the server closed the connection")

    monkeypatch.setattr(connection, "close", lambda: None)
    with connection.execute_wrapper(refuse):
        facts = looking.look()
    assert facts.database is None
    assert "closed" in facts.unreachable
