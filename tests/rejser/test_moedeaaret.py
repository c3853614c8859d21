"""The secretariat's whole cycle in a real browser: from a planned year to a decision that an outsider finds again."""

import re
from collections.abc import Iterator

import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.models import Opfoelgning
from socialaftale.moeder.queries import meetings_in
from socialaftale.parter.roller import Rolle
from tests.takster.conftest import Hus
from tests.takster.runde.afgoerelseshjaelp import name_bodies
from tests.takster.runde.conftest import AABNET, DAS, Rum, make_rum
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look

SAG = "Fælles kørsel til dagtilbud"


@pytest.fixture
def rum(transactional_db, settings, tmp_path) -> Iterator[Rum]:
    """A takst round with one tilbud in, and its meetings called."""
    settings.FILER = tmp_path / "filer"
    with time_machine.travel(AABNET) as ur:
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        rum = make_rum(hus, ur)
        name_bodies(rum)
        rum.member(register.aalborg, Rolle.DAS)
        rum.submit()
        yield rum


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_from_a_planned_year_to_a_decision_that_is_found_and_followed_up(aabn: Aabn, rum: Rum, bredde: int):
    side = aabn("/moeder/aarsplan/", bredde=bredde, bruger=rum.sekretaer)
    naeste = plan_the_year(side, rum)
    moede = rum.moeder["das"]
    side.goto(f"/moeder/{moede.pk}/")
    build_and_release(side)
    assert Udgaaende.objects.filter(emne__contains="agsorden").exists()
    enhver = aabn(f"/moeder/{moede.pk}/", bredde=bredde)
    expect(enhver.get_by_role("heading", name=re.compile(SAG))).to_be_visible()
    rum.go_to(DAS)
    side = aabn(f"/moeder/{moede.pk}/", bredde=bredde, bruger=rum.sekretaer)
    decide_the_takster(side)
    minute(side, moede.pk)
    enhver.goto("/moeder/beslutninger/?q=kørslen+til+dagtilbuddene")
    expect(enhver.get_by_role("link", name=SAG, exact=True)).to_be_visible()
    expect(enhver.get_by_text("Det, der skulle gøres, mangler endnu.")).to_be_visible()
    look(enhver)
    side.goto(f"/moeder/{naeste}/")
    side.get_by_role("button", name="Hent punkter, der venter").click()
    expect(side.get_by_text("Samle tal for kørslen").first).to_be_attached()
    look(side)


def plan_the_year(side: Page, rum: Rum) -> int:
    """Call the meetings that are proposed, and return the first of DAS's."""
    look(side)
    side.get_by_role("button", name="Indkald de valgte").click()
    expect(side.get_by_text("indkaldt").first).to_be_visible()
    aar = DAS.year + 1
    return meetings_in(rum.udvalg["das"], aar)[0].pk


def build_and_release(side: Page) -> None:
    side.get_by_role("button", name="Hent punkter, der venter").click()
    expect(side.get_by_role("heading", name=re.compile("Takster"))).to_be_visible()
    side.get_by_role("link", name="Tilføj et punkt").click()
    side.get_by_label("Titel").fill(SAG)
    side.get_by_role("button", name=re.compile("^(Gem|Tilføj)")).first.click()
    expect(side.get_by_role("heading", name=re.compile(SAG))).to_be_visible()
    look(side)
    side.get_by_role("link", name="Frigiv dagsordenen").click()
    look(side)
    side.get_by_role("button", name="Frigiv dagsordenen").click()
    expect(side.get_by_text("Dagsordenen frigivet", exact=True)).to_be_visible()


def decide_the_takster(side: Page) -> None:
    side.get_by_role("link", name=re.compile("^Sagsfremstilling")).click()
    side.get_by_role("link", name="Afgør taksterne").click()
    side.get_by_role("button", name="Før beslutningen ind").click()
    expect(side.get_by_text("Beslutningen er ført ind")).to_be_visible()


def minute(side: Page, pk: int) -> None:
    """Who was there, what was decided, who does what; then the meeting is over."""
    side.goto(f"/moeder/{pk}/fremmoede/")
    look(side)
    side.get_by_role("button", name=re.compile("^Gem")).first.click()
    side.goto(f"/moeder/{pk}/referat/")
    punkt = side.get_by_role("region", name=re.compile(SAG))
    punkt.get_by_label("Resultat").select_option("godkendt")
    punkt.get_by_label("Beslutning", exact=True).fill("Sekretariatet samler tal til næste møde.")
    punkt.get_by_text("Omfang, betingelser og opfølgning").click()
    punkt.get_by_label("Hvad").fill("Samle tal for kørslen")
    punkt.get_by_label("Eller skriv hvem").fill("Sekretariatet")
    punkt.get_by_label("Senest").fill("01.02.2027")
    punkt.get_by_role("button", name=re.compile("^Gem")).click()
    expect(side.get_by_text("Alt er gemt.")).to_be_visible()
    look(side)
    assert Opfoelgning.objects.get().hvad == "Samle tal for kørslen"
    side.get_by_role("button", name="Resten som indstillet, punkt 1").click()
    expect(side.get_by_text("Alt er gemt.")).to_be_visible()
    side.get_by_role("button", name="Afslut mødet").click()
    expect(side.get_by_text("Mødet er afsluttet.")).to_be_visible()
    look(side)
