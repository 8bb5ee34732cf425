"""`python -m bench`: make two demonstrations, measure pages on both by turns, write what was found."""

from __future__ import annotations

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "bench.settings")
django.setup()

from bench.measuring import main  # noqa: E402  tables are known only now

main()
