"""The same pages in English for who asks for it, and Indonesian for everybody else."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page, expect


def test_the_button_at_the_foot_changes_the_language_and_back(
    any_page: Page, axe: Callable[[Page], list[str]]
) -> None:
    any_page.goto("/masuk/contoh/")
    expect(any_page.locator("html")).to_have_attribute("lang", "id")
    any_page.get_by_role("button", name="English").click()
    expect(any_page.locator("html")).to_have_attribute("lang", "en")
    assert any_page.url.endswith("/masuk/contoh/")
    expect(any_page.get_by_text("SAMPLE DATA").first).to_be_visible()
    assert axe(any_page) == []
    any_page.get_by_role("button", name="Bahasa Indonesia").click()
    expect(any_page.locator("html")).to_have_attribute("lang", "id")


def test_a_facilitators_board_and_intake_speak_english(phone_page: Page) -> None:
    phone_page.goto("/masuk/contoh/")
    phone_page.get_by_role("button", name="English").click()
    phone_page.get_by_role("button", name="Fasilitator").first.click()
    expect(phone_page.get_by_role("heading", name="Waiting for us")).to_be_visible()
    phone_page.goto("/layanan-baru/")
    body = phone_page.locator("main").inner_text()
    assert "danger" in body.lower()
    assert "bahaya" not in body.lower()
    assert phone_page.evaluate("document.documentElement.scrollWidth") <= 360
