"""The WSGI application that granian serves."""

from __future__ import annotations

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
application = get_wsgi_application()

from simpul.config.processes import ProcessError  # noqa: E402  tables are known only now
from simpul.config.start import refuse_unsafe_start  # noqa: E402

try:
    refuse_unsafe_start()
except ProcessError as refused:
    sys.exit(str(refused))
