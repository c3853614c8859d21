"""The whole takst year in a real browser by keyboard alone: from no round at all to the figure in Excel and PDF."""

import datetime as dt
import io
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import openpyxl
import pytest
import time_machine
from playwright.sync_api import Page, expect

from socialaftale.faelles.models import Udgaaende
from socialaftale.moeder.actions import Tidspunkt, call_meeting
from socialaftale.parter.models import Bruger, Funktion, Organisation, Rolletildeling, Udvalg
from socialaftale.parter.roller import Rolle
from socialaftale.takster.actions import confirm_version, save_version
from socialaftale.takster.bilag import arbejde
from tests.takster.conftest import Hus, make_report
from tests.takster.runde.conftest import AABNET, AAR, DAS, FU, GENNEMGANG, named
from tests.tilbud.conftest import START, make_register

from .conftest import BRED, SMAL, Aabn, look
from .test_tastatur import follow, press, tab_to, upload

UDVALG = {
    Rolle.STYRINGSAFTALEGRUPPE: ("styringsaftalegruppen", "Styringsaftalegruppen", GENNEMGANG),
    Rolle.FU: ("fu-voksne", "Forretningsudvalget, voksne", FU),
    Rolle.DAS: ("das", "Den Administrative Styregruppe (DAS)", DAS),
}
SKEMA = {
    "Linjer": {"Takst": 1140},
    "Afdelinger": {"Belægning i taksten": 97, "Faktisk belægning 3: regnskabsår": 2025, "Faktisk belægning 3": 97},
}
SVAR = "To er til natten, to til aftenen."
SPOERGSMAAL, FORKLARING = "Hvad er de fire årsværk til?", "Fire nye årsværk om natten, aftalt med køberne."


@dataclass
class Egn:
    """A region before its round: its people, the meetings of its bodies, and last year's takstbilag."""

    hus: Hus
    ur: time_machine.Traveller
    aabn: Aabn
    bredde: int
    udvalg: dict[Rolle, Udvalg] = field(default_factory=dict)
    set: list[Bruger | None] = field(default_factory=list)

    def on(self, maaned: int, dag: int, bruger: Bruger | None, sti: str = "/") -> Page:
        """The day comes, and the person sits down at her first page."""
        self.ur.move_to(dt.datetime(2026, maaned, dag, 10, tzinfo=dt.UTC))
        side = self.aabn(sti, bredde=self.bredde, bruger=bruger)
        side.on("filechooser", lambda _: None)  # the browser must know of it well before Enter is pressed
        if bruger not in self.set:
            self.set.append(bruger)
            look(side)
        return side

    def member(self, hos: Organisation) -> Bruger:
        bruger = Bruger.objects.create_user("aase@aalborg.dk", navn="Åse Aalborg", organisation=hos)
        rolle = Rolle.STYRINGSAFTALEGRUPPE
        felter = {"udvalg": self.udvalg[rolle], "organisation": hos, "gaelder_fra": START}
        Rolletildeling.objects.create(bruger=bruger, rolle=rolle, registreret_by=self.hus.register.by, **felter)
        return bruger


@pytest.fixture(params=[BRED, SMAL])
def egn(request, transactional_db, settings, tmp_path, aabn: Aabn) -> Iterator[Egn]:
    settings.FILER = tmp_path / "filer"
    with time_machine.travel(AABNET) as ur:
        register = make_register("nordjylland", "Nordjylland")
        hus = Hus(register, register.tilbud(), register.person(Rolle.TAKSTINDBERETTER, register.hjoerring))
        for tilbud in (hus.tilbud, register.tilbud("Solgården")):
            indhold = named(tilbud, make_report(tilbud))
            felter = {"tilbud": tilbud, "aar": AAR - 1, "indhold": indhold, "kilde": "skema"}
            confirm_version(version=save_version(**felter, by=hus.indberetter), by=hus.indberetter)
        hus.publish(AAR - 1, "")
        art = Funktion.Art.TAKSTANSVARLIG_VOKSNE
        Funktion.objects.create(organisation=register.hjoerring, art=art, faelles_postkasse="takst@hjoerring.dk")
        egn = Egn(hus, ur, aabn, request.param)
        call_meetings(egn)
        yield egn


