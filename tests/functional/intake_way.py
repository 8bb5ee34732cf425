"""The way from the first question to the ticket, pressed page by page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tests.functional.folk import Villager
from tests.functional.visitor import Visitor, misspelt

Wish = tuple[str, str, str]
"""Code of the category, the citizen's words, urgency."""


@dataclass(frozen=True)
class Slip:
    """What the citizen takes home, and where the officer finds the service."""

    ticket: str
    code: str
    service: str


def as_far_as_the_search(visitor: Visitor) -> None:
    """No danger, help is wanted, the notice was read aloud."""
    visitor.opens("/layanan-baru/")
    visitor.presses("Tidak ada bahaya")
    visitor.presses("Butuh bantuan")
    visitor.ticks("read_aloud")
    visitor.presses("Lanjut")


def with_a_neighbour_reporting(visitor: Visitor) -> None:
    """Somebody else reports; who is to be helped collects."""
    visitor.ticks("who_reports", "other")
    visitor.fills(reporter_name="Sitti Tetangga", reporter_relation="tetangga")
    visitor.presses("Lanjut")


def wishes(visitor: Visitor, *needs: Wish) -> None:
    """Name each need in the citizen's words."""
    for code, words, urgency in needs:
        with visitor.moves():
            visitor.page.locator(f"a[href$='/layanan-baru/kebutuhan/{code}/']").last.click()
        visitor.fills(words=words)
        visitor.ticks("urgency", urgency)
        visitor.presses("Tambahkan")
    visitor.presses("Cukup, lanjut")


def saved(visitor: Visitor) -> Slip:
    """Press Simpan on the summary and read ticket and code."""
    visitor.presses("Simpan")
    page = visitor.page
    opened = page.get_by_role("link", name="Buka layanan")
    return Slip(
        page.locator(".ticket-number").inner_text().strip(),
        page.locator(".ticket-code").inner_text().strip(),
        (opened.get_attribute("href") or "") if opened.count() else "",
    )


def taken_in(visitor: Visitor, who: Villager, needs: Sequence[Wish]) -> Slip:
    """The whole intake of somebody who is in the registry and came alone."""
    as_far_as_the_search(visitor)
    visitor.finds(who, misspelt(who.name))
    visitor.presses("Lanjut")  # came alone
    visitor.presses("Lanjut")  # nobody looked today
    wishes(visitor, *needs)
    visitor.presses("Lanjut")  # came to the desk
    return saved(visitor)
