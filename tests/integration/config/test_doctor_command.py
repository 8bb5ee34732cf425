"""`simpul doctor` on a real database: it looks, says what to do, and ends with how grave it is."""

from __future__ import annotations

import datetime as dt
import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from django.utils import timezone

from simpul.config.doctor import looking
from simpul.config.doctor.facts import Database
from simpul.ground.crypto import Keyring
from simpul.places.queries import local_day
from simpul.programmes.models import Programme
from tests.databases import SIMPUL, Server, Urls, environment
from tests.factories import DISTRICT


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
    here = next(each for each in facts.districts or () if each.code == cast.place.district.code)
    assert here.administrators == 1


def test_a_database_that_goes_away_is_no_crash(database_gone) -> None:
    with database_gone():
        facts = looking.look()
    assert facts.database is None
    assert "closed" in facts.unreachable


@pytest.fixture
def empty(server: Server, worker: str) -> Iterator[Urls]:
    """A database that was made, and no more."""
    name = f"{worker}_empty"
    yield server.clone(name, template="template1")
    server.drop(name)


def test_before_tables_are_made_it_says_so(empty: Urls, tmp_path: Path) -> None:
    Keyring.create(tmp_path / "keys" / "keyring.json")
    code, said = doctor(
        environment(empty, SIMPUL_DATA=str(tmp_path), SIMPUL_KEYS=str(tmp_path / "keys/keyring.json"))
    )
    assert code == 2
    assert "belum dimigrasi" in said
    assert said.count("belum dapat diperiksa") == 2
    assert "tidak dapat dipakai" not in said, "the keys are well"


def test_a_role_that_is_not_bound_is_found_and_the_rest_still_looked_at(
    committed_db: Urls, tmp_path: Path
) -> None:
    code, said = doctor(environment(committed_db, SIMPUL_DATA=str(tmp_path), DATABASE_URL=committed_db.owner))
    assert code == 2
    assert "kebijakan baris tidak mengikat" in said
    for words in ("menjawab", "Disk", "belum pernah dibuat", "belum dapat diperiksa"):
        assert words in said


def test_it_leaves_no_mark_of_the_keys(committed_db: Urls, tmp_path: Path) -> None:
    Keyring.create(tmp_path / "keys" / "keyring.json")
    env = environment(
        committed_db, SIMPUL_DATA=str(tmp_path), SIMPUL_KEYS=str(tmp_path / "keys/keyring.json")
    )
    with psycopg.connect(committed_db.owner, autocommit=True) as owner:
        owner.execute("DELETE FROM ground_keymark")
        assert "milik basis data ini" in doctor(env)[1]
        assert owner.execute("SELECT count(*) FROM ground_keymark").fetchone() == (0,)
        owner.execute("INSERT INTO ground_keymark (id, fingerprint) VALUES (1, 'another')")
        assert "tidak dapat dipakai" in doctor(env)[1]


def test_only_programmes_of_today_count(cast) -> None:
    today = local_day(DISTRICT, timezone.now())
    for code, begins, ends in (("now", None, None), ("soon", 1, None), ("over", None, -1), ("last", 0, 0)):
        Programme.objects.create(
            district=cast.place.district, code=code, name=code, unit="family", source="assumed", benefit="",
            rung=cast.place.rungs["agency"], owner=cast.place.offices["dinsos"],
            valid_from=None if begins is None else today + dt.timedelta(days=begins),
            valid_until=None if ends is None else today + dt.timedelta(days=ends),
        )  # fmt: skip
    here = next(each for each in looking.look().districts or () if each.code == DISTRICT)
    assert (here.programmes, here.over) == (2, 1)
