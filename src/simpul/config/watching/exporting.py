"""What `simpul metrics` tells Prometheus: the requests of all web processes, and the state of the work."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from prometheus_client import CollectorRegistry
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.metrics_core import Metric
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from simpul.config.backup.noted import last_backup
from simpul.config.watching import health
from simpul.insight import queries as insight

_JOBS = """
SELECT count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()),
       count(*) FILTER (WHERE status = 'failed'),
       extract(epoch FROM now() - min(coalesce(scheduled_at, deferred.at)) FILTER (
           WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()))
FROM procrastinate_jobs j LEFT JOIN LATERAL (
    SELECT min(at) AS at FROM procrastinate_events e WHERE e.job_id = j.id AND e.type = 'deferred'
) deferred ON j.status = 'todo'
WHERE status IN ('todo', 'failed')
"""


def registry() -> CollectorRegistry:
    """Everything that is told: numbers of the web processes where they keep any, and of the database."""
    made = CollectorRegistry()
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        MultiProcessCollector(made)  # type: ignore[no-untyped-call]
    made.register(Work())
    return made


class Work(Collector):
    """Jobs, referrals, audit lines and the last backup, asked for whenever Prometheus asks."""

    def describe(self) -> Iterator[Metric]:
        """Nothing: asking at registration would ask the database before anybody wants to know."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """The gauges; without a database that says so, and what can be said without one."""
        found: list[Metric] = []
        try:
            found = [*_jobs(), *_referrals(), _audit()]
        except (DatabaseError, InterfaceError):
            found = []
        finally:
            connection.close()  # each asking has a thread of its own
        yield _gauge("simpul_database_up", "1 when the database answers.", float(bool(found)))
        yield from found
        if (last := last_backup()) is not None:
            age = (timezone.now() - last.at).total_seconds()
            yield _gauge("simpul_backup_age_seconds", "Seconds since the last backup.", age)


@dataclass(frozen=True)
class WaitingJobs:
    """Jobs that are due and wait, jobs that failed, and the seconds the oldest due one has waited."""

    due: int
    failed: int
    oldest: float


def waiting_jobs() -> WaitingJobs:
    """The queue of jobs now."""
    with connection.cursor() as cursor:
        cursor.execute(_JOBS)
        due, failed, oldest = cursor.fetchone()
    return WaitingJobs(due, failed, float(oldest or 0))


def _jobs() -> Iterator[Metric]:
    queue = waiting_jobs()
    yield _gauge("simpul_jobs_due", "Jobs that are due and wait.", queue.due)
    yield _gauge("simpul_jobs_failed", "Jobs that failed and are still noted.", queue.failed)
    yield _gauge("simpul_jobs_oldest_seconds", "How long the oldest due job has waited.", queue.oldest)
    if (silent := health.seconds_since_sign()) is not None:
        yield _gauge(
            "simpul_worker_silent_seconds", "Seconds since a job worker gave a sign of life.", silent
        )


def _referrals() -> Iterator[Metric]:
    waiting = GaugeMetricFamily(
        "simpul_referrals_unanswered",
        "Referrals sent and not answered, as last counted.",
        labels=["district"],
    )
    silent = GaugeMetricFamily(
        "simpul_referrals_silent", "Unanswered referrals past their time.", labels=["district"]
    )
    for each in insight.referrals_by_district():
        waiting.add_metric([each.district], each.waiting)
        silent.add_metric([each.district], each.silent)
    return iter((waiting, silent))


def _audit() -> Metric:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM ground_auditwaiting")
        (waiting,) = cursor.fetchone()
    return _gauge("simpul_audit_waiting", "Audit lines that are not yet in the chain.", waiting)


def _gauge(name: str, about: str, value: float) -> Metric:
    return GaugeMetricFamily(name, about, value=value)
