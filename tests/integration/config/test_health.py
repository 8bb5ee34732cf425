"""Health: two addresses that answer when nothing else does, and tell nothing of anybody."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client

pytestmark = pytest.mark.django_db


@pytest.fixture
def _worker_lives():
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO procrastinate_workers DEFAULT VALUES")


def test_it_lives_without_a_database(client: Client, database_gone) -> None:
    with database_gone():
        answer = client.get("/sehat/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


@pytest.mark.usefixtures("_worker_lives")
def test_it_is_ready_with_database_and_jobs(client: Client) -> None:
    answer = client.get("/sehat/siap/")
    assert (answer.status_code, answer.json()) == (200, {"status": "ok", "database": "ok", "jobs": "ok"})


@pytest.mark.usefixtures("_worker_lives")
def test_a_worker_that_gives_no_sign_makes_it_unready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_workers SET last_heartbeat = now() - interval '2 minutes'")
    answer = client.get("/sehat/siap/")
    assert (answer.status_code, answer.json()["jobs"]) == (503, "stopped")


def test_no_worker_makes_it_unready(client: Client) -> None:
    assert client.get("/sehat/siap/").json() == {"status": "unwell", "database": "ok", "jobs": "stopped"}


def test_without_a_database_it_is_not_ready(client: Client, database_gone) -> None:
    with database_gone():
        answer = client.get("/sehat/siap/")
    assert (answer.status_code, answer.json()["database"]) == (503, "gone")


def test_health_is_only_asked_for(client: Client) -> None:
    assert client.post("/sehat/siap/").status_code == 405
