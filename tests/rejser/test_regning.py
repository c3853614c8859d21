"""Min regning in a real browser: a list is reckoned, nothing leaves the browser, and nothing typed is lost."""

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from django.urls import reverse
from openpyxl.worksheet.worksheet import Worksheet
from playwright.sync_api import Browser, Page, expect

from socialaftale.takster import actions
from socialaftale.tilbud.models import Efterfoelger
from tests.takster.conftest import Hus, make_report

from .conftest import BRED, SMAL, Aabn, axe_violations, scrolls_sideways
from .regningseksempel import DAG, LISTE, MIN_LISTE, make_hus, open_regning, publish  # noqa: F401 - fixtures
from .test_tastatur import press, tab_to


def reckon(page: Page, liste: str) -> None:
    page.locator("#id_liste").fill(liste)
    page.get_by_role("button", name="Beregn min regning").click()


def put(page: Page, liste: str) -> None:
    """A long list, put in at once: the browser itself is slow to type one."""
    page.evaluate(
        """(liste) => {
          const felt = document.getElementById("id_liste");
          felt.value = liste;
          felt.dispatchEvent(new Event("input"));
        }""",
        liste,
    )
    page.get_by_role("button", name="Beregn min regning").click()


def kept(page: Page) -> str | None:
    return page.evaluate("sessionStorage.getItem('min-regning')")


def choose(page: Page, raekke: int, **valg: Any) -> None:
    page.get_by_role("combobox", name=f"Række {raekke}:").select_option(**valg)
    page.get_by_role("button", name="Beregn igen med valgene").click()


def missing(page: Page) -> str:
    return page.locator("#mangeltabel").inner_text()


@pytest.mark.parametrize("bredde", [BRED, SMAL])
def test_a_pasted_list_is_reckoned_by_keyboard_alone_without_a_single_request(
    aabn_regning, tmp_path: Path, bredde: int
):
    page = aabn_regning(bredde)
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("tekst => navigator.clipboard.writeText(tekst)", MIN_LISTE)
    page.context.set_offline(True)
    sendt: list[str] = []
    page.on("request", lambda r: sendt.append(r.url))
    tab_to(page, "Din liste")
    page.keyboard.press("Control+V")
    press(page, "Beregn min regning")
    expect(page.locator("#svaroverskrift")).to_be_focused()
    expect(page.get_by_role("status").filter(has_text="2 rækker er regnet. 2 rækker skal du se på.")).to_be_visible()
    tab_to(page, "Række 4: Taksten har en pris i 2025, men ingen i 2026")
    page.keyboard.press("ArrowDown")  # Hovedhuset, Basistakst
    tab_to(page, "Række 5: Tilbuddet findes ikke under det navn")
    page.keyboard.press("ArrowDown")  # Lærkehuset
    expect(page.locator("#mangeltabel tbody tr")).to_have_count(2)  # nothing moves before it is asked for
    press(page, "Beregn igen med valgene")
    expect(page.locator("#svaroverskrift")).to_be_focused()
    expect(page.locator("#mangler")).to_be_hidden()
    assert not scrolls_sideways(page)
    page.context.set_offline(False)  # axe is brought to the page from here
    assert axe_violations(page) == []
    page.context.set_offline(True)
    read_back(page, download(page, tmp_path))
    assert sendt == [], "nothing may be asked for once the list is there"


def download(page: Page, mappe: Path) -> openpyxl.Workbook:
    tab_to(page, "Hent XLSX")
    with page.expect_download() as hentning:
        page.keyboard.press("Enter")
    assert hentning.value.suggested_filename == "min-regning-2026.xlsx"
    sti = mappe / "regning.xlsx"
    hentning.value.save_as(sti)
    return openpyxl.load_workbook(sti)


