"""Counts and times of requests, by the name of the page: never by an address, which may tell of somebody.

With `PROMETHEUS_MULTIPROC_DIR` every process keeps its numbers in that folder; `simpul metrics` adds them up.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse

from simpul.config.watching import health

if _folder := os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
    Path(_folder).mkdir(
        mode=0o700, parents=True, exist_ok=True
    )  # the library asks for it when it is imported

from prometheus_client import Counter, Histogram

REQUESTS = Counter("simpul_requests", "Requests answered.", ["view", "method", "status"])
SECONDS = Histogram(
    "simpul_request_seconds",
    "Seconds until the answer stood.",
    ["view"],
    buckets=(0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
DATABASE_SECONDS = Counter("simpul_database_seconds", "Seconds spent waiting for statements.", ["view"])
DATABASE_QUERIES = Counter("simpul_database_queries", "Statements sent.", ["view"])

METHODS = frozenset({"GET", "HEAD", "POST"})
NO_VIEW = "none"
STATIC = "static"
log = logging.getLogger("simpul.requests")


class Asked:
    """Counts and times the statements of one request; hung around them by `execute_wrapper`."""

    def __init__(self) -> None:
        self.queries = 0
        self.seconds = 0.0

    def __call__(self, execute: Callable[..., Any], *arguments: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(*arguments)
        finally:
            self.queries += 1
            self.seconds += time.perf_counter() - began


class WatchingMiddleware:
    """Answers those who ask for health, and counts everybody else. Stands before all other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if health.asked_for(request):
            return health.answer(request)
        asked, began = Asked(), time.perf_counter()
        with connection.execute_wrapper(asked):
            response = self.get_response(request)
        _note(request, response.status_code, time.perf_counter() - began, asked)
        return response


def _note(request: HttpRequest, status: int, seconds: float, asked: Asked) -> None:
    view, method = view_of(request), request.method if request.method in METHODS else "OTHER"
    REQUESTS.labels(view, method, status).inc()
    SECONDS.labels(view).observe(seconds)
    DATABASE_SECONDS.labels(view).inc(asked.seconds)
    DATABASE_QUERIES.labels(view).inc(asked.queries)
    if view != STATIC:
        log.info(
            "request",
            extra={
                "view": view,
                "method": method,
                "status": status,
                "ms": round(seconds * 1000, 1),
                "database_ms": round(asked.seconds * 1000, 1),
                "queries": asked.queries,
            },
        )


def view_of(request: HttpRequest) -> str:
    """The name of the page that answered; one word for all that is none, so that nobody can make up names."""
    if request.resolver_match is not None:
        return request.resolver_match.view_name or NO_VIEW
    return STATIC if request.path_info.startswith(settings.STATIC_URL) else NO_VIEW
