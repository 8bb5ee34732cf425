"""What every page must keep, whoever opens it: each kind of page is looked at once at a width."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import Page

from tests.functional.devices import PHONE

Axe = Callable[[Page], list[str]]
SMALLEST_TARGET = 44

#: Rules of our own, in the page: what axe-core does not ask.
OWN_RULES = """
([touch, smallest]) => {
  const faults = [];
  const named = (node) => node.outerHTML.slice(0, 160);
  const shown = (node) => node.checkVisibility() && node.getBoundingClientRect().width > 1;
  const wide = document.documentElement.scrollWidth;
  if (wide > window.innerWidth) faults.push(`scrolls sideways: ${wide} in ${window.innerWidth}`);
  if (document.querySelectorAll("h1").length !== 1) faults.push("not exactly one h1");
  for (const node of document.querySelectorAll("[hx-get], [hx-post], [hx-put], [hx-delete]")) {
    const home = node.closest("form[action], a[href]");
    if (home === null) faults.push(`works only with a script: ${named(node)}`);
  }
  for (const node of document.querySelectorAll("main input, main select, main textarea")) {
    if (node.type !== "hidden" && node.labels.length === 0) faults.push(`no label: ${named(node)}`);
  }
  if (!touch) return faults;
  const targets = "button, .btn, summary, select, textarea, .choice, .choice-button, .site-nav a, .tabs a, "
    + "input:not([type=hidden]):not([type=radio]):not([type=checkbox])";
  for (const node of document.querySelectorAll(targets)) {
    if (shown(node) && node.getBoundingClientRect().height < smallest - 0.5) {
      faults.push(`too low for a finger, ${node.getBoundingClientRect().height} px: ${named(node)}`);
    }
  }
  return faults;
}
"""


def kind_of(address: str) -> str:
    """The kind of page at an address: its URL name, with the word that chooses among several acts."""
    try:
        found = resolve(urlsplit(address).path)
    except Resolver404:
        return ""
    word = found.kwargs.get("slug") or found.kwargs.get("kind") or ""
    return f"{found.view_name} {word}".strip()


class Looker:
    """Looks at pages; the same kind at the same width and in the same state is looked at once a session."""

    def __init__(self, axe: Axe) -> None:
        self.axe = axe
        self.seen: set[tuple[str, int, bool]] = set()

    def look(self, page: Page) -> None:
        """Fail with everything that is wrong with the page as it stands."""
        width = (page.viewport_size or PHONE)["width"]
        faults = self.own_rules(page)
        refused = page.locator(".has-error, .notice.tone-late").count() > 0
        key = (kind_of(page.url), width, refused)
        if key not in self.seen:
            self.seen.add(key)
            faults += self.axe(page)
        assert not faults, f"{page.url} at {width} px:\n" + "\n".join(faults)

    def own_rules(self, page: Page) -> list[str]:
        """What breaks our own rules on the page as it stands."""
        width = (page.viewport_size or PHONE)["width"]
        faults: list[str] = page.evaluate(OWN_RULES, [width == PHONE["width"], SMALLEST_TARGET])
        return faults