def read_back(page: Page, bog: openpyxl.Workbook) -> None:
    """The workbook holds what the page shows, and its months give the year."""
    raekker = cells(bog["Rækker"])
    priser = {raekke["Række"]: (raekke["Pris 2025"], raekke["Pris 2026"]) for raekke in raekker}
    med_timer = Decimal(1000) + Decimal(300) * 15 / 7, Decimal(1100) + Decimal(350) * 14 / 7  # 22 less those included
    assert priser[2] == (365_000, 401_500)
    assert priser[3] == tuple(float(round(pris * 100, 2)) for pris in med_timer)
    assert priser[4] == (730_000, 401_500), "Niveau 2 gives way to what was chosen"
    assert priser[5] == (138_000, 144_900), "a takst paid on 230 days"
    for raekke in raekker:
        assert round(sum(list(raekke.values())[12:24]), 2) == raekke["Pris 2026"]
    assert "ændret fra 7 ATA-timer om ugen til 8 ATA-timer om ugen" in raekker[0]["Bemærk"]
    assert "Taksten i 2025 hed Niveau 2" in raekker[2]["Bemærk"]
    ialt = cells(bog["Tilbud og måned"])[-1]
    assert ialt["2026"] == sum(pris for _, pris in priser.values())
    assert dansk(ialt["2026"]) in page.locator("#svar .noegletal").inner_text()
    assert dansk(ialt["Forskel"]).replace("-", "−") in page.locator("#tilbudstabel tfoot").inner_text()
    overblik = {raekke[0].value: raekke[1].value for raekke in bog["Overblik"].iter_rows()}
    assert overblik["Pris i 2026"] == ialt["2026"]
    udgave = "Nordjylland 2026 (offentliggjort 1. oktober 2026, udgave 1)"
    assert any(udgave in (navn or "").replace("\xa0", " ") for navn in overblik)


def cells(ark: Worksheet) -> list[dict[str, Any]]:
    hoved, *raekker = ark.iter_rows(values_only=True)
    return [dict(zip(hoved, raekke, strict=True)) for raekke in raekker]


def dansk(tal: float) -> str:
    return f"{tal:,.2f}".translate(str.maketrans(",.", ".,"))


def test_the_browser_itself_refuses_to_send_from_the_page(hus: Hus, browser: Browser, live_server):
    """A page of its own, because each refusal is an error on the console."""
    page = browser.new_page(base_url=live_server.url)
    page.goto(reverse("regning"))
    naaet: list[str] = []
    page.on("request", lambda r: naaet.append(r.url))
    afvist = page.evaluate(
        """async () => {
          const brudt = [];
          document.addEventListener("securitypolicyviolation", (e) => brudt.push(e.effectiveDirective));
          await fetch("/?liste=1").catch(() => null);
          const xhr = new XMLHttpRequest();
          await new Promise((klar) => { xhr.onloadend = klar; xhr.open("POST", "/"); xhr.send("liste"); });
          navigator.sendBeacon("/", "liste");
          try { new WebSocket(location.origin.replace("http", "ws")); } catch {}
          new EventSource("/");
          new Image().src = "https://fremmed.invalid/?liste";
          await new Promise((klar) => setTimeout(klar, 300));
          return brudt;
        }"""
    )
    page.close()
    assert afvist.count("connect-src") >= 5
    assert "img-src" in afvist
    assert [url for url in naaet if "liste" in url and not url.startswith("https://fremmed.invalid")] == []


# What goes wrong


