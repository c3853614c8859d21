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
    "aftalen": "/aftalen/",
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
        log_on(smal, "Tine")
        take(smal, "ledige-pladser-telefon", "/ledige-pladser/mine/")
        log_on(bred, "Vibe")
        take_call_list(bred)


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


def take_call_list(page: Page) -> None:
    """The answer to the newest search of the visitator."""
    page.goto(ADRESSE + "/find-plads/behov/")
    page.locator("main a[href*='/find-plads/soegning/']").first.click()
    page.wait_for_load_state()
    page.screenshot(path=MAAL / "ringeliste.png")
    print("docs/billeder/ringeliste.png")


def log_on(page: Page, hvem: str = "") -> None:
    """Pick the example person of that name, else the first."""
    page.goto(ADRESSE + "/demo/")
    page.get_by_role("button", name=f"Log på som {hvem}").first.click()
    page.wait_for_load_state()


if __name__ == "__main__":
    main()
