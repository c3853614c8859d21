"""The agreement in a real browser: from the first words to all parties' yes, and an initiative that is told about."""

import pytest
from playwright.sync_api import Page, expect

from socialaftale.aftaler.aftale.actions import create_agreement
from socialaftale.aftaler.indsats import actions as indsats
from socialaftale.faelles import tid
from socialaftale.parter.roller import Rolle
from tests.parter.conftest import Omraade, make_omraade

from .conftest import BRED, SMAL, look


@pytest.fixture
def nord(db) -> Omraade:
    return make_omraade("nordjylland", "Nordjylland")


@pytest.mark.parametrize(("bredde", "script"), [(BRED, True), (SMAL, False)])
def test_from_the_first_words_to_adopted(aabn, nord, bredde, script):
    mette = nord.person(Rolle.SEKRETARIAT, nord.sekretariat)
    side: Page = aabn("/aftalen/", bredde=bredde, bruger=mette, script=script)
    side.get_by_role("link", name="Opret en aftale").click()
    side.get_by_label("Første år").fill("2031")
    side.get_by_label("Sidste år").fill("2032")
    side.get_by_label("Titel").fill("Aftale 2031-2032")
    side.get_by_role("button", name="Opret aftalen").click()
    side.get_by_label("Aftalens tekst").fill("Uden overskrift")
    side.get_by_label("Hvad er ændret?").fill("Første udkast")
    side.get_by_role("button", name="Gem versionen").click()
    expect(side.get_by_role("link", name="Linje 1 står før den første overskrift")).to_be_visible()
    expect(side.get_by_label("Hvad er ændret?")).to_have_value("Første udkast")
    side.get_by_label("Aftalens tekst").fill("# Formål\nVi løfter sammen.")
    side.get_by_role("button", name="Gem versionen").click()
    side.get_by_role("button", name="Offentliggør version 1").click()
    for part in (nord.kommune, nord.nabo):
        expect(side.get_by_text("Vedtaget", exact=True)).to_have_count(0)
        side.get_by_role("link", name=f"Før svar ind for {part}").click()
        side.get_by_label("Godkendt").check()
        side.get_by_label("Besluttet den").fill(f"{tid.today():%d.%m.%Y}")
        side.get_by_role("button", name="Før svaret ind").click()
    expect(side.get_by_text("Vedtaget", exact=True)).to_be_visible()
    if script:
        look(side)
    offentlig = aabn("/aftalen/nordjylland/2031-32/", bredde=bredde, script=script)
    expect(offentlig.get_by_text("Vi løfter sammen.")).to_be_visible()


def test_a_tovholder_tells_from_the_first_page_on(aabn, nord):
    mette = nord.person(Rolle.SEKRETARIAT, nord.sekretariat)
    chef = nord.person(Rolle.VISITATOR, nord.kommune)
    aar = tid.today().year
    aftale = create_agreement(omraade=nord.omraade, titel="Aftalen", aar=(aar - 1, aar), by=mette)
    under = indsats.add_focus_area(aftale=aftale, titel="Fællesskaber", vision="", by=mette)
    initiativ = indsats.add_initiative(fokusomraade=under, titel="Pårørende", beskrivelse="", by=mette)
    plads = indsats.Plads(nord.kommune, "Handicapchef", True, chef)
    indsats.add_member(initiativ=initiativ, plads=plads, by=mette)
    side: Page = aabn("/", bredde=SMAL, bruger=chef)
    side.get_by_role("link", name="Fortæl, hvordan det går med 1A Pårørende").click()
    expect(side.get_by_text("Intet hørt siden")).to_be_visible()
    side.get_by_role("link", name="Skriv et møde ind").click()
    side.get_by_label("Dato").fill(f"{tid.today():%d.%m.%Y}")
    side.get_by_label("Hvad handler det om?").fill("arbejdsplan")
    side.get_by_role("button", name="Gem").click()
    expect(side.get_by_text("Arbejdsgruppen mødtes: arbejdsplan").first).to_be_visible()
    expect(side.get_by_text("Intet hørt siden")).to_have_count(0)
    look(side)