def test_every_row_that_is_not_reckoned_is_listed_with_what_was_typed_and_what_to_do(aabn_regning):
    page = aabn_regning()
    reckon(
        page,
        "Lærkehuset;Basistakst;400\n\nLærkehuset;Basistakst\nLærkehuset;Basistakst;-5\nLærkehuset;Basistakst;1.234,5\n"
        "Xyzzy qwq;Basistakst;3\n;Basistakst;3\nLærkehuset;Niveau 7;12\nLærkehuset;Basistakst;12.5\n"
        "Lærkehuset;Basistakst;10;5;31.12.2027\nLærkehuset;Basistakst;20\nLærkehuset;basistakst;20",
    )
    mangler = missing(page)
    for nr, skrevet, besked in [
        (1, "Lærkehuset | Basistakst | 400", "højst 365 dage om året"),
        (3, "Lærkehuset | Basistakst", "for få kolonner"),
        (4, "-5", "større end 0"),
        (5, "1.234,5", "helt tal"),
        (6, "Xyzzy qwq", "findes ikke i de offentlige takster"),
        (7, "Basistakst | 3", "Tilbuddet mangler"),
        (8, "Niveau 7", "ingen takst med det navn"),
        (9, "12.5", "kan læses på to måder"),
        (10, "31.12.2027", "ligger efter 2026"),
    ]:
        assert f"Række {nr}" in mangler
        assert skrevet in mangler, nr
        assert besked in mangler, nr
    assert "Magen til række 11. Begge er regnet med." in page.locator("#raekketabel").inner_text()
    expect(page.get_by_role("status").filter(has_text="2 rækker er regnet. 9 rækker skal du se på.")).to_be_visible()


def test_one_choice_answers_every_row_that_asks_the_same(aabn_regning):
    page = aabn_regning()
    reckon(page, "Lærkehuse;Basistakst;10\nLærkehuse;Basistakst;20\nLærkehuset;Dagtakst;30")
    expect(page.locator("#mangeltabel tbody tr")).to_have_count(1)
    assert "Række 1, 2" in missing(page)
    choose(page, 1, index=1)
    expect(page.locator("#mangler")).to_be_hidden()
    expect(page.locator("#tilbudstabel tfoot")).to_contain_text("51.900,00")  # 30 days at 1.100 and 30 at 630
    page.get_by_role("button", name="Fortryd mine valg").click()
    expect(page.locator("#mangeltabel tbody tr")).to_have_count(1)
    expect(page.get_by_role("button", name="Fortryd mine valg")).to_be_hidden()


@pytest.mark.parametrize(
    "liste",
    [
        "Lærkehuset;Basistakst;120",
        "Lærkehuset\tBasistakst\t120",
        "Lærkehuset Basistakst 120",
        "Lærkehuset, Basistakst, 120 dage",
        "Lærkehuset   Hovedhuset, Basistakst   120",
        "Dage;Tilbud;Id;Afdeling;Takst\n120;LÆRKEHUSET;7;Hovedhuset;basistakst",
        '"Lærkehuset";"Basistakst";"120"\r\n',
        "Tilbud Takst Dage\nlærkehuset basis 120 døgn",
    ],
)
def test_a_list_is_read_with_tabs_semicolons_or_spaces(aabn_regning, liste: str):
    page = aabn_regning()
    reckon(page, liste)
    expect(page.locator("#raekketabel")).to_contain_text("132.000,00")  # 120 days at 1.100
    expect(page.locator("#raekketabel")).to_contain_text("120.000,00")


def test_lines_and_tilbud_are_found_by_id(hus: Hus, aabn_regning):
    page = aabn_regning()
    reckon(page, f"{hus.tilbud.kode.lower()};basis;1\n;d1;1")
    expect(page.locator("#raekketabel")).to_contain_text("1.100,00")
    expect(page.locator("#raekketabel")).to_contain_text("630,00")


def test_the_heading_says_how_often_the_hours_are(aabn_regning):
    page = aabn_regning()
    reckon(page, "Tilbud\tTakst\tDage\tTimer pr. dag\nLærkehuset\tPris pr. ATA-time\t10\t2")
    expect(page.locator("#noter")).to_contain_text("timerne er om dagen")
    expect(page.locator("#raekketabel")).to_contain_text("7.000,00")  # 2 x 350 x 10


