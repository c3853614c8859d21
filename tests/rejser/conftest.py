"""Journeys in a real browser. A script error, a console error or a request to a third party fails the test."""

import os
import re
from collections.abc import Callable, Iterator
from shutil import which
from urllib.parse import urlparse

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import resolve
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, expect, sync_playwright

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright runs a loop of its own beside the test's database calls

BROWSERE = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
FLAG = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
AXE = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],
}
KONTRAST = "color-contrast"
DRAGTER = """() => {
    window.dragter = new Map();
    const tilstand = ['class', 'type', 'disabled', 'aria-current', 'aria-invalid', 'aria-expanded', 'open', 'hidden'];
    const tal = (tekst, fra) => [...tekst].reduce((sum, tegn) => Math.imul(sum, 31) + tegn.charCodeAt(0) | 0, fra);
    const gaa = (element, over) => {
        const dragt = tal(element.tagName + tilstand.map(navn => element.getAttribute(navn)), over);
        if (!dragter.has(dragt)) dragter.set(dragt, [element, over]);
        for (const barn of element.children) gaa(barn, dragt);
    };
    gaa(document.documentElement, tal([...document.styleSheets].map(ark => ark.href).join(), innerWidth));
    return [...dragter.keys()];
}"""
"""A dress is an element's tag, classes and state, and those of all that it lies in, by width and stylesheets."""
DERES_FARVER = """([nye, valg]) => {
    const yderste = nye.map(dragt => dragter.get(dragt)).filter(([, over]) => !nye.includes(over));
    return axe.run({include: yderste.map(([element]) => element)}, valg);
}"""
BRED, SMAL = 1280, 390
SET_PAA_SKRIVEBORDET: set[str] = set()
SETE_DRAGTER: set[int] = set()

Aabn = Callable[..., Page]

expect.set_options(timeout=20_000)  # a click waits for the answer, not for the page to be drawn: tests use `expect`


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    sti = os.environ.get("BROWSER_STI") or next((s for n in BROWSERE if (s := which(n))), None)
    assert sti, "Der er ingen Chromium på maskinen. Installér chromium-headless-shell, eller sæt BROWSER_STI."
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=sti, args=FLAG)
        yield browser
        browser.close()


@pytest.fixture
def aabn(browser: Browser, live_server) -> Iterator[Aabn]:
    """Return a function that opens a page: `aabn("/tilbud/", bredde=390, bruger=mette, script=True)`.

    A `session` that is already there goes before a `bruger`, who gets a new one.
    """
    kontekster: list[BrowserContext] = []
    fejl: list[str] = []

    def open_page(sti: str = "/", bredde: int = BRED, bruger=None, script: bool = True, session: str = "") -> Page:
        kontekst = browser.new_context(
            viewport={"width": bredde, "height": 900},
            locale="da-DK",
            java_script_enabled=script,
            base_url=live_server.url,
        )
        kontekster.append(kontekst)
        if session or bruger:
            vaerdi = session or _session(bruger)
            kontekst.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": vaerdi, "url": live_server.url}])
        page = kontekst.new_page()
        _watch(page, live_server.url, fejl)
        if sti:
            page.goto(sti)
        return page

    yield open_page
    for kontekst in kontekster:
        kontekst.close()
    assert not fejl, "Siden gav fejl i browseren:\n" + "\n".join(fejl)


def _session(bruger) -> str:
    client = Client()
    client.force_login(bruger)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _watch(page: Page, hjemme: str, fejl: list[str]) -> None:
    page.on("pageerror", lambda e: fejl.append(f"{page.url}: {e}"))
    page.on("console", lambda m: fejl.append(f"{page.url}: {m.text}") if _is_error(m) else None)
    page.on(
        "request", lambda r: None if r.url.startswith((hjemme, "data:", "blob:")) else fejl.append(f"Fremmed: {r.url}")
    )


def _is_error(besked: ConsoleMessage) -> bool:
    """The browser also reports a page that answers 403 or 404; that answer is for the test itself to judge."""
    afvist = re.search(r"status of (403|404|410)", besked.text) and besked.location["url"] == besked.page.url
    return besked.type == "error" and not afvist


def axe_violations(page: Page) -> list[str]:
    """Return what axe finds wrong, each with the element it stands on.

    Colours come from the stylesheet alone and take most of axe's time, so they are judged once for each dress.
    """
    page.wait_for_load_state()  # the stylesheet counts
    page.evaluate(Axe().axe_script)
    resten = AXE | {"rules": {KONTRAST: {"enabled": False}}}
    fundet = page.evaluate("valg => axe.run(document, valg)", resten)
    nye = set(page.evaluate(DRAGTER)) - SETE_DRAGTER
    farver = page.evaluate(DERES_FARVER, [list(nye), AXE | {"runOnly": [KONTRAST]}]) if nye else {"violations": []}
    brud = fundet["violations"] + farver["violations"]
    if not farver["violations"]:
        SETE_DRAGTER.update(nye)
    return [f"{page.url} {v['id']}: {v['help']} - {n['html'][:160]}" for v in brud for n in v["nodes"]]


def scrolls_sideways(page: Page) -> bool:
    page.wait_for_load_state()
    return page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def look(page: Page) -> None:
    """What holds for every page of a journey. On the desk axe looks once at each address: phones show its states."""
    assert not scrolls_sideways(page), page.url
    assert cut_off(page) == []
    adresse = resolve(urlparse(page.url).path).view_name
    if page.viewport_size["width"] == SMAL or adresse not in SET_PAA_SKRIVEBORDET:
        assert axe_violations(page) == []
        SET_PAA_SKRIVEBORDET.add(adresse)


def cut_off(page: Page) -> list[str]:
    """Every column of a table and all of a cell is seen without scrolling, but where the table says that it scrolls."""
    skjulte = page.evaluate(
        """[...document.querySelectorAll('.table--responsive-scroll:not([tabindex])')]
        .filter(e => e.scrollWidth > e.clientWidth + 1).map(e => e.querySelector('caption').innerText)"""
    )
    bredde = page.viewport_size["width"]
    return [f"{page.url}: tabellen »{tabel}« er skåret af ved {bredde} px" for tabel in skjulte]
