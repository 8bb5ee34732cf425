"""What every test with a database may rely on: the app role, a clean clone, nothing left behind."""

from __future__ import annotations

import threading
from typing import Any

import psycopg
import pytest
from django.db import connection

from simpul.config.embedded import Urls


def _value(statement: str) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        row = cursor.fetchone()
        assert row is not None
        return row[0]


def test_tests_work_as_the_app_role(db: None) -> None:
    assert _value("SELECT current_user::text") == "simpul_app"
    assert _value("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user") is False


def test_no_table_belongs_to_the_app_role(db: None) -> None:
    assert _value("SELECT count(*) FROM pg_tables WHERE tableowner = current_user") == 0


def test_a_committed_database_is_another_one(db: None) -> None:
    assert not str(_value("SELECT current_database()")).endswith("_commit")


def test_in_a_committed_database_threads_see_what_was_saved(
    committed_db: Urls, owner_connection: psycopg.Connection[Any]
) -> None:
    owner_connection.execute("CREATE TABLE note AS SELECT 'tersimpan' AS text")
    owner_connection.execute("GRANT SELECT ON note TO PUBLIC")
    seen: list[str] = []

    def look() -> None:
        seen.append(_value("SELECT text FROM note"))
        connection.close()

    thread = threading.Thread(target=look)
    thread.start()
    thread.join()
    assert seen == ["tersimpan"]
    assert _value("SELECT current_database()").endswith("_commit")


@pytest.mark.parametrize("time", ["first", "second"])
def test_a_committed_database_starts_clean_each_time(
    committed_db: Urls, owner_connection: psycopg.Connection[Any], time: str
) -> None:
    owner_connection.execute("CREATE TABLE only_once ()")
