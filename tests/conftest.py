"""What every test may ask for. The databases themselves are made in `tests/databases.py`."""

from __future__ import annotations

import pytest

from tests.cast import cast

__all__ = ["cast", "django_db_setup"]


@pytest.fixture(scope="session")
def django_db_setup(worker_database: None) -> None:
    """Where pytest-django would make a database as the app role, use the worker's clone of the template."""
