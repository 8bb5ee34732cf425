"""What officers do on the page of a service."""

from __future__ import annotations

from tests.functional.visitor import Visitor


def chooses(visitor: Visitor, service: str, what: str) -> None:
    """Open the service and press one of the things that may be done, wherever it stands."""
    visitor.opens(service)
    link = visitor.page.locator("main .actions a", has_text=what).first
    if not link.is_visible():
        inside = visitor.page.locator(".actions a", has_text=what)
        visitor.page.locator("main details", has=inside).first.locator("summary").click()
    with visitor.moves():
        link.click()


def does(visitor: Visitor, service: str, what: str, **fields: str) -> None:
    """Choose something, fill in its form and save it."""
    chooses(visitor, service, what)
    visitor.fills(**fields)
    visitor.presses("Simpan")
