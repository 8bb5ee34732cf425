"""Two addresses for machines that watch: `/sehat/` (the process lives), `/sehat/siap/` (it can work).

They stand before sessions, seats and transactions, so that they answer when nothing else does. A proxy asks
the first: with the database gone the pages still keep what was typed. Who is woken at night asks the second.
"""

from __future__ import annotations

from django.db import DatabaseError, InterfaceError, connection
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse

ALIVE = "/sehat/"
READY = "/sehat/siap/"
SILENT_AFTER = 60
"""Seconds without a sign of life after which a job worker counts as gone; it gives one every ten."""

OK, GONE, STOPPED = "ok", "gone", "stopped"
_LAST_SIGN = "SELECT extract(epoch FROM now() - max(last_heartbeat)) FROM procrastinate_workers"


def asked_for(request: HttpRequest) -> bool:
    """Whether a request is for one of the two addresses."""
    return request.path_info in {ALIVE, READY}


def answer(request: HttpRequest) -> HttpResponse:
    """Status 200 when all is well, 503 when not, and which part it is as JSON."""
    if request.method not in {"GET", "HEAD"}:
        return HttpResponseNotAllowed(["GET", "HEAD"])
    parts = {} if request.path_info == ALIVE else ready()
    well = all(state == OK for state in parts.values())
    response = JsonResponse({"status": OK if well else "unwell", **parts}, status=200 if well else 503)
    response["Cache-Control"] = "no-store"
    return response


def ready() -> dict[str, str]:
    """The state of database (`ok`, `gone`) and jobs (`ok`, `stopped`, `gone` with the database)."""
    try:
        silent = seconds_since_sign()
    except (DatabaseError, InterfaceError):
        connection.close()
        return {"database": GONE, "jobs": GONE}
    return {"database": OK, "jobs": OK if silent is not None and silent < SILENT_AFTER else STOPPED}


def seconds_since_sign() -> float | None:
    """Seconds since a job worker last gave a sign of life; None when none is there."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_SIGN)
        (found,) = cursor.fetchone()
    return None if found is None else float(found)
