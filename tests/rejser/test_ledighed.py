"""A leader keeps her places true from a phone: how many actions it takes, and how long."""

import datetime as dt
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, expect

from socialaftale.faelles import udbakke
from socialaftale.kapacitet.brev.links import new_link
from socialaftale.kapacitet.brev.rykker import ask_for_answers
from socialaftale.kapacitet.invarianter import check
from socialaftale.kapacitet.models import Kapacitetsvalg, Ledigmelding
from socialaftale.parter.models import Bruger
from socialaftale.parter.roller import Rolle
from socialaftale.pladssoegning.arbejde import tell_of_new_places
from socialaftale.regler.fordelingstal import summarise
from tests.kapacitet.conftest import NU, Melder
from tests.omfang import antal
from tests.pladssoegning.conftest import Marked
from tests.smtpserver import Server
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look

GANGE = antal(6, 100)
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
    assert summarise(map(Decimal, tider)).p95 <= HOEJST_S
    assert answer(telefon, new_link(afdeling, "Tine Eksempel"), ("Ja, ledig plads nu",))[0] == 1
    aendring = (("Ledig fra", "31.12.2099"), ("Meld ledig fra den dag",))
    telefon.goto(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]))
    for felter in aendring:
        Finger(telefon).tap(*felter) if len(felter) == 1 else Finger(telefon).write(*felter)
    expect(telefon.get_by_text("inden for de næste to år").first).to_be_visible()
    assert Ledigmelding.objects.count() == GANGE + 2


def test_with_every_switch_on_the_one_tap_needs_no_scrolling_and_a_change_at_most_three_actions(telefon, melder):
    melder.switch_on(*Kapacitetsvalg.Valg.values)
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=True, dage_siden=3)
    telefon.goto(reverse("meld", args=[new_link(afdeling, "Tine Lang-Navnesen Eksempel")]))
    expect(telefon.get_by_role("button", name="Uændret")).to_be_in_viewport(ratio=1)
    assert (
        telefon.evaluate("document.querySelector('form.meld').getBoundingClientRect().bottom")
        < telefon.viewport_size["height"]
    )
    for skridt in (
        (("Ledige pladser nu", "2"), ("Meld antallet",)),
        (("Ledig fra", "31.12.2027"), ("Meld ledig fra den dag",)),
    ):
        telefon.goto(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]))
        telefon.get_by_text("Et andet svar").tap()
        finger = Finger(telefon)
        for felter in skridt:
            finger.tap(*felter) if len(felter) == 1 else finger.write(*felter)
        expect(telefon.get_by_role("heading", name="Tak for svaret")).to_be_visible()
        assert finger.handlinger + 1 <= 3


def test_the_link_and_its_receipt_can_be_used_by_everyone(aabn, melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, dage_siden=3)
    side = aabn(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]), bredde=SMAL)
    look(side)
    side.get_by_role("button", name="Uændret").focus()
    side.keyboard.press("Enter")
    expect(side.get_by_role("heading", name="Andre ser jer sådan")).to_be_visible()
    look(side)
    side.get_by_role("button", name="Noget er forkert").click()
    expect(side.get_by_text("skrevet til dem, der kan rette det")).to_be_visible()


def test_on_a_bad_line_the_answer_waits_and_is_sent_once(telefon, melder):
    afdeling = melder.afdeling()
    melder.report(afdeling, ledig=False, dage_siden=3)
    telefon.goto(reverse("meld", args=[new_link(afdeling, "Tine Eksempel")]))
    telefon.context.set_offline(True)
    for _ in range(2):
        telefon.get_by_role("button", name="Ja, ledig plads nu").tap()
    expect(telefon.get_by_text("er gemt i browseren og sendes af sig selv")).to_be_visible()
    assert Ledigmelding.objects.count() == 1
    telefon.context.set_offline(False)
    expect(telefon.get_by_role("heading", name="Tak for svaret")).to_be_visible()
    assert list(Ledigmelding.objects.values_list("svar", flat=True)) == ["ledig", "ikke_ledig"]
    telefon.reload()
    assert telefon.evaluate("localStorage.length") == 0


def test_many_answers_wait_too_and_what_cannot_be_is_shown_on_the_page(aabn, melder):
    tine = melder.register.person(Rolle.TILBUDSLEDER, melder.register.hjoerring)
    afdeling = melder.afdeling(aftale={"leder": tine})
    side = aabn("/ledige-pladser/mine/", bredde=SMAL, bruger=tine)
    look(side)
    side.get_by_label("Svar, ").select_option("ledig")
    side.get_by_label("Ledig fra, ").fill("01.01.2020")
    side.get_by_role("button", name="Gem svar").click()
    expect(side.get_by_text("Dagen er gået").first).to_be_visible()
    side.get_by_label("Ledig fra, ").fill("")
    side.get_by_role("button", name="Gem svar").click()
    expect(side.get_by_text("1 svar er gemt.")).to_be_visible()
    side.get_by_role("button", name="Fortryd").click()
    expect(side.get_by_text("1 svar er fortrudt")).to_be_visible()
    assert Ledigmelding.objects.get().afdeling == afdeling