def call_meetings(egn: Egn) -> None:
    register = egn.hus.register
    by = register.person(Rolle.SEKRETARIAT, register.sekretariat)
    for rolle, (kort, navn, dag) in UDVALG.items():
        egn.udvalg[rolle] = Udvalg.objects.create(omraade=register.omraade, kort=kort, navn=navn, rolle=rolle)
        call_meeting(udvalg=egn.udvalg[rolle], form="ordinaert", hvornaar=Tidspunkt(dag), by=by)


def go(side: Page, *navne: str) -> None:
    """Follow one link or button after the other, and look at each page that it leads to."""
    for navn in navne:
        follow(side, navn)
        look(side)


def write(side: Page, felt: str, tekst: str) -> None:
    tab_to(side, felt)
    side.keyboard.press("Control+A")
    side.keyboard.type(tekst)


def tick(side: Page, felt: str) -> None:
    tab_to(side, felt)
    side.keyboard.press("Space")


def choose(side: Page, felt: str, valg: str) -> None:
    """Go down a list to a choice."""
    tab_to(side, felt)
    valgt = side.locator(":focus").evaluate("e => [...e.options].findIndex(en => en.text.startsWith('" + valg + "'))")
    for _ in range(valgt):
        side.keyboard.press("ArrowDown")


def says(side: Page, tekst: str) -> None:
    expect(side.locator("main").get_by_text(tekst).first).to_be_visible()


@pytest.mark.timeout(300)
def test_a_round_from_opening_to_the_published_figure(egn: Egn, tmp_path: Path):
    register, indberetter = egn.hus.register, egn.hus.indberetter
    sekretaer = Bruger.objects.get(email__startswith="sekretariat")
    administrator = register.person(Rolle.LOKALADMINISTRATOR, register.hjoerring)
    aase = egn.member(register.aalborg)
    secretariat_opens(egn.on(9, 1, sekretaer))
    administrator_gives_a_deputy(egn.on(9, 2, administrator))
    reporter_types_and_explains(egn.on(10, 15, indberetter))
    reporter_fills_the_workbook(egn.on(10, 16, indberetter), tmp_path)
    deputy_submits(egn.on(10, 19, Bruger.objects.get(navn="Sine Stedfortræder")))
    member_remarks(egn.on(10, 26, aase))
    secretariat_holds_the_review(egn.on(10, 27, sekretaer))
    reporter_answers(egn.on(10, 28, indberetter))
    member_settles(egn.on(10, 29, aase))
    secretariat_records(egn.on(11, 3, sekretaer), "Forretningsudvalget")
    secretariat_records(egn.on(11, 17, sekretaer), "DAS")
    secretariat_publishes(egn.on(11, 18, sekretaer))
    buyer_finds_the_figure(egn.on(11, 19, None), tmp_path)


def secretariat_opens(side: Page) -> None:
    go(side, f"Åbn takstrunden {AAR}")
    says(side, "Kalenderen passer")
    go(side, f"Åbn takstrunden {AAR}")
    says(side, "er åbnet")


def administrator_gives_a_deputy(side: Page) -> None:
    go(side, "Kontakter", "Hjørring", "Brugere")
    write(side, "Navn", "Sine Stedfortræder")
    write(side, "E-mail", "sine@hjoerring.dk")
    go(side, "Opret bruger")
    choose(side, "Rolle", "takstindberetter")
    choose(side, "Stedfortræder for", "Prøve takstindberetter")
    go(side, "Giv rollen")
    says(side, "Rollen er givet")
    go(side, "Lav et nyt link")


def reporter_types_and_explains(side: Page) -> None:
    go(side, f"Takster {AAR}: indsend 2 tilbud", "Lærkehuset", "Skriv tallene her")
    for felt in ("Belægning i taksten", "Faktisk belægning 2024", "Faktisk belægning 2025"):
        write(side, felt, "97")
    write(side, "Takst", "1.350")
    tick(side, "Uændret siden sidste år")
    go(side, "Gem, og gå til tilbuddet")
    write(side, "Forklaring", FORKLARING)
    go(side, "Gem forklaringen")
    says(side, "Klar: indsend.")


def reporter_fills_the_workbook(side: Page, tmp_path: Path) -> None:
    go(side, f"Takster {AAR}: indsend 2 tilbud", "Hent eller indlæs takstskema")
    with side.expect_download() as hentning:
        press(side, f"Hent takstskema {AAR}")
    hentning.value.save_as(tmp_path / "takstskema.xlsx")
    upload(side, fill(tmp_path / "takstskema.xlsx"))
    look(side)
    press(side, "Solgården: 1 at se på")
    go(side, "Ret eller forklar det på siden om Solgården")
    write(side, "Forklaring", FORKLARING)
    go(side, "Gem forklaringen")
    says(side, "Klar: indsend.")


