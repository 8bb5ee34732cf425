"""A person who has never seen Simpul arrives."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_first_page_offers_seats_to_try(any_page: Page, axe: Callable[[Page], list[str]]) -> None:
    any_page.goto("/")
    expect(any_page.get_by_text("DATA CONTOH").first).to_be_visible()
    expect(any_page.get_by_role("heading", level=1)).to_be_visible()
    assert axe(any_page) == []


def test_choosing_a_seat_works_without_javascript(plain_page: Page) -> None:
    plain_page.goto("/")
    plain_page.get_by_role("button", name="Fasilitator").first.click()
    expect(plain_page.get_by_text("DATA CONTOH").first).to_be_visible()
    assert "/masuk/" not in plain_page.url


def test_nothing_on_the_first_page_is_wider_than_a_phone(phone_page: Page) -> None:
    phone_page.goto("/")
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360
