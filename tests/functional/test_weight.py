"""The first page fits through a weak signal, and every further one does."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.functional.devices import PHONE
from tests.functional.folk import Folk

FIRST_PAGE = 150_000
FURTHER_PAGE = 20_000


class Meter:
    """Bytes that crossed the wire, headers included, as the browser counts them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.bytes = 0
        session = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.loadingFinished", self._add)

    def weigh(self, address: str) -> int:
        """Open an address and say what it cost."""
        self.bytes = 0
        self.page.goto(address, wait_until="networkidle")
        return self.bytes

    def _add(self, event: dict[str, float]) -> None:
        self.bytes += int(event["encodedDataLength"])


@pytest.fixture
def meter(open_browser: Callable[..., Page]) -> Meter:
    """A phone that was never here before."""
    return Meter(open_browser(viewport=PHONE))


def test_the_very_first_page_is_light(meter: Meter) -> None:
    assert 10_000 < meter.weigh("/") < FIRST_PAGE


def test_further_pages_bring_only_themselves(meter: Meter, folk: Folk) -> None:
    page = meter.page
    page.goto("/")
    seat = folk.seat("welfare_post_back", area=folk.village())
    page.locator(f"button[value='{seat}']").first.dispatch_event("click")
    page.wait_for_url("**/papan/")
    case = folk.ask("SELECT case_id FROM cases_need WHERE village_code = %s LIMIT 1", folk.village())[0][0]
    pages = ("/papan/", f"/layanan/{case}/", "/layanan-baru/", "/layanan-baru/kebutuhan/", "/dana/")
    weights = {address: meter.weigh(address) for address in pages}
    assert all(100 < weight < FURTHER_PAGE for weight in weights.values()), weights


def test_the_district_pages_are_light_too(meter: Meter, folk: Folk) -> None:
    page = meter.page
    page.goto("/")
    page.locator(f"button[value='{folk.seat('desk_manager')}']").first.dispatch_event("click")
    page.wait_for_url("**/papan/")
    weights = {
        address: meter.weigh(address) for address in ("/papan/", "/rujukan/", "/ringkasan/", "/petugas/")
    }
    assert all(100 < weight < FURTHER_PAGE for weight in weights.values()), weights
