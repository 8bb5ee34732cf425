"""Somebody at a device: takes a seat, presses what is written on buttons, and has every page looked at."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Locator, Page, Response, expect

from tests.functional.devices import DESK, PHONE
from tests.functional.folk import Folk, Villager
from tests.functional.looking import Looker


class Visitor:
    """One person in one browser; `scripted` is false where no JavaScript runs."""

    def __init__(self, page: Page, folk: Folk, looker: Looker, *, scripted: bool = True) -> None:
        self.page = page
        self.folk = folk
        self.looker = looker
        self.scripted = scripted

    def looks(self) -> None:
        """Have the page as it stands looked at."""
        if self.scripted:
            self.looker.look(self.page)

    def sits(self, seat: str) -> None:
        """Take a seat at the demonstration's door."""
        self.page.goto("/masuk/contoh/")
        button = self.page.locator(f'button[value="{seat}"]').first
        if not button.is_visible():
            inside = self.page.locator(f'button[value="{seat}"]')
            self.page.locator("main details", has=inside).first.locator("summary").click()
        button.click()
        expect(self.page.locator(".seat-menu")).to_be_visible()
        self.looks()

    def looks_at_both_widths(self) -> None:
        """Have the page looked at on a phone, and on a desk as wide as it gets, without loading it again."""
        self.looks()
        self.page.set_viewport_size(DESK)
        faults = self.looker.own_rules(self.page)
        self.page.set_viewport_size(PHONE)
        assert not faults, f"{self.page.url} on a desk:\n" + "\n".join(faults)

    def opens(self, address: str) -> Response | None:
        """Go to an address of the site."""
        response = self.page.goto(address)
        self.looks()
        return response

    def presses(self, words: str, *, within: Locator | None = None) -> None:
        """Press the button or link that begins with these words, and wait for the page it leads to."""
        place = within or self.page.locator("main")
        name = re.compile(rf"^{re.escape(words)}")
        button = place.get_by_role("button", name=name).or_(place.get_by_role("link", name=name)).first
        with self.moves():
            button.click()

    @contextmanager
    def moves(self) -> Iterator[None]:
        """What happens inside leads to another page, which is looked at."""
        with self.page.expect_navigation(wait_until="load"):
            yield
        self.looks()

    def fills(self, **fields: str) -> None:
        """Fill in text fields by name."""
        for name, value in fields.items():
            self.page.locator(f"main [name={name}]").first.fill(value)

    def ticks(self, name: str, value: str | None = None) -> None:
        """Choose a card or tick a box by name."""
        chosen = f"[value='{value}']" if value is not None else ""
        self.page.locator(f"main [name={name}]{chosen}").check()

    def reads(self, words: str | re.Pattern[str]) -> None:
        """It stands on the page."""
        expect(self.page.locator("main")).to_contain_text(words)

    def does_not_read(self, words: str) -> None:
        """It stands nowhere in the page, not even hidden."""
        assert words not in self.page.content(), f"{words!r} stands on {self.page.url}"

    def finds(self, who: Villager, typed: str) -> None:
        """Search in the intake and choose the person."""
        self.fills(q=typed)
        self.presses("Cari")
        row = self.page.locator(f"button[name=person][value='{who.key}']")
        expect(row).to_contain_text(str(who.birth_year))
        with self.moves():
            row.click()


def misspelt(name: str) -> str:
    """The name as a tired hand writes it: two letters in the middle of the longest word change places."""
    longest = max(name.split(), key=len)
    middle = len(longest) // 2
    wrong = longest[: middle - 1] + longest[middle] + longest[middle - 1] + longest[middle + 1 :]
    return name.replace(longest, wrong)
