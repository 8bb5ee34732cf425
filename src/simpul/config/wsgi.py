"""The WSGI application: `granian --interface wsgi --factory simpul.config.wsgi:application`."""

from __future__ import annotations

import os
import sys

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
_handler = get_wsgi_application()

from simpul.config.processes import ProcessError  # noqa: E402  tables are known only now
from simpul.config.start import refuse_unsafe_start  # noqa: E402


def application() -> WSGIHandler:
    """Build the application, or end the process with the sentence that says why it may not start.

    A factory, so that importing this module asks nothing of a database, and a server that knows no factories
    cannot serve unasked.
    """
    try:
        refuse_unsafe_start()
    except ProcessError as refused:
        sys.exit(str(refused))
    return _handler
