"""Take the README's screenshots from a running demo: make demo in one window, make billeder in another."""

import os
from pathlib import Path
from shutil import which

from playwright.sync_api import Page, sync_playwright

MAAL = Path(__file__).resolve().parents[1] / "docs/billeder"
ADRESSE = f"http://127.0.0.1:{os.environ.get('PORT', '8000')}"
BROWSER = which("chromium-headless-shell") or which("chromium")

SIDER = {
    "forside": "/",
    "tilbud": "/tilbud/?q=autisme",
    "kort": "/kort/",
    "rettigheder": "/rettigheder/",
}


def main() -> None:
    MAAL.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        bred = browser.new_context(viewport={"width": 1280, "height": 900}, locale="da-DK").new_page()
        for navn, sti in SIDER.items():
            take(bred, navn, sti)
        log_on(bred)
        take(bred, "forside-indberetter", "/")
        take_opened_takst(bred)
        smal = browser.new_context(viewport={"width": 390, "height": 844}, locale="da-DK").new_page()
        take(smal, "tilbud-telefon", "/tilbud/?q=autisme")


def take(page: Page, navn: str, sti: str) -> None:
    page.goto(ADRESSE + sti, wait_until="networkidle")
    page.screenshot(path=MAAL / f"{navn}.png")
    print(f"docs/billeder/{navn}.png")


def take_opened_takst(page: Page) -> None:
    """The last takst of the person's own list (the first ones have faults), opened three steps down."""
    page.goto(ADRESSE + "/takster/")
    page.locator("main table a").first.click()
    page.locator("main table a").last.click()
    page.locator("table a[href^='#linje-']").first.click()
    for _ in range(3):
        page.locator("details[id^='linje-'][open] .forklaring details:not([open]) > summary:visible").first.click()
    page.locator("details[id^='linje-'][open]").first.evaluate("linje => linje.scrollIntoView()")
    page.screenshot(path=MAAL / "takst.png")
    print("docs/billeder/takst.png")


def log_on(page: Page) -> None:
    """Pick the first example person."""
    page.goto(ADRESSE + "/demo/")
    page.get_by_role("button", name="Log på").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
