"""Photograph pages of a running demonstration into `docs/screenshots` (`make demo`, then `make screenshots`).

Each picture shows a page on a phone (360 px) beside the same page on a desk (1280 px).
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tools.chromium import find

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
SIZES = ((360, 740), (1280, 740))
GAP = 40
PAPER = (250, 248, 245)
#: file, title of the seat in the demo's path, whether the first row of its board is opened
PAGES = (
    ("service", "Petugas Layanan dan Rujukan Puskesos", True),
    ("board", "Petugas Layanan dan Rujukan Puskesos", False),
    ("leaders", "Bupati", False),
)


def main(address: str) -> None:
    """Photograph every page of `PAGES`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        flags = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]
        browser = playwright.chromium.launch(executable_path=str(find()), args=flags)
        for name, seat, open_first in PAGES:
            shots = [_shot(browser, address, seat, size, open_first=open_first) for size in SIZES]
            _beside(shots).save(FOLDER / f"{name}.png", optimize=True)
            print(f"docs/screenshots/{name}.png")


def _shot(
    browser: Browser, address: str, seat: str, size: tuple[int, int], *, open_first: bool
) -> Image.Image:
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="id-ID")
    _sit(page, address, seat)
    if open_first:
        page.locator(".row-who a").first.click()
        page.wait_for_load_state()
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    page.close()
    return picture


def _sit(page: Page, address: str, seat: str) -> None:
    page.goto(f"{address}/masuk/contoh/")
    page.locator("button.choice-button", has_text=seat).first.click()
    page.wait_for_load_state()


def _beside(shots: list[Image.Image]) -> Image.Image:
    width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
    paper = Image.new("RGB", (width, max(shot.height for shot in shots) + 2 * GAP), PAPER)
    left = GAP
    for shot in shots:
        paper.paste(shot, (left, GAP))
        left += shot.width + GAP
    return paper.quantize(colors=128)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
