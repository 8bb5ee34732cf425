"""The WSGI application that granian serves."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from simpul.config.embedded import refuse_outside_demo

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "simpul.config.settings")
application = get_wsgi_application()
if not settings.DEMO and "DATABASE_URL" in os.environ:
    refuse_outside_demo(os.environ["DATABASE_URL"])