def test_a_cpr_number_is_hidden_never_kept_and_never_sent(aabn_regning, tmp_path: Path):
    page = aabn_regning()
    reckon(page, "Lærkehuset;Basistakst;10\n010190-1234;Basistakst;10")
    advarsel = page.get_by_role("alert").filter(has_text="Skriv ikke CPR-numre")
    expect(advarsel).to_contain_text("i række 2")
    expect(advarsel).to_contain_text("Intet er sendt")
    assert "010190" not in page.locator("#svar").inner_text()
    assert kept(page) is None
    bog = download(page, tmp_path)
    assert "010190" not in str([list(ark.values) for ark in bog])
    page.locator("#id_liste").fill("Lærkehuset;Basistakst;10")
    page.get_by_role("button", name="Beregn min regning").click()
    expect(page.get_by_text("Skriv ikke CPR-numre", exact=True)).to_be_hidden()
    assert "Basistakst" in kept(page)


def test_ten_megabytes_are_refused_kindly_before_they_fill_the_field(aabn_regning):
    page = aabn_regning()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.evaluate("() => navigator.clipboard.writeText('Lærkehuset;Basistakst;10\\n'.repeat(420000))")
    page.locator("#id_liste").fill("Lærkehuset;Basistakst;20\n")
    page.keyboard.press("Control+V")
    fejl = page.get_by_role("alert").filter(has_text="Listen kan ikke regnes")
    expect(fejl).to_contain_text("Listen fylder 10,5 mio. tegn")
    expect(page.locator("#id_liste")).to_have_value("Lærkehuset;Basistakst;20\n")


def test_a_list_that_is_too_long_stays_in_the_field(aabn_regning):
    page = aabn_regning()
    fejl = page.get_by_role("alert").filter(has_text="Listen kan ikke regnes")
    for liste, besked in [
        ("Lærkehuset;Basistakst;10\n" * 5001, "Listen har 5.001 rækker"),
        ("x" * 1_000_001, "mio. tegn"),
        (" \n\n", "Listen har ingen rækker"),
    ]:
        put(page, liste)
        expect(fejl).to_contain_text(besked)
        expect(page.locator("#svar")).to_be_hidden()
        assert page.evaluate("document.getElementById('id_liste').value.length") == len(liste)
    put(page, "Lærkehuset;Basistakst;10")
    expect(fejl).to_be_hidden()


def test_five_thousand_rows_are_reckoned_and_shown_a_few_at_a_time(aabn_regning):
    page = aabn_regning()
    put(page, "Lærkehuset;Basistakst;10\n" * 4900 + "Lærkehuset;Basistakst;400\n" * 100)
    expect(page.locator("#raekketabel tbody tr")).to_have_count(50)
    page.locator("#regnet").get_by_role("button", name="Vis flere").click()
    expect(page.locator("#raekketabel tbody tr")).to_have_count(100)
    expect(page.locator("#tilbudstabel tfoot")).to_contain_text("53.900.000,00")


def test_odd_text_is_shown_as_text_and_is_text_in_the_workbook(aabn_regning, tmp_path: Path):
    page = aabn_regning()
    farlig = '=HYPERLINK("http://fremmed.invalid")'
    billede, kontrol = "<img src=x onerror=alert(1)>", "a\x01b_x0041_\ud83d"
    reckon(page, f"{farlig}\tx\t1\n{billede}\tx\t1\n{kontrol}\tx\t1\n@SUM(A1)\tx\t1\n__proto__\tconstructor\t1")
    assert billede in missing(page)
    expect(page.locator("#svar img")).to_have_count(0)
    ark = download(page, tmp_path)["Ikke regnet"]
    tekster = {celle.value: celle for celle in ark["B"]}
    assert tekster[f"{farlig} | x | 1"].data_type == "s"
    assert tekster[f"{farlig} | x | 1"].quotePrefix
    assert tekster["@SUM(A1) | x | 1"].quotePrefix
    assert f"{billede} | x | 1" in tekster


