"""A leader keeps her places true from a phone: how many actions it takes, and how long."""

import time

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from socialaftale.kapacitet.links import new_link
from socialaftale.kapacitet.models import Ledigmelding
from tests.kapacitet.conftest import Melder
from tests.tilbud.conftest import make_register

from .conftest import SMAL, axe_violations, scrolls_sideways

GANGE = 8
HOEJST_S = 10


@pytest.fixture
def melder(db) -> Melder:
    return Melder(make_register("nordjylland", "Nordjylland"))


class Finger:
    """Does what a person does on the page, and counts it."""

    def __init__(self, side: Page) -> None:
        self.side, self.handlinger = side, 0

    def tap(self, knap: str) -> None:
        self.handlinger += 1
        self.side.get_by_role("button", name=knap).tap()

    def write(self, felt: str, tekst: str) -> None:
        self.handlinger += 1
        self.side.get_by_label(felt).fill(tekst)


@pytest.fixture
def telefon(browser, live_server):
    """A phone: small, touched, and without cookies from before."""
    kontekst = browser.new_context(
        viewport={"width": SMAL, "height": 844},
        has_touch=True,
        is_mobile=True,
        locale="da-DK",
        base_url=live_server.url,
    )
    yield kontekst.new_page()
    kontekst.close()


def answer(side: Page, token: str, *skridt: tuple[str, ...]) -> tuple[int, float]:
    """Open the link, do the steps, and wait for the receipt; return the actions and the seconds."""
    side.goto(reverse("meld", args=[token]))
    finger, begyndt = Finger(side), time.monotonic()
    for felter in skridt:
        finger.tap(*felter) if len(felter) == 1 else finger.write(*felter)
    expect(side.get_by_role("heading", name="Tak for svaret")).to_be_visible()
    return finger.handlinger, time.monotonic() - begyndt


def test_unchanged_is_one_action_and_a_change_at_most_three_within_ten_seconds(telefon, melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=False, dage_siden=3)
    tider = []
    for _ in range(GANGE):
        handlinger, sekunder = answer(telefon, new_link(afdeling, "Tine Eksempel"), ("Uændret",))
        tider.append(sekunder)
        assert handlinger == 1
    assert sorted(tider)[-1] <= HOEJST_S
    assert answer(telefon, new_link(afdeling, "Tine Eksempel"), ("Ja, ledig plads nu",))[0] == 1
    aendring = (("Ledig fra", "31.12.2099"), ("Meld ledig fra den dag",))
    telefon.goto(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]))
    for felter in aendring:
        Finger(telefon).tap(*felter) if len(felter) == 1 else Finger(telefon).write(*felter)
    expect(telefon.get_by_text("inden for de næste to år").first).to_be_visible()
    assert Ledigmelding.objects.count() == GANGE + 2


def test_the_link_and_its_receipt_can_be_used_by_everyone(aabn, melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, dage_siden=3)
    side = aabn(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]), bredde=SMAL)
    assert axe_violations(side) == [] and not scrolls_sideways(side)
    side.get_by_role("button", name="Uændret").focus()
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Andre ser jer sådan")).to_be_visible()
    assert axe_violations(side) == [] and not scrolls_sideways(side)
    side.get_by_role("button", name="Noget er forkert").click()
    expect(side.get_by_text("skrevet til dem, der kan rette det")).to_be_visible()
