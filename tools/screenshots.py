"""Photograph pages of a running demonstration into `docs/screenshots` (`make demo`, then `make screenshots`).

Each picture shows a page on a phone (360 px) beside the same page on a desk (1280 px). `made-of.txt` keeps
what each was made of, so that a test can tell when its page has changed since.
"""

from __future__ import annotations

import hashlib
import io
import sys
from collections.abc import Callable
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tools.chromium import FLAGS, find

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "docs" / "screenshots"
MADE_OF = FOLDER / "made-of.txt"
TEMPLATES = ROOT / "src" / "simpul" / "web" / "templates" / "web"
LOOKS = ROOT / "frontend" / "src"
SIZES: tuple[ViewportSize, ...] = ({"width": 360, "height": 740}, {"width": 1280, "height": 740})
GAP = 40
PAPER = (250, 248, 245)
COLOURS = 128

Walk = Callable[[Page], None]


def _first_row(page: Page) -> None:
    page.locator(".row-who a").first.click()


def _at(address: str) -> Walk:
    def walk(page: Page) -> None:
        page.goto(address)

    return walk


def _then(*walks: Walk) -> Walk:
    def walk(page: Page) -> None:
        for each in walks:
            each(page)
            page.wait_for_load_state()

    return walk


def _act(slug: str) -> Walk:
    """Open what may be done with the first need on the page, wherever its link stands."""

    def walk(page: Page) -> None:
        link = page.locator(f"main a[href$='/{slug}/']").first
        page.goto(link.get_attribute("href") or "")

    return walk


FRONT, BACK = "Fasilitator", "Petugas Layanan dan Rujukan Puskesos"
#: file, words on a button of the demo's door (none: no seat), folder of its template, the way from there.
PAGES: tuple[tuple[str, str, str, Walk], ...] = (
    ("door", "", "accounts", _then()),
    ("board", BACK, "board", _then()),
    ("danger", FRONT, "intake", _at("/layanan-baru/")),
    ("needs", FRONT, "intake", _at("/layanan-baru/kebutuhan/")),
    ("service", BACK, "services", _then(_first_row)),
    ("going-on", BACK, "services", _then(_first_row, _act("teruskan"))),
    ("inbox", "Petugas Perangkat Daerah", "inbox", _at("/kotak-masuk/")),
    ("letter", "Manajer SLRT", "letters", _then(_at("/surat/"), _first_row)),
    ("money", "Kepala Desa", "money", _at("/dana/")),
    ("leaders", "Bupati", "leaders", _then()),
    ("public", "", "public", _at("/publik/")),
)


def made_of(folder: str) -> str:
    """Fingerprint of what decides how a page of this folder looks: its templates, shared ones, the style."""
    shared = [*TEMPLATES.glob("base*.html"), *(TEMPLATES / "components").glob("*.html"), *LOOKS.glob("*.css")]
    files = sorted({*shared, *(TEMPLATES / folder).glob("*.html")})
    found = hashlib.sha256()
    for file in files:
        found.update(file.relative_to(ROOT).as_posix().encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def kept() -> dict[str, str]:
    """What each picture was made of when it was taken, by name."""
    lines = MADE_OF.read_text(encoding="utf-8").splitlines() if MADE_OF.exists() else []
    return dict(line.split(" ", 1) for line in lines if line)


def main(address: str) -> None:
    """Photograph every page of `PAGES`."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(find()), args=list(FLAGS))
        for name, seat, _folder, walk in PAGES:
            shots = [_shot(browser, address, seat, walk, size) for size in SIZES]
            _beside(shots).save(FOLDER / f"{name}.png", optimize=True)
            print(f"docs/screenshots/{name}.png")
    lines = sorted(f"{name} {made_of(folder)}\n" for name, _seat, folder, _walk in PAGES)
    MADE_OF.write_text("".join(lines), encoding="utf-8")


def _shot(browser: Browser, address: str, seat: str, walk: Walk, size: ViewportSize) -> Image.Image:
    context = browser.new_context(base_url=address, viewport=size, locale="id-ID")
    page = context.new_page()
    page.goto("/masuk/contoh/")
    if seat:
        page.locator("button.choice-button", has_text=seat).first.dispatch_event("click")
        page.wait_for_selector(".seat-menu")
    walk(page)
    page.wait_for_load_state("networkidle")
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    context.close()
    return picture


def _beside(shots: list[Image.Image]) -> Image.Image:
    width = sum(shot.width for shot in shots) + GAP * (len(shots) + 1)
    paper = Image.new("RGB", (width, max(shot.height for shot in shots) + 2 * GAP), PAPER)
    left = GAP
    for shot in shots:
        paper.paste(shot, (left, GAP))
        left += shot.width + GAP
    return paper.quantize(colors=COLOURS)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
