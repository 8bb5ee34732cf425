"""The two devices everything is tried on."""

from __future__ import annotations

import pytest
from playwright.sync_api import ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
DESK: ViewportSize = {"width": 1280, "height": 800}
#: For journeys whose pages other journeys see on a desk too.
ON_A_PHONE = pytest.mark.parametrize("any_page", ["phone"], indirect=True)
