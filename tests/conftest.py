"""What every test may ask for. The databases themselves are made in `tests/databases.py`."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

from tests.cast import cast, press, visit

__all__ = ["cast", "django_db_setup", "press", "visit"]

#: The same examples in every run, however busy the machine is: what fails, fails for everybody.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("long", max_examples=2_000)  # `--hypothesis-profile=long`: an hour, not a minute
settings.load_profile("same")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Journeys in a browser come after the tests that are over in a moment."""
    items.sort(key=lambda item: item.get_closest_marker("functional") is not None)


@pytest.fixture(scope="session")
def django_db_setup(worker_database: None) -> None:
    """Where pytest-django would make a database as the app role, use the worker's clone of the template."""
