"""The one place where errors become pages: what happened, what was kept, what to do."""

from __future__ import annotations

import sys

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader

from simpul.ground.errors import (
    DomainError,
    InputError,
    LimitError,
    NotAllowedError,
    NotVisibleError,
    StateError,
)
from simpul.web.sentences import sentence

STATUS: tuple[tuple[type[DomainError], int], ...] = (
    (NotVisibleError, 404),
    (NotAllowedError, 403),
    (StateError, 409),
    (InputError, 422),
    (LimitError, 429),
)


def status_of(error: DomainError) -> int:
    """The HTTP status of a domain error."""
    return next((status for kind, status in STATUS if isinstance(error, kind)), 400)


def domain_error(request: HttpRequest, error: DomainError) -> HttpResponse:
    """A page with the error's sentence."""
    status = status_of(error)
    text = "" if isinstance(error, NotVisibleError) else sentence(error)
    return _page(request, status, {"sentence": text})


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """The same answer for what does not exist and for what may not be seen."""
    return _page(request, 404, {"sentence": ""})


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """A visible thing that may not be done."""
    return _page(request, 403, {"sentence": ""})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001
    """A request that is not well formed."""
    return _page(request, 400, {"sentence": ""})


def server_error(request: HttpRequest) -> HttpResponse:
    """Something broke. With the database gone the page keeps what was typed, to be sent again."""
    gone = isinstance(sys.exc_info()[1], OperationalError | InterfaceError)
    if not gone:
        return _page(request, 500, {"sentence": ""})
    response = _page(
        request, 503, {"sentence": "", "typed": _typed(request), "path": request.get_full_path()}
    )
    response["Retry-After"] = "10"
    response["Cache-Control"] = "no-store"
    return response


#: What is typed to be let in is typed again: passwords, codes, and everything on the pages of coming in.
SECRETS = frozenset({"again", "code", "credential", "password", "password1", "password2", "oldpassword"})
DOORS = ("/akun/", "/masuk/")


def _typed(request: HttpRequest) -> list[tuple[str, str]]:
    if request.method != "POST" or request.path.startswith(DOORS):
        return []
    kept = [name for name in request.POST if name.lower() not in SECRETS]
    return [(name, value) for name in kept for value in request.POST.getlist(name)]


def _page(request: HttpRequest, status: int, context: dict[str, object]) -> HttpResponse:
    # Rendered without the page's context processors: these pages must work when nothing else does.
    template = loader.get_template(f"errors/{status}.html", using="plain")
    return HttpResponse(template.render({"demo": settings.DEMO, **context}, request), status=status)