def test_the_list_is_kept_in_the_tab_until_it_is_forgotten(aabn_regning):
    page = aabn_regning()
    reckon(page, MIN_LISTE)
    choose(page, 5, index=1)
    page.reload()
    expect(page.locator("#id_liste")).to_have_value(MIN_LISTE)
    expect(page.locator("#mangeltabel tbody tr")).to_have_count(1)  # the choice is kept too
    page.get_by_role("link", name="2025").first.click()
    expect(page.locator("#svaroverskrift")).to_have_text("Din regning for 2025")
    page.get_by_role("button", name="Glem listen").click()
    expect(page.locator("#svar")).to_be_hidden()
    page.reload()
    expect(page.locator("#id_liste")).to_have_value("")


def test_an_example_shows_a_newcomer_what_a_list_looks_like(aabn_regning):
    page = aabn_regning()
    page.get_by_role("button", name="Prøv med et eksempel").click()
    expect(page.locator("#svaroverskrift")).to_be_focused()
    expect(page.locator("#mangler")).to_be_hidden()
    expect(page.get_by_role("button", name="Prøv med et eksempel")).to_be_hidden()  # it would write over a list


def test_a_leap_year_costs_a_day_more_and_says_how_much_of_it_that_is(hus: Hus, aabn_regning):
    for aar in (2027, 2028):
        publish(hus, aar, LISTE[2026], DAG[2026])
    page = aabn_regning(valg="?aar=2028")
    reckon(
        page, "Lærkehuset;Basistakst;hele året\nLærkehuset;Værkstedet, Dagtakst;hele året\nLærkehuset;Basistakst;365"
    )
    expect(page.locator("#noter")).to_contain_text("+1.100,00 kr. af prisen i 2028")
    expect(page.locator("#raekketabel")).to_contain_text("402.600,00")  # 366 x 1.100
    expect(page.locator("#raekketabel")).to_contain_text("2028 har 366 dage; rækken er regnet for 365")
    expect(page.locator("#maanedstabel tfoot")).to_contain_text("77.433,34")  # 29 days, and two twelfths


def test_where_a_tilbud_goes_on_in_another_its_takster_are_offered(hus: Hus, aabn_regning):
    gammel = hus.register.tilbud("Bakkehuset")
    version = actions.save_version(
        tilbud=gammel, aar=2025, indhold=make_report(gammel), kilde="skema", by=hus.indberetter
    )
    actions.confirm_version(version=version, by=hus.indberetter)
    videre = {"art": "sammenlaegning", "gaelder_fra": dt.date(2026, 1, 1), "registreret_by": hus.indberetter}
    Efterfoelger.objects.create(fra=gammel, til=hus.tilbud, **videre)
    hus.publish(2025)
    page = aabn_regning()
    reckon(page, "Bakkehuset;Døgntakst;hele året")
    assert "Bakkehuset fortsætter i Lærkehuset" in missing(page)
    choose(page, 1, label="Lærkehuset: Hovedhuset, Niveau 3: 2.500,50\xa0kr. pr. døgn")
    expect(page.locator("#tilbudstabel tbody")).to_contain_text("Lærkehuset")
    expect(page.locator("#raekketabel")).to_contain_text("Fortsætter fra Bakkehuset.")
    expect(page.locator("#raekketabel")).to_contain_text("912.682,50")


def test_without_script_the_page_leads_to_the_calculator_on_the_server(hus: Hus, aabn: Aabn):
    page = aabn(reverse("regning"), script=False)
    expect(page.get_by_text("Siden kræver JavaScript")).to_be_visible()
    expect(page.locator("#id_liste")).to_be_hidden()
    page.get_by_role("link", name="find tilbuddet").click()
    page.get_by_role("link", name="Lærkehuset").first.click()
    page.get_by_role("link", name="Beregn en pris").click()
    assert page.url.endswith(reverse("takst_pris", args=[hus.tilbud.kode, 2026]))
