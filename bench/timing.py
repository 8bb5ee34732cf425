"""How long the server worked on a request, and how many queries it asked: said in a header."""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from simpul.config.watching.counting import Asked

TIME, QUERIES = "X-Bench-Milliseconds", "X-Bench-Queries"


class TimingMiddleware:
    """Stands outside every other middleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked, began = Asked(), time.perf_counter()
        with connection.execute_wrapper(asked):
            response = self.get_response(request)
        response[TIME] = f"{(time.perf_counter() - began) * 1000:.3f}"
        response[QUERIES] = str(asked.queries)
        return response