# The whole way, by the mail that arrives


@dataclass
class Posten:
    """What the site has sent by SMTP, and the links in it."""

    server: Server

    def newest(self, til: Bruger, emne: str) -> str:
        """Send what waits; return the address in the newest mail to the person, whose subject begins with `emne`."""
        udbakke.send_due()
        brev = [et for et in self.server.postkasse.breve if et["To"] == til.email][-1]
        assert brev["Subject"].strip().startswith(emne)
        return re.findall(r"http://\S+", brev.get_content())[0]


@pytest.fixture
def ur() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(NU) as ur:
        yield ur


@pytest.fixture
def posten(smtp, settings, live_server, ur) -> Posten:
    settings.WEBADRESSE = live_server.url
    return Posten(smtp)


@pytest.fixture
def marked(transactional_db, ur) -> Marked:
    register = make_register("nordjylland", "Nordjylland")
    return Marked(register, register.person(Rolle.VISITATOR, register.aalborg))


def test_from_the_leaders_mail_to_the_visitators_place_with_every_switch_off_and_then_on(
    telefon, aabn: Aabn, marked, posten, ur
):
    tine = marked.register.person(Rolle.TILBUDSLEDER, marked.register.hjoerring)
    marked.plads("Lærkehuset", ledig=False, dage_siden=25, aftale={"leder": tine})

    # Off: the leader on a phone says yes, the visitator at her desk has a telephone number and nothing more.
    assert ask_for_answers() == 1
    telefon.goto(posten.newest(tine, "Er der en ledig plads? Lærkehuset"))
    expect(telefon.get_by_text("Et andet svar")).to_have_count(0)
    telefon.get_by_role("button", name="Ja, ledig plads nu").tap()
    expect(telefon.get_by_role("heading", name="Tak for svaret")).to_be_visible()
    skrivebord = aabn(reverse("find_plads_behov"), bredde=BRED, bruger=marked.vibe)
    skrivebord.get_by_label("Paragraf").select_option("sel-107")
    skrivebord.locator("main").get_by_role("button", name="Søg").click()
    expect(skrivebord.get_by_role("link", name="12 34 56 78")).to_be_visible()
    expect(skrivebord.get_by_text("Åbn tilbuddet, hvis du vil")).to_have_count(0)
    skrivebord.get_by_role("button", name="Send mig en mail").click()
    expect(skrivebord.get_by_text("Du får en mail, når en ny plads passer.").first).to_be_visible()

    # On: the leader at her desk says how many, the visitator's phone is told, she asks, and the leader holds a place.
    marked.melder.switch_on(*Kapacitetsvalg.Valg.values)
    marked.plads("Uglehuset", ledig=False, dage_siden=25, aftale={"leder": tine})
    ur.shift(dt.timedelta(days=1))
    assert ask_for_answers() == 1
    side = aabn(posten.newest(tine, "Er der en ledig plads? Uglehuset"), bredde=BRED)
    side.get_by_text("Et andet svar").click()
    side.get_by_label("Ledige pladser nu").fill("2")
    side.get_by_role("button", name="Meld antallet").click()
    expect(side.get_by_role("heading", name="Tak for svaret")).to_be_visible()
    assert tell_of_new_places() == 1
    mobil = aabn(posten.newest(marked.vibe, "En ny plads passer"), bredde=SMAL, bruger=marked.vibe)
    mobil.get_by_role("link", name="Uglehuset").click()
    mobil.get_by_role("link", name="Spørg Uglehuset").click()
    mobil.get_by_label("Jeres sagsnummer").fill("A-2026-7")
    mobil.get_by_label("Målgruppe").select_option("autisme")
    mobil.get_by_label("Aldersgruppe").select_option(index=2)
    mobil.get_by_label("Ønsket start").fill("01.02.2027")
    mobil.get_by_role("button", name="Send anmodningen").click()
    expect(mobil.get_by_text("Anmodningen er modtaget")).to_be_visible()
    leder = aabn(posten.newest(tine, "En kommune spørger om en plads"), bredde=BRED, bruger=tine)
    leder.get_by_role("button", name="Ja, vi kan").click()
    expect(leder.get_by_text("Jeres ja er sendt til kommunen.")).to_be_visible()
    mobil.goto(posten.newest(marked.vibe, "Svar på jeres anmodning: ja"))
    expect(mobil.get_by_text("Ja, og pladsen holdes")).to_be_visible()
    look(mobil)
    assert check() == []
