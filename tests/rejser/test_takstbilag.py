"""The takstbilag in a real browser: published by the secretariat, found by a buyer, read back from the files."""

import datetime as dt
import io
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pdfplumber
import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import Page, expect

from socialaftale.parter.roller import Rolle
from socialaftale.takster.bilag import arbejde
from tests.takster.conftest import Hus
from tests.takster.runde.bilagshjaelp import line, submit
from tests.takster.runde.conftest import AABNET, AAR, Rum, make_rum
from tests.tilbud.conftest import make_register

from .conftest import BRED, SMAL, Aabn, look


@pytest.fixture
def rum(transactional_db, settings, tmp_path) -> Iterator[Rum]:
    """The round approved by DAS: two takster that are public, one negotiated, and last year's takstbilag."""
    settings.FILER = tmp_path / "filer"
    with time_machine.travel(AABNET) as ur:
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        rum = make_rum(hus, ur)
        hus.publish(2026, "")
        linjer = (line(hus.tilbud, "Døgntakst", 1100), line(hus.tilbud, "Aflastning", 900, pladser="3"))
        submit(rum, *linjer, line(hus.tilbud, "Aftale", 3210, type="forhandlet", pladser="2"))
        rum.approve()
        yield rum


def press(page: Page, navn: str) -> None:
    """By keyboard alone."""
    knap = page.get_by_role("button", name=navn)
    knap.focus()
    knap.press("Enter")


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_the_secretariat_sees_what_becomes_public_and_publishes_it(rum, aabn: Aabn, bredde: int):
    page = aabn(reverse("takster") + f"?aar={AAR}", bredde=bredde, bruger=rum.sekretaer)
    page.get_by_role("link", name="Se, hvad der bliver offentligt").press("Enter")
    look(page)
    expect(page.get_by_text("forhandlet: aftalt for en enkelt plads")).to_be_visible()
    assert "3.210" not in page.content()
    press(page, "Udgiv udgave 1")
    expect(page.get_by_role("status").first).to_contain_text("Takstbilag 2027, udgave 1 er udgivet")
    look(page)
    expect(page.locator("#filer")).to_contain_text("Filerne bliver lavet")
    while arbejde.make_files():
        pass
    expect(page.locator("#filer").get_by_role("link", name="Takstbilag som PDF")).to_be_visible()
    look(page)


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_buyer_finds_a_takst_and_finds_it_again_in_excel_and_pdf(rum, aabn: Aabn, bredde: int):
    rum.hus.publish(AAR, "")
    while arbejde.make_files():
        pass
    page = aabn(reverse("takstbilag_liste"), bredde=bredde)
    look(page)
    page.get_by_role("link", name=f"Takstbilag {AAR}").press("Enter")
    look(page)
    page.get_by_label("Søg efter tilbud, takst, sted eller paragraf").fill("aflastning")
    page.keyboard.press("Enter")
    expect(page.get_by_text("1 takstlinje", exact=True)).to_be_visible()
    filer = {}
    for format_ in ("XLSX", "PDF"):
        with page.expect_download() as hentning:
            page.get_by_role("link", name=f"Hent {format_}").click()
        filer[format_] = Path(hentning.value.path()).read_bytes()
    ark = openpyxl.load_workbook(io.BytesIO(filer["XLSX"]))["Takster"]
    assert [raekke[7].value for raekke in ark.iter_rows(min_row=2)] == [1100, 900]
    with pdfplumber.open(io.BytesIO(filer["PDF"])) as pdf:
        assert "1.100" in pdf.pages[0].extract_text() and "Aflastning" in pdf.pages[0].extract_text()
    page.locator("table").get_by_role("link", name="Aflastning").press("Enter")
    expect(page.get_by_role("heading", name="Aflastning")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Se linjen i takstbilaget").press("Enter")
    look(page)


def test_without_script_the_edition_is_searched_and_its_files_are_followed(rum, aabn: Aabn):
    rum.hus.publish(AAR, "")
    page = aabn(reverse("takstbilag", args=["nordjylland", AAR]), script=False)
    page.get_by_role("link", name="Se, hvor langt de er").first.click()
    while arbejde.make_files():
        pass
    page.get_by_role("link", name="Se igen, hvor langt de er").click()
    expect(page.get_by_role("link", name="Takstbilag som XLSX")).to_be_visible()
    soegefelt = page.get_by_label("Søg efter tilbud, takst, sted eller paragraf")
    soegefelt.fill("findes ikke")
    soegefelt.press("Enter")
    expect(page.get_by_text("Ingen takster passer")).to_be_visible()


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_change_within_the_year_is_published_with_a_reason_and_told_as_a_correction(rum, aabn: Aabn, bredde: int):
    rum.hus.publish(AAR, "")
    aftale = line(rum.hus.tilbud, "Aftale", 3210, type="forhandlet", pladser="2")
    nye = (line(rum.hus.tilbud, "Døgntakst", 1133), line(rum.hus.tilbud, "Aflastning", 900, pladser="3"), aftale)
    submit(rum, *nye, gaelder_fra=dt.date(AAR, 7, 1))
    rum.decide(rum.point(rum.moeder["das"]), "godkendt")
    page = aabn(reverse("takstbilag_udgiv", args=["nordjylland", AAR]), bredde=bredde, bruger=rum.sekretaer)
    expect(page.get_by_role("heading", name="Ændret siden udgave 1")).to_be_visible()
    look(page)
    page.get_by_label("Hvad retter udgaven?").fill("Ring på 0101201234")
    press(page, "Udgiv udgave 2")
    expect(page.get_by_text("CPR-nummer").first).to_be_visible()
    look(page)
    page.get_by_label("Hvad retter udgaven?").fill("Ekstra nattevagt fra 1. juli.")
    press(page, "Udgiv udgave 2")
    expect(page.get_by_role("status").first).to_contain_text("udgave 2 er udgivet")
    page.get_by_role("link", name="Ændret siden udgave 1").press("Enter")
    expect(page.get_by_text("1.133 kr. pr. døgn")).to_be_visible()
    look(page)
    page.get_by_role("link", name="Udgave 1", exact=True).press("Enter")
    expect(page.get_by_text("Der er en nyere udgave")).to_be_visible()
    look(page)
