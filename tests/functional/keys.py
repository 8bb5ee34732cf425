"""Somebody without a mouse: tabs from stop to stop, hears what a screen reader would say, presses keys."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page

from tests.functional.visitor import Visitor

_FURTHEST = 120
#: A name with a colon puts the line into single quotes.
_SPOKEN = re.compile(r"""^- '?(?P<role>[a-z]+)(?: "(?P<name>(?:[^"\\]|\\.)*)")?""")
#: Whether the browser draws an outline around what has the keyboard's attention, and only because of that:
#: it is looked at again without the focus. Boxes and circles of a choice leave it to the card around them.
#: Neither another neighbour nor a shadow says anything about the focus.
_SEEN = """
(node) => {
  const places = [node, node.matches("input") ? node.closest(".choice") : null].filter(Boolean);
  const drawn = () => places.map((place) => {
    place.getAnimations().forEach((each) => each.finish());  // outlines come in a moment, not at once
    const style = getComputedStyle(place);
    const seen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
    return seen && !/^transparent$|, 0\\)$/.test(style.outlineColor) ? style.outline : "";
  });
  const by_keyboard = node.matches(":focus-visible"), focused = drawn();
  if (!node.without_focus) {  // once: a field of several parts, such as a time, begins anew with the focus
    node.blur();
    node.without_focus = drawn();
    node.focus();
  }
  return by_keyboard && focused.some((outline, place) => outline && outline !== node.without_focus[place]);
}
"""


class Keys:
    """The keyboard of a visitor. Every stop must have a name to be read and show that it has the focus."""

    def __init__(self, visitor: Visitor) -> None:
        self.visitor = visitor
        self.page: Page = visitor.page
        self.heard: list[str] = []

    def hears(self) -> tuple[str, str]:
        """Role and name of what has the focus, as they are read aloud."""
        focus = self.page.locator(":focus")
        spoken = _SPOKEN.match(focus.aria_snapshot())
        drawn = "" if spoken else focus.evaluate("node => node.outerHTML.slice(0, 300)")
        assert spoken is not None, f"nothing that can be read aloud has the focus on {self.page.url}: {drawn}"
        role, name = spoken["role"], spoken["name"] or ""
        assert name, f"a {role} without a name on {self.page.url}"
        assert self.page.locator(":focus").evaluate(_SEEN), f"the focus is not seen on {role} {name!r}"
        self.heard.append(f"{role} {name}")
        return role, name

    def tabs_to(self, words: str, role: str = "") -> None:
        """Press Tab until something that contains these words has the focus.

        Fails the test where nothing of the kind is reached.
        """
        for _ in range(_FURTHEST):
            self.page.keyboard.press("Tab")
            if not self.page.locator("body :focus").count():
                continue  # the browser's own bar, between the last stop and the first
            found = self.hears()
            if words in found[1] and (not role or role == found[0]):
                return
        pytest.fail(f"{words!r} is not reached on {self.page.url}; heard {self.heard[-_FURTHEST:]}")

    def presses(self, words: str, *, key: str = "Enter") -> None:
        """Tab to a button or link and press it; another page comes."""
        self.tabs_to(words)
        with self.visitor.moves():
            self.page.keyboard.press(key)
        self.arrives()

    def jumps(self, words: str) -> None:
        """Tab to a link that leads to a place of the same page and follow it."""
        self.tabs_to(words, "link")
        self.page.keyboard.press("Enter")

    def ticks(self, words: str) -> None:
        """Tab to a box and tick it with the space bar."""
        self.tabs_to(words, "checkbox")
        self.page.keyboard.press("Space")
        assert self.page.locator(":focus").is_checked()

    def types(self, label: str, text: str, *, send: bool = False) -> None:
        """Tab to a field by its label, type, and with `send` press Enter, which leads to another page."""
        self.tabs_to(label)
        self.page.keyboard.type(text)
        if send:
            with self.visitor.moves():
                self.page.keyboard.press("Enter")
            self.arrives()

    def arrives(self) -> None:
        """What is read first of a page: its language, its title, one way past the menu, one heading."""
        assert self.page.locator("html").get_attribute("lang") == "id"
        assert self.page.title().strip()
        assert self.page.locator("h1").inner_text().strip()
        self.page.keyboard.press("Tab")
        assert self.hears() == ("link", "Langsung ke isi")
        self.page.keyboard.press("Enter")
