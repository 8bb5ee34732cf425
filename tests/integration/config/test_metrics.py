"""Numbers for Prometheus: pages by their names, jobs, referrals, the last backup; nothing of anybody."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from prometheus_client import REGISTRY, generate_latest
from prometheus_client.parser import text_string_to_metric_families

from bench.site import free_port
from simpul.config.backup.taking import NOTE
from simpul.config.watching import exporting
from simpul.insight.models import OfficeCount
from tests.databases import SIMPUL, Urls, environment
from tests.factories import DISTRICT


def counted(name: str, **labels: str) -> float:
    return REGISTRY.get_sample_value(name, labels) or 0.0


@pytest.fixture
def told(kept_open: None):
    """What Prometheus would read now, as `{name: value}`; labels beside the name."""

    def ask() -> dict[str, float]:
        text = generate_latest(exporting.registry()).decode()
        return {
            " ".join([sample.name, *sample.labels.values()]): sample.value
            for family in text_string_to_metric_families(text)
            for sample in family.samples
        }

    return ask


def test_a_page_is_counted_by_its_name_and_timed(cast, client: Client) -> None:
    labels = {"view": "board:home", "method": "GET", "status": "200"}
    before, timed = (
        counted("simpul_requests_total", **labels),
        counted("simpul_request_seconds_count", view="board:home"),
    )
    asked = counted("simpul_database_queries_total", view="board:home")
    cast.sign_in(client, "front")
    client.get("/papan/")
    assert counted("simpul_requests_total", **labels) == before + 1
    assert counted("simpul_request_seconds_count", view="board:home") == timed + 1
    assert counted("simpul_database_queries_total", view="board:home") > asked
    assert counted("simpul_database_seconds_total", view="board:home") > 0


def test_nobody_can_make_up_names_to_count(client: Client, db: None) -> None:
    client.get("/tidak-ada/7388010508790011/")
    client.generic("PENCURI", "/tidak-ada/")
    text = generate_latest(REGISTRY).decode()
    assert 'view="none"' in text
    assert 'method="OTHER"' in text
    assert "PENCURI" not in text
    assert "7388010508790011" not in text


def test_jobs_that_wait_and_that_failed_are_told(told) -> None:
    with connection.cursor() as cursor:
        for status in ("todo", "failed", "failed"):
            cursor.execute(
                "INSERT INTO procrastinate_jobs (queue_name, task_name, status, scheduled_at)"
                " VALUES ('default', 'x', %s, now() - interval '90 seconds')",
                [status],
            )
        cursor.execute(
            "INSERT INTO procrastinate_jobs (queue_name, task_name, scheduled_at)"
            " VALUES ('default', 'later', now() + interval '1 day')"
        )
    found = told()
    assert (found["simpul_jobs_due"], found["simpul_jobs_failed"]) == (1, 2)
    assert 89 < found["simpul_jobs_oldest_seconds"] < 120


def test_unanswered_referrals_are_counted_by_district_alone(told) -> None:
    for number, office in enumerate(("a", "b")):
        OfficeCount.objects.create(
            district_code=DISTRICT, office=f"0198c9b4-0000-7000-8000-00000000000{office}", office_name=office,
            waiting=2, silent=number, counted_at="2026-11-24T00:00Z",
        )  # fmt: skip
    found = told()
    assert found[f"simpul_referrals_unanswered {DISTRICT}"] == 4
    assert found[f"simpul_referrals_silent {DISTRICT}"] == 1


def test_the_last_backup_has_an_age(told, settings, tmp_path: Path) -> None:
    settings.DATA = tmp_path
    assert "simpul_backup_age_seconds" not in told()
    (tmp_path / NOTE).write_text(json.dumps({"at": "2026-01-01T00:00:00+00:00", "folder": "/x"}))
    assert told()["simpul_backup_age_seconds"] > 86_400


@pytest.mark.parametrize("lay", [lambda note: note.mkdir(), lambda note: note.write_text("half")])
def test_a_note_that_cannot_be_read_is_none(told, settings, tmp_path: Path, lay) -> None:
    settings.DATA = tmp_path
    lay(tmp_path / NOTE)
    assert "simpul_backup_age_seconds" not in told()


def test_without_a_database_it_says_so(told, database_gone) -> None:
    assert told()["simpul_database_up"] == 1
    with database_gone():
        assert told()["simpul_database_up"] == 0


def test_numbers_of_several_web_processes_are_added_up(committed_db: Urls, tmp_path: Path) -> None:
    env = environment(committed_db, PROMETHEUS_MULTIPROC_DIR=str(tmp_path / "numbers"))
    asking = (
        "import django; django.setup(); from django.test import Client;"
        " Client().get('/x/', headers={'host': 'localhost'})"
    )
    for _ in range(2):
        subprocess.run(
            [sys.executable, "-c", asking],
            env=env | {"DJANGO_SETTINGS_MODULE": "simpul.config.settings"},
            check=True,
        )
    port = free_port()
    command = [SIMPUL, "metrics", "--port", str(port)]
    with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            assert f":{port}/metrics" in process.stdout.readline()
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics") as answer:
                text = answer.read().decode()
        finally:
            process.terminate()
    assert 'simpul_requests_total{method="GET",status="404",view="none"} 2.0' in text
    assert "simpul_database_up 1.0" in text
