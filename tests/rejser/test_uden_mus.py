"""The pages by keyboard alone, and without script."""

from playwright.sync_api import expect

from .conftest import SMAL


def test_the_first_tab_leads_past_the_menu(aabn):
    page = aabn("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Gå til sidens indhold"
    page.keyboard.press("Enter")
    assert page.url.endswith("#indhold")


def test_the_error_summary_leads_to_the_field(aabn):
    page = aabn("/galleri/")
    page.locator("[data-module=error-summary] a").first.focus()
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "id_navn"


def test_the_menu_of_a_phone_opens_closes_and_gives_focus_back(aabn):
    page = aabn("/galleri/", bredde=SMAL)
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(page.locator(".mobile-drawer")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator(".mobile-drawer")).not_to_be_visible()


def test_a_phone_without_script_still_reaches_every_page_of_the_menu(aabn):
    page = aabn("/", bredde=SMAL, script=False)
    for link in page.locator("header .mainmenu a").all():
        expect(page.locator(f"footer a[href='{link.get_attribute('href')}']")).to_have_count(1)
    expect(page.get_by_role("link", name="Socialaftale").first).to_be_visible()