def fill(skema: Path) -> Path:
    """In Excel she writes Solgården's takst and occupancy."""
    bog = openpyxl.load_workbook(skema)
    for ark, celler in SKEMA.items():
        kolonne = {celle.value: celle.column for celle in bog[ark][4]}
        raekke = next(raekke for raekke in bog[ark].iter_rows(min_row=6) if raekke[2].value)[0].row
        for overskrift, vaerdi in celler.items():
            bog[ark].cell(raekke, kolonne[overskrift]).value = vaerdi
    bog.save(skema)
    return skema


def deputy_submits(side: Page) -> None:
    go(side, f"Takster {AAR}: indsend 2 tilbud")
    write(side, "Godkendt af", "Socialchef Ida Holm")
    go(side, "Indsend de valgte tilbud")
    says(side, "Kvittering")
    go(side, "Tilbage til taksterne", "Vi er færdige")
    says(side, "I er meldt færdige")


def member_remarks(side: Page) -> None:
    go(side, f"Takster {AAR}: 2 linjer mangler", "Lærkehuset: Døgntakst", "Skriv en bemærkning om det")
    write(side, "Bemærkning", SPOERGSMAAL)
    go(side, "Gem bemærkningen")
    says(side, SPOERGSMAAL)


def secretariat_holds_the_review(side: Page) -> None:
    go(side, f"Takster {AAR}: 1 linje mangler", "Start mødet")
    says(side, "1 af 1 linjer er gået igennem")
    go(side, "Linjer uden spørgsmål", "Ingen bemærkning til linjen", "Tilbage til mødet")
    go(side, "Afslut mødet", "Afslut mødet, og send")
    says(side, "1 driftsherre får én mail")
    assert Udgaaende.objects.get(emne__contains="bemærkning").modtager == "takst@hjoerring.dk"


def reporter_answers(side: Page) -> None:
    go(side, f"Takster {AAR}: svar på 1 bemærkning", "Svar på 1 bemærkning")
    says(side, SPOERGSMAAL)
    write(side, "Jeres svar", SVAR)
    go(side, "Send svaret")
    says(side, "Svaret er sendt")


def member_settles(side: Page) -> None:
    go(side, f"Takster {AAR}: 1 bemærkning er besvaret", "Lærkehuset: Døgntakst")
    says(side, SVAR)
    press(side, "Afklar eller fasthold")
    go(side, "Afklaret")
    says(side, "Afklaret")


def secretariat_records(side: Page, udvalg: str) -> None:
    go(side, f"Takster {AAR}: før svaret fra {udvalg} ind", "mødet", "Hent punkter, der venter", "Afgør taksterne")
    go(side, "Før beslutningen ind")
    says(side, "Beslutningen er ført ind")


def secretariat_publishes(side: Page) -> None:
    go(side, f"Takster {AAR}: udgiv takstbilaget", "Udgiv udgave 1")
    says(side, f"Takstbilag {AAR}, udgave 1 er udgivet")
    side.goto("about:blank")  # a page that asks how far the files are stands in the worker's way
    while arbejde.make_files():
        pass


def buyer_finds_the_figure(side: Page, tmp_path: Path) -> None:
    go(side, "Takstbilag", f"Takstbilag {AAR}")
    write(side, "Søg efter tilbud", "lærkehuset")
    with side.expect_navigation():
        side.keyboard.press("Enter")
    look(side)
    for format_ in ("XLSX", "PDF"):
        with side.expect_download() as hentning:
            press(side, f"Hent {format_}")
        hentning.value.save_as(tmp_path / format_)
    ark = openpyxl.load_workbook(io.BytesIO((tmp_path / "XLSX").read_bytes()))["Takster"]
    assert sorted(raekke[7].value for raekke in ark.iter_rows(min_row=2)) == [1140, 1350]
    tekst = subprocess.run(["pdftotext", tmp_path / "PDF", "-"], capture_output=True, check=True).stdout.decode()
    assert "1.350" in tekst and "Lærkehuset" in tekst
    go(side, "Døgntakst")
    says(side, "1.350")
