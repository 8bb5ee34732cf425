"""A real site and a real browser: granian on a free loopback port, Chromium at two widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Request

from bench.site import free_port
from simpul.config.demo_site import Place, serve
from simpul.config.embedded import Cluster
from simpul.config.supervisor import Supervisor
from tests.databases import UNSAFE_AND_FAST, run_folder
from tests.functional.devices import DESK, PHONE
from tests.functional.folk import Folk
from tests.functional.looking import Looker
from tests.functional.site import PACK, Site, copy_demo, site_environment
from tests.functional.visitor import Visitor
from tests.kept import ROOT
from tools import chromium

AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

Arrive = Callable[[], Visitor]
"""Somebody else arrives at a device of the same size."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder is a journey in a browser."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.functional)


@pytest.fixture(scope="session")
def live_site(worker: str) -> Iterator[Site]:
    """The demo's district on a site, a server and a data folder of this worker's own."""
    place = Place(run_folder() / f"live-{worker}", PACK, free_port())
    copy_demo(place.data)
    cluster = Cluster(place.data / "pg18", settings=UNSAFE_AND_FAST)
    cluster.start()
    supervisor = Supervisor(place.data, site_environment(place, cluster.urls()))
    try:
        serve(supervisor, place)
        yield Site(place.address, cluster.urls(), cluster)
    finally:
        supervisor.stop()
        cluster.stop()


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """Use the Chromium of this machine, or the one brought for it; without any the tests fail."""
    return browser_type_launch_args | {"executable_path": str(chromium.find()), "args": list(chromium.FLAGS)}


@pytest.fixture
def open_browser(browser: Browser, live_site: Site) -> Iterator[Callable[..., Page]]:
    """Make a page as `open_browser(viewport=…, java_script_enabled=…)`: one person at one device.

    At the end of the test every page is asked whether it raised, broke the content policy or left its origin.
    """
    contexts: list[BrowserContext] = []
    faults: list[str] = []

    def open_one(**options: Any) -> Page:
        context = browser.new_context(base_url=live_site.address, locale="id-ID", **options)
        contexts.append(context)
        page = context.new_page()
        page.set_default_timeout(15_000)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda message: faults.extend(_complaint(message)))
        page.on("request", lambda request: faults.extend(_left_origin(request, live_site.address)))
        return page

    yield open_one
    for context in contexts:
        context.close()
    assert not faults, faults


@pytest.fixture
def phone_page(open_browser: Callable[..., Page]) -> Page:
    """A cheap phone, 360 px wide, with a finger."""
    return open_browser(viewport=PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def desk_page(open_browser: Callable[..., Page]) -> Page:
    """An old laptop, 1280 px wide."""
    return open_browser(viewport=DESK)


@pytest.fixture
def plain_page(open_browser: Callable[..., Page]) -> Page:
    """A phone without JavaScript."""
    return open_browser(viewport=PHONE, java_script_enabled=False)


@pytest.fixture(params=["phone", "desk"])
def any_page(request: pytest.FixtureRequest) -> Page:
    """The same test at both widths."""
    page: Page = request.getfixturevalue(f"{request.param}_page")
    return page


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """`axe(page)` gives what axe-core finds wrong on a page, one line each; an empty list is what we want."""
    assert AXE.exists(), "axe-core is missing: run `make test`, or `npm ci` in frontend/"
    source = AXE.read_text()

    def look(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("tags => axe.run(document, {runOnly: tags, resultTypes: ['violations']})", WCAG)
        return [
            f"{fault['id']} ({fault['impact']}): {fault['help']}: {node['target']}"
            for fault in found["violations"]
            for node in fault["nodes"]
        ]

    return look


@pytest.fixture(scope="session")
def folk(live_site: Site) -> Folk:
    """Who is in the demonstration."""
    return Folk(live_site)


@pytest.fixture(scope="session")
def looker(axe: Callable[[Page], list[str]]) -> Looker:
    """Looks at every kind of page once a session at each width."""
    return Looker(axe)


@pytest.fixture
def visitor(any_page: Page, folk: Folk, looker: Looker) -> Visitor:
    """The first person of a journey, at both widths."""
    return Visitor(any_page, folk, looker)


@pytest.fixture
def arrive(any_page: Page, open_browser: Callable[..., Page], folk: Folk, looker: Looker) -> Arrive:
    """Further persons of a journey, each at a device of their own."""
    return lambda: Visitor(open_browser(viewport=any_page.viewport_size), folk, looker)


def _complaint(message: ConsoleMessage) -> list[str]:
    """What the browser complains about; a refused page (404, 409 …) is the site's answer, not a fault."""
    refused = message.text.startswith("Failed to load resource")
    return [f"console: {message.text}"] if message.type == "error" and not refused else []


def _left_origin(request: Request, address: str) -> list[str]:
    own = request.url.startswith((address, "data:", "blob:", "about:"))
    return [] if own else [f"left the origin: {request.url}"]
